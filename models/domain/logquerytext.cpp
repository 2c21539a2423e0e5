// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::LogQueryText)
};

using Failure = tl::unexpected<QueryTextError>;

// The text split at blanks outside quotes; quotes and backslashes are still there.
struct Word
{
    qsizetype position = 0;
    QString text;
};

tl::expected<QList<Word>, QueryTextError> splitWords(const QString &text)
{
    QList<Word> words;
    qsizetype start = -1;
    qsizetype quote = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool atEnd = i == text.size();
        if (!atEnd && text[i] == u'"')
            quote = quote < 0 ? i : -1;
        else if (!atEnd && text[i] == u'\\' && quote >= 0 && i + 1 < text.size())
            ++i;
        if (atEnd && quote >= 0)
            return Failure({quote, text.size() - quote, Tr::tr("The quotes are not closed")});
        const bool blank = atEnd || (quote < 0 && text[i].isSpace());
        if (!blank && start < 0)
            start = i;
        if (blank && start >= 0) {
            words.append({start, text.mid(start, i - start)});
            start = -1;
        }
    }
    return words;
}

// Splits at commas outside quotes and takes the quotes off.
QStringList unquoteList(const QString &text, bool splitAtCommas)
{
    QStringList parts{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'"')
            quoted = !quoted;
        else if (text[i] == u',' && !quoted && splitAtCommas)
            parts.append(QString());
        else if (text[i] == u'\\' && quoted && i + 1 < text.size())
            parts.last() += text[++i];
        else
            parts.last() += text[i];
    }
    return parts;
}

QString quoteIfNeeded(const QString &text, bool isValue)
{
    static const QRegularExpression odd(QStringLiteral(R"([\s",\\])"),
                                        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression oddWord(QStringLiteral(R"([\s"\\:=<>~]|^-|!=)"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    if (!text.isEmpty() && !text.contains(isValue ? odd : oddWord))
        return text;
    QString quoted = text;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + quoted + u'"';
}

std::optional<double> number(const QString &text,
                             std::initializer_list<std::pair<const char *, double>> units)
{
    QString digits = text;
    double factor = 1;
    for (const auto &[suffix, times] : units) {
        if (digits.endsWith(QLatin1String(suffix))) {
            digits.chop(qsizetype(strlen(suffix)));
            factor = times;
            break;
        }
    }
    bool ok = false;
    const double value = digits.toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value * factor) : std::nullopt;
}

// The value as the API takes it, or undefined with what is expected.
QJsonValue typedValue(const LogKey &key, const QString &text, QString &expected)
{
    using enum LogKey::Type;
    switch (key.type) {
    case Text:
        return text;
    case Boolean:
        if (text == u"true" || text == u"yes")
            return true;
        if (text == u"false" || text == u"no")
            return false;
        expected = Tr::tr("true or false");
        break;
    case Number:
        if (const auto value = number(text, {{"k", 1e3}, {"M", 1e6}}))
            return *value;
        expected = Tr::tr("a number, such as 10k");
        break;
    case Dollars:
        if (const auto value = number(text.startsWith(u'$') ? text.mid(1) : text, {}))
            return *value;
        expected = Tr::tr("an amount, such as $0.05");
        break;
    case Milliseconds:
        if (const auto value = number(text, {{"ms", 1}, {"s", 1e3}, {"m", 60e3}}))
            return *value;
        expected = Tr::tr("a duration, such as 500ms or 2s");
        break;
    case Time: {
        JsonContext context;
        QDateTime time;
        readJson(QJsonValue(text), time, context);
        if (!context.error)
            return toJson(time);
        expected = Tr::tr("a time, such as 2026-01-31 or 2026-01-31T14:00:00Z");
        break;
    }
    }
    return QJsonValue::Undefined;
}

std::optional<std::chrono::seconds> age(const QString &text)
{
    const auto value = number(text, {{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}});
    constexpr double century = 100 * 365 * 86400.0;
    if (!value || *value < 1 || *value > century || text.back().isDigit())
        return std::nullopt;
    return std::chrono::seconds(qint64(*value));
}

