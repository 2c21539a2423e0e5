// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filtercompleter.h"

#include "models/domain/dataset.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QRegularExpression>

namespace gatehouse {

// The slugs of the vendor's list.
static QStringList knownProviders()
{
    return QStringLiteral("anthropic aws-bedrock azure-openai baseten cartesia cerebras cohere "
                          "deepgram deepseek elevenlabs fal fireworks google-ai-studio "
                          "google-vertex-ai grok groq huggingface ideogram mistral openai "
                          "openrouter parallel perplexity-ai replicate workers-ai")
        .split(u' ');
}

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
    const QStringList times{QStringLiteral("-1h"),   QStringLiteral("-24h"),
                            QStringLiteral("-7d"),   QStringLiteral("now"),
                            QStringLiteral("today"), QStringLiteral("yesterday")};
    m_values.insert(QStringLiteral("created_at"), times);
    m_values.insert(QStringLiteral("provider"), knownProviders());
    const QStringList media{QStringLiteral("application/json"), QStringLiteral("text/event-stream"),
                            QStringLiteral("multipart/form-data"), QStringLiteral("audio/mpeg"),
                            QStringLiteral("image/png")};
    m_values.insert(QStringLiteral("request_content_type"), media);
    m_values.insert(QStringLiteral("response_content_type"), media);
    m_values.insert(QStringLiteral("feedback"),
                    {QStringLiteral("-1"), QStringLiteral("0"), QStringLiteral("1")});
    m_values.insert(QStringLiteral("dlp_action"),
                    {QStringLiteral("FLAG"), QStringLiteral("BLOCK")});
    connect(edit, &QLineEdit::textEdited, this, &FilterCompleter::onEdited);
    connect(this, qOverload<const QString &>(&QCompleter::activated), this, &FilterCompleter::take);
}

bool FilterCompleter::isChoosing() const
{
    return popup()->isVisible() && popup()->currentIndex().isValid();
}

void FilterCompleter::setValues(const QString &key, const QStringList &values)
{
    // What has been seen comes before what there may be.
    QStringList all = values;
    if (key == u"provider")
        for (const QString &known : knownProviders())
            if (!all.contains(known))
                all.append(known);
    m_values.insert(key, all);
}

// What a key can be compared by, what one does most first. A dash negates equality alone.
static QStringList signsOf(const LogKey &key, bool negated)
{
    if (negated)
        return {QStringLiteral(":")};
    if (key.type == LogKey::Type::Text || key.type == LogKey::Type::Boolean)
        return {QStringLiteral(":"), QStringLiteral("!="), QStringLiteral("~")};
    return {QStringLiteral(">"), QStringLiteral("<"), QStringLiteral(":"), QStringLiteral("!=")};
}

QStringList FilterCompleter::keyCandidates(const QString &word, bool negated) const
{
    QStringList candidates;
    const bool isDataset = m_use == QueryUse::Dataset;
    if (isDataset && negated)
        return {};
    for (const LogKey &key : logKeys()) {
        if (isDataset && !isDatasetKey(key.name))
            continue;
        QStringList signs = signsOf(key, negated);
        if (isDataset)
            signs.removeAll(QStringLiteral("!="));
        // Once the key is there, all that can follow it; before that, one of each.
        if (word == key.name)
            for (const QString &sign : signs)
                candidates.append(key.name + sign);
        else
            candidates.append(key.name + signs.first());
    }
    if (!negated)
        candidates.append(QStringLiteral("last:"));
    return candidates;
}

void FilterCompleter::onEdited()
{
    const QString before = m_edit->text().left(m_edit->cursorPosition());
    m_wordStart = before.lastIndexOf(u' ') + 1;
    const QString word = before.mid(m_wordStart);
    static const QRegularExpression sign(QStringLiteral("!=|[:=~<>]"));
    const auto match = sign.match(word);
    const qsizetype dash = word.startsWith(u'-') ? 1 : 0;
    QStringList candidates;
    if (match.hasMatch() && match.capturedStart() > dash) {
        const QString key = word.mid(dash, match.capturedStart() - dash);
        m_wordStart += qMax(match.capturedEnd(), word.lastIndexOf(u',') + 1);
        candidates = m_values.value(key);
    } else if (word.size() > dash) {
        m_wordStart += dash;
        candidates = keyCandidates(word.mid(dash), dash > 0);
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
    // Under what it completes.
    const int cursor = m_edit->inputMethodQuery(Qt::ImCursorRectangle).toRect().center().x();
    const int width = qMin(m_edit->width(), 32 * m_edit->fontMetrics().averageCharWidth());
    const int left = cursor - m_edit->fontMetrics().horizontalAdvance(prefix);
    complete({qBound(0, left, m_edit->width() - width), 0, width, m_edit->height()});
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
