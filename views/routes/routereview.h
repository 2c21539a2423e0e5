// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/routes/routecomparison.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace gatehouse {

class RouteDiffView;

// Shows what is about to change before it does: what is saved against what it began with, what is
// deployed against what is live, or just two versions.
class RouteReview : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteReview)

public:
    enum class Purpose { Save, Deploy, Compare };

    struct Question
    {
        Purpose purpose = Purpose::Compare;
        QString title;
        QString note{}; // what comes of it, below
        QString action{}; // of the button; empty: there is nothing to do
        QString request{}; // as it will be sent; empty: none
        QColor color{}; // of the profile
        PlacedGraph before{};
        PlacedGraph after{};
    };

    explicit RouteReview(QWidget *parent = nullptr);

    void ask(const Question &question);
    Purpose purpose() const { return m_purpose; }
    void setRunning(bool running); // it is being done
    RouteDiffView *diff() const { return m_diff; }
    QPushButton *actionButton() const { return m_action; }
    QPushButton *backButton() const { return m_back; }

Q_SIGNALS:
    void confirmed();
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Purpose m_purpose = Purpose::Compare;
    QColor m_color;
    QString m_actionText;
    RouteDiffView *m_diff;
    QLabel *m_note;
    QPlainTextEdit *m_request;
    QPushButton *m_showRequest;
    QPushButton *m_back;
    QPushButton *m_action;
};

} // namespace gatehouse
