// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filteredit.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/logs/filtercompleter.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QSignalBlocker>
#include <QTextCharFormat>

namespace gatehouse {

FilterEdit::FilterEdit(QWidget *parent) : QLineEdit(parent), m_completer(new FilterCompleter(this))
{
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Filter, such as model:gpt-4o cost>0.05 success:false last:24h timeout"));
    addAction(icon(Icon::Search, Semantic::Muted), LeadingPosition);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &FilterEdit::judge);
    connect(this, &QLineEdit::textEdited, this, &FilterEdit::onTyped);
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (text().isEmpty()) // by the clear button too, which is no editing
            onTyped();
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        if (!m_completer->isChoosing())
            judge();
    });
    connect(m_completer, &FilterCompleter::completed, this, &FilterEdit::onTyped);
}

void FilterEdit::setUse(QueryUse use)
{
    m_use = use;
    m_completer->setUse(use);
    if (use == QueryUse::Dataset)
        setPlaceholderText(tr("Filter, such as model:gpt-4o cost>0.05 success:false"));
}

void FilterEdit::showQuery(const LogQuery &query)
{
    LogQuery unordered = query;
    unordered.orderBy = LogOrder::CreatedAt;
    unordered.ascending = false;
    const bool wasPending = isPending();
    m_rest.stop();
    if (const auto typed = parseLogQuery(text(), m_use); !typed || *typed != unordered) {
        const QSignalBlocker blocker(this);
        selectAll();
        insert(formatLogQuery(query)); // not setText(): what was typed can be brought back by undo
    }
    setProblem({});
    if (wasPending)
        Q_EMIT pendingChanged();
}

void FilterEdit::showText(const QString &text)
{
    setText(text);
    judge();
}

void FilterEdit::onTyped()
{
    if (m_problem && parseLogQuery(text(), m_use))
        setProblem({}); // what has been mended is not red any longer
    const bool wasPending = isPending();
    m_rest.start();
    if (!wasPending)
        Q_EMIT pendingChanged();
}

void FilterEdit::judge()
{
    m_rest.stop();
    const auto query = parseLogQuery(text(), m_use);
    setProblem(query ? std::nullopt : std::optional(query.error()));
    if (query)
        Q_EMIT queryTyped(*query);
    Q_EMIT pendingChanged();
}

void FilterEdit::setProblem(const std::optional<QueryTextError> &problem)
{
    const bool was = m_problem.has_value();
    m_problem = problem;
    markProblem();
    setToolTip(problem ? format::toolTip(problem->message) : QString());
    setAccessibleDescription(problem ? tr("Not applied: %1").arg(problem->message) : QString());
    if (was || problem)
        Q_EMIT problemChanged();
}

// QLineEdit takes formats from an input method only.
void FilterEdit::markProblem()
{
    QList<QInputMethodEvent::Attribute> formats;
    if (m_problem) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::color(Semantic::Error, palette()));
        format.setForeground(Theme::color(Semantic::Error, palette()));
        formats.append({QInputMethodEvent::TextFormat, int(m_problem->position) - cursorPosition(),
                        int(m_problem->length), format});
    }
    QInputMethodEvent event(QString(), formats);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace gatehouse
