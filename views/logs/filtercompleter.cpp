// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filtercompleter.h"

#include "models/domain/logfilter.h"

#include <QAbstractItemView>
#include <QLineEdit>

namespace gatehouse {

FilterCompleter::FilterCompleter(QLineEdit *edit) : QCompleter(edit), m_edit(edit)
{
    setModel(&m_list);
    setCaseSensitivity(Qt::CaseInsensitive);
    setWidget(edit); // not QLineEdit::setCompleter(), which completes the whole text
    const QStringList truth{QStringLiteral("true"), QStringLiteral("false")};
    for (const LogKey &key : logKeys())
        if (key.type == LogKey::Type::Boolean)
            m_values.insert(key.name, truth);
    m_values.insert(QStringLiteral("last"),
                    {QStringLiteral("15m"), QStringLiteral("1h"), QStringLiteral("24h"),
                     QStringLiteral("7d"), QStringLiteral("30d")});
    connect(edit, &QLineEdit::textEdited, this, &FilterCompleter::onEdited);
    connect(this, qOverload<const QString &>(&QCompleter::activated), this, &FilterCompleter::take);
}

bool FilterCompleter::isChoosing() const
{
    return popup()->isVisible() && popup()->currentIndex().isValid();
}

void FilterCompleter::setValues(const QString &key, const QStringList &values)
{
    m_values.insert(key, values);
}

void FilterCompleter::onEdited()
{
    const QString before = m_edit->text().left(m_edit->cursorPosition());
    m_wordStart = before.lastIndexOf(u' ') + 1;
    const QString word = before.mid(m_wordStart);
    QStringList candidates;
    if (const qsizetype colon = word.indexOf(u':'); colon > 0) {
        const qsizetype valueStart = qMax(colon, word.lastIndexOf(u',')) + 1;
        m_wordStart += valueStart;
        candidates = m_values.value(word.left(colon));
    } else if (!word.isEmpty()) {
        for (const LogKey &key : logKeys()) {
            const bool isNumber =
                key.type != LogKey::Type::Text && key.type != LogKey::Type::Boolean;
            candidates.append(key.name + (isNumber ? u'>' : u':'));
        }
        candidates.append(QStringLiteral("last:"));
    }
    const QString prefix = before.mid(m_wordStart);
    m_list.setStringList(candidates);
    setCompletionPrefix(prefix);
    const bool nothingToAdd = completionCount() == 0
        || (completionCount() == 1
            && currentCompletion().compare(prefix, Qt::CaseInsensitive) == 0);
    if (nothingToAdd || m_edit->text().mid(m_edit->cursorPosition()).startsWith(u':')) {
        popup()->hide();
        return;
    }
    QRect at = m_edit->rect();
    at.setWidth(qMin(at.width(), 32 * m_edit->fontMetrics().averageCharWidth()));
    complete(at);
}

void FilterCompleter::take(const QString &completion)
{
    QString value = completion;
    if (value.contains(u' ') || value.contains(u','))
        value = u'"' + value + u'"';
    const QString text = m_edit->text();
    m_edit->setSelection(int(m_wordStart), m_edit->cursorPosition() - int(m_wordStart));
    m_edit->insert(value);
    Q_EMIT completed();
}

} // namespace gatehouse
