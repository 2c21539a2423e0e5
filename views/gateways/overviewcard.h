// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace gatehouse {

class OverviewChart;

// One figure of an overview: what it is, its value, what that is made from, and a chart of it.
class OverviewCard : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewCard)

public:
    // help says what a press on the title opens.
    OverviewCard(const QString &title, const QString &help, const QString &axisFormat,
                 QWidget *parent = nullptr);

    void setFigure(const QString &figure, const QString &note);
    void setEnds(const QString &from, const QString &to); // of the chart, in time
    OverviewChart *chart() const { return m_chart; }
    QToolButton *titleButton() const { return m_title; }
    QString figure() const;
    QString note() const;

Q_SIGNALS:
    void opened();

private:
    QToolButton *m_title;
    QLabel *m_figure;
    QLabel *m_note;
    OverviewChart *m_chart;
    QLabel *m_from;
    QLabel *m_to;
};

} // namespace gatehouse
