// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/log.h"

class QLabel;

namespace gatehouse {

// The totals and extremes of all matches, and what keeps the filter from being applied.
class LogSummary : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSummary)

public:
    explicit LogSummary(QWidget *parent = nullptr);

    void setInfo(const LogListInfo &info);
    void setProblem(const QString &problem); // empty: none
    void setFollowText(const QString &text);

private:
    QLabel *addFigure(QLayout *layout, const QString &title);

    QWidget *m_figures;
    QWidget *m_problem;
    QLabel *m_problemText;
    QLabel *m_follow;
    QLabel *m_matches;
    QLabel *m_cost;
    QLabel *m_duration;
    QLabel *m_tokens;
    QLabel *m_tokensIn;
    QLabel *m_tokensOut;
};

} // namespace gatehouse
