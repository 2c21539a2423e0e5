// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace gatehouse {

// What the chart of the usage shows at one point, in a box beside it that lets the mouse through.
class UsageTip : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageTip)

public:
    struct Line
    {
        QColor key; // of the bar or line in the chart; invalid: it has none
        QString name;
        QString value;
    };

    explicit UsageTip(QWidget *chart);

    void setContent(const QString &title, const QList<Line> &lines);
    // Right of that area of the chart, or left where there is no room, around that height.
    void showBeside(const QRect &area, int y);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont titleFont() const;

    QString m_title;
    QList<Line> m_lines;
};

} // namespace gatehouse