QString ageText(std::chrono::seconds age)
{
    const qint64 s = age.count();
    if (s % 86400 == 0)
        return QStringLiteral("%1d").arg(s / 86400);
    if (s % 3600 == 0)
        return QStringLiteral("%1h").arg(s / 3600);
    if (s % 60 == 0)
        return QStringLiteral("%1m").arg(s / 60);
    return QStringLiteral("%1s").arg(s);
}

QString valueText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return quoteIfNeeded(value.toString(), true);
}

} // namespace

tl::expected<LogQuery, QueryTextError> parseLogQuery(const QString &text)
{
    static const QRegularExpression term(QStringLiteral(R"(^(-?)([A-Za-z_.]+)(!=|:|=|~|<|>)(.*)$)"),
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto words = splitWords(text);
    if (!words)
        return Failure(words.error());

    LogQuery query;
    QStringList search;
    for (const Word &word : *words) {
        const auto match = term.match(word.text);
        if (!match.hasMatch()) {
            search.append(unquoteList(word.text, false).first());
            continue;
        }
        const auto failure = [&](int group, const QString &message) {
            return Failure({word.position + match.capturedStart(group),
                            qMax<qsizetype>(match.capturedLength(group), 1), message});
        };
        const QString name = match.captured(2);
        const QString sign = match.captured(3);
        if (name == u"last" && sign == u":" && match.captured(1).isEmpty()) {
            query.last = age(match.captured(4));
            if (!query.last)
                return failure(match.captured(4).isEmpty() ? 3 : 4,
                               Tr::tr("last: takes an age, such as 15m, 24h or 7d"));
            continue;
        }
        const LogKey *key = findLogKey(name);
        if (!key)
            return failure(
                2, Tr::tr("There is no key %1; put the text in quotes to search for it").arg(name));
        if (match.captured(4).isEmpty())
            return failure(3, Tr::tr("%1 needs a value").arg(name));
        FilterOperator op = FilterOperator::Eq;
        if (sign == u"!=")
            op = FilterOperator::Neq;
        else if (sign == u"~")
            op = FilterOperator::Contains;
        else if (sign == u"<")
            op = FilterOperator::Lt;
        else if (sign == u">")
            op = FilterOperator::Gt;
        if (!match.captured(1).isEmpty()) {
            if (op != FilterOperator::Eq)
                return failure(1, Tr::tr("Only %1:value can be negated").arg(name));
            op = FilterOperator::Neq;
        }
        LogFilter filter{name, op, {}};
        for (const QString &part : unquoteList(match.captured(4), true)) {
            QString expected;
            const QJsonValue value = op == FilterOperator::Contains
                ? QJsonValue(part)
                : typedValue(*key, part, expected);
            if (value.isUndefined())
                return failure(4, Tr::tr("%1 takes %2").arg(name, expected));
            filter.value.append(value);
        }
        query.filters.append(filter);
    }
    query.search = search.join(u' ');
    return query;
}

QString formatLogQuery(const LogQuery &query)
{
    QStringList words;
    for (const LogFilter &filter : query.filters) {
        QString sign = QStringLiteral(":");
        switch (filter.op.known().value_or(FilterOperator::Eq)) {
        case FilterOperator::Eq:
            break;
        case FilterOperator::Neq:
            sign = QStringLiteral("!=");
            break;
        case FilterOperator::Contains:
            sign = QStringLiteral("~");
            break;
        case FilterOperator::Lt:
            sign = QStringLiteral("<");
            break;
        case FilterOperator::Gt:
            sign = QStringLiteral(">");
            break;
        }
        QStringList values;
        for (const QJsonValue &value : filter.value)
            values.append(valueText(value));
        words.append(filter.key + sign + values.join(u','));
    }
    if (query.last)
        words.append(QStringLiteral("last:") + ageText(*query.last));
    if (!query.search.isEmpty()) {
        // Words that hold nothing special stay as typed; anything else is quoted as a whole.
        bool plain = true;
        const QStringList parts = query.search.split(u' ');
        for (const QString &part : parts)
            plain = plain && !part.isEmpty() && quoteIfNeeded(part, false) == part;
        words.append(plain ? query.search : quoteIfNeeded(query.search, false));
    }
    return words.join(u' ');
}

} // namespace gatehouse
