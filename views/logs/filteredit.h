// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logquerytext.h"

namespace gatehouse {

class FilterCompleter;

// A log query as text. What is wrong with it is marked once the typing rests; what is right is
// handed on then, or at once by Enter.
class FilterEdit : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterEdit)

public:
    static constexpr int restMs = 400;

    explicit FilterEdit(QWidget *parent = nullptr);

    FilterCompleter *filterCompleter() const { return m_completer; }
    void setUse(QueryUse use); // what else is refused, and not offered
    // Shows the query, unless that is what the text says already.
    void showQuery(const LogQuery &query);
    void showText(const QString &text); // and judges it at once
    bool isPending() const { return m_rest.isActive(); } // typed, not yet judged
    const std::optional<QueryTextError> &problem() const { return m_problem; }

Q_SIGNALS:
    void queryTyped(const gatehouse::LogQuery &query); // in its default order
    void problemChanged();
    void pendingChanged();

private:
    void onTyped();
    void judge();
    void setProblem(const std::optional<QueryTextError> &problem);
    void markProblem();

    FilterCompleter *m_completer;
    QueryUse m_use = QueryUse::Logs;
    QTimer m_rest;
    std::optional<QueryTextError> m_problem;
};

} // namespace gatehouse
