// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"

#include "models/domain/dataset.h"

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
    static const QRegularExpression odd(QStringLiteral(R"([\s",\\]|^=)"),
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
        if (relativeTime(text, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)).isValid())
            return text; // of the moment when it is asked
        JsonContext context;
        QDateTime time;
        readJson(QJsonValue(text), time, context);
        if (!context.error)
            return toJson(time);
        expected = Tr::tr("a time, such as 2026-01-31, 2026-01-31T14:00:00Z, today or -2h");
        break;
    }
    }
    return QJsonValue::Undefined;
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

QString numberText(double value)
{
    constexpr double exact = 1e15;
    return value == std::floor(value) && std::abs(value) < exact
        ? QString::number(qint64(value))
        : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString durationText(double ms)
{
    if (ms != std::floor(ms) || ms <= 0 || ms > 1e12)
        return numberText(ms);
    const auto whole = qint64(ms);
    if (whole % 60'000 == 0)
        return QStringLiteral("%1m").arg(whole / 60'000);
    if (whole % 1000 == 0)
        return QStringLiteral("%1s").arg(whole / 1000);
    return QStringLiteral("%1ms").arg(whole);
}

QString valueText(const LogKey *key, const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble() && key && key->type == LogKey::Type::Milliseconds)
        return durationText(value.toDouble());
    if (value.isDouble())
        return numberText(value.toDouble());
    return quoteIfNeeded(value.toString(), true);
}

QString valuesText(const LogFilter &filter)
{
    QStringList values;
    for (const QJsonValue value : filter.value)
        values.append(valueText(findLogKey(filter.key), value));
    return values.join(u',');
}

QString signOf(const LogFilter &filter)
{
    switch (filter.op.known().value_or(FilterOperator::Eq)) {
    case FilterOperator::Neq:
        return QStringLiteral("!=");
    case FilterOperator::Contains:
        return QStringLiteral("~");
    case FilterOperator::Lt:
        return QStringLiteral("<");
    case FilterOperator::Gt:
        return QStringLiteral(">");
    case FilterOperator::Eq:
        break;
    }
    return QStringLiteral(":");
}

FilterOperator operatorOf(const QString &sign)
{
    if (sign == u"!=")
        return FilterOperator::Neq;
    if (sign == u"~")
        return FilterOperator::Contains;
    if (sign == u"<")
        return FilterOperator::Lt;
    return sign == u">" ? FilterOperator::Gt : FilterOperator::Eq;
}

const QString metadataKey = QStringLiteral("metadata.key");
const QString metadataValue = QStringLiteral("metadata.value");

// metadata.NAME stands for a condition on a name and the one on its value that comes with it.
// Empty: it is none of these.
QString metadataName(const QString &key)
{
    static const QRegularExpression name(QStringLiteral(R"(^metadata\.([\w.\-]+)$)"));
    const QString found = name.match(key).captured(1);
    return key == metadataKey || key == metadataValue ? QString() : found;
}

} // namespace

bool isMetadataPair(const LogFilter &first, const LogFilter &second)
{
    return first.key == metadataKey && first.op == OpenEnum(FilterOperator::Eq)
        && first.value.size() == 1 && second.key == metadataValue
        && !metadataName(QStringLiteral("metadata.") + first.value.first().toString()).isEmpty()
        && second.op != OpenEnum(FilterOperator::Lt) && second.op != OpenEnum(FilterOperator::Gt);
}

namespace {

// The service joins everything by AND; where one writes words for that, something else is meant.
bool isJoiningWord(const QString &text)
{
    return text == u"OR" || text == u"AND" || text == u"NOT" || text == u"||" || text == u"&&";
}

QString joiningAdvice(const QString &word)
{
    if (word == u"NOT")
        return Tr::tr("Conditions are negated with a dash: -model:gpt-4o. Put NOT in quotes to "
                      "search for it");
    if (word == u"AND" || word == u"&&")
        return Tr::tr("All conditions must hold as it is: leave %1 out, or put it in quotes to "
                      "search for it")
            .arg(word);
    return Tr::tr("All conditions must hold: the service knows alternatives of one key only, as in "
                  "model:gpt-4o,o3. Put %1 in quotes to search for it")
        .arg(word);
}

// Why there is no such key, and the nearest thing there is.
QString unknownKeyAdvice(const QString &name)
{
    static const QHash<QString, QString> nearest{
        {QStringLiteral("status"), QStringLiteral("success:false")},
        {QStringLiteral("status_code"), QStringLiteral("success:false")},
        {QStringLiteral("failed"), QStringLiteral("success:false")},
        {QStringLiteral("error"), QStringLiteral("success:false")},
        {QStringLiteral("metadata"), QStringLiteral("metadata.team:search")},
        {QStringLiteral("created"), QStringLiteral("created_at>2026-01-31")},
        {QStringLiteral("time"), QStringLiteral("created_at>2026-01-31")},
        {QStringLiteral("date"), QStringLiteral("created_at>2026-01-31")},
        {QStringLiteral("since"), QStringLiteral("created_at>2026-01-31")},
        {QStringLiteral("latency"), QStringLiteral("duration>2s")},
        {QStringLiteral("price"), QStringLiteral("cost>$0.05")},
        {QStringLiteral("total_tokens"), QStringLiteral("tokens>10k")}};
    if (const QString near = nearest.value(name.toLower()); !near.isEmpty())
        return Tr::tr("The service cannot filter by %1; the nearest is %2").arg(name, near);
    if (name == u"path" || name == u"step" || name == u"custom_cost" || name == u"score")
        return Tr::tr("The service cannot filter by %1; leave out the key to search for a text")
            .arg(name);
    for (const LogKey &key : logKeys()) {
        const QString known = key.name;
        if (known.startsWith(name, Qt::CaseInsensitive) || name.startsWith(known)
            || (name.size() > 3 && known.contains(name, Qt::CaseInsensitive)))
            return Tr::tr("There is no key %1; the nearest is %2").arg(name, known);
    }
    return Tr::tr("There is no key %1; put the text in quotes to search for it").arg(name);
}

// x>=10 is x>9 where values are whole.
QString orEqualAdvice(const LogKey &key, const QString &sign, const QString &value)
{
    QString expected;
    const QJsonValue typed = typedValue(key, value, expected);
    const bool whole = key.type == LogKey::Type::Number || key.type == LogKey::Type::Milliseconds;
    QString near = value;
    if (whole && typed.isDouble())
        near = valueText(&key, typed.toDouble() + (sign == u">" ? -1 : 1));
    return Tr::tr("The service compares with > and < only; the nearest is %1")
        .arg(QString(key.name) + sign + near);
}

// Why a dataset cannot hold it; empty: it can.
QString datasetAdvice(const QString &name, FilterOperator op)
{
    if (!isDatasetKey(name))
        return Tr::tr("A dataset cannot hold %1; it takes %2")
            .arg(name, datasetKeys().join(QStringLiteral(", ")));
    if (!isDatasetOperator(op))
        return Tr::tr("A dataset cannot leave out values: it knows : ~ < and >, so name those "
                      "that are wanted");
    return {};
}

} // namespace

tl::expected<LogQuery, QueryTextError> parseLogQuery(const QString &text, QueryUse use)
{
    static const QRegularExpression term(
        QStringLiteral(R"(^(-?)(metadata\.[\w.\-]+?|[A-Za-z_.]+)(!=|:|=|~|<|>)(.*)$)"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto words = splitWords(text);
    if (!words)
        return Failure(words.error());

    LogQuery query;
    QStringList search;
    for (const Word &word : *words) {
        const auto match = term.match(word.text);
        if (!match.hasMatch()) {
            if (isJoiningWord(word.text))
                return Failure({word.position, word.text.size(), joiningAdvice(word.text)});
            if (use == QueryUse::Dataset)
                return Failure({word.position, word.text.size(),
                                Tr::tr("A dataset holds conditions such as model:gpt-4o, no text "
                                       "to search for")});
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
            query.last = parseAge(match.captured(4));
            if (!query.last)
                return failure(match.captured(4).isEmpty() ? 3 : 4,
                               Tr::tr("last: takes an age, such as 15m, 24h or 7d"));
            continue;
        }
        const QString metadata = metadataName(name);
        const LogKey *key = findLogKey(metadata.isEmpty() ? name : metadataValue);
        if (!key)
            return failure(2, unknownKeyAdvice(name));
        if (match.captured(4).isEmpty())
            return failure(3, Tr::tr("%1 needs a value").arg(name));
        FilterOperator op = operatorOf(sign);
        const bool compares = op == FilterOperator::Lt || op == FilterOperator::Gt;
        if (compares && match.captured(4).startsWith(u'='))
            return failure(4, orEqualAdvice(*key, sign, match.captured(4).mid(1)));
        if (compares && !metadata.isEmpty())
            return failure(3, Tr::tr("Metadata is text: it can be compared with : != and ~ only"));
        if (!match.captured(1).isEmpty()) {
            if (compares)
                return failure(1,
                               Tr::tr("A comparison cannot be negated; the nearest is %1")
                                   .arg(name + (sign == u">" ? u'<' : u'>') + match.captured(4)));
            if (op != FilterOperator::Eq)
                return failure(1, Tr::tr("Only %1:value can be negated").arg(name));
            op = FilterOperator::Neq;
        }
        if (use == QueryUse::Dataset)
            if (const QString advice = datasetAdvice(name, op); !advice.isEmpty())
                return failure(isDatasetKey(name) ? 3 : 2, advice);
        if (!metadata.isEmpty())
            query.filters.append({metadataKey, FilterOperator::Eq, QJsonArray{metadata}});
        LogFilter filter{QString(key->name), op, {}};
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
    for (qsizetype i = 0; i < query.filters.size(); ++i) {
        const LogFilter &filter = query.filters.at(i);
        if (i + 1 < query.filters.size() && isMetadataPair(filter, query.filters.at(i + 1))) {
            const LogFilter &value = query.filters.at(++i);
            words.append(QStringLiteral("metadata.") + filter.value.first().toString()
                         + signOf(value) + valuesText(value));
            continue;
        }
        words.append(filter.key + signOf(filter) + valuesText(filter));
    }
    if (query.last)
        words.append(QStringLiteral("last:") + ageText(*query.last));
    if (!query.search.isEmpty()) {
        // Words that hold nothing special stay as typed; anything else is quoted as a whole.
        bool plain = true;
        const QStringList parts = query.search.split(u' ');
        for (const QString &part : parts)
            plain = plain && !part.isEmpty() && !isJoiningWord(part)
                && quoteIfNeeded(part, false) == part;
        words.append(plain                             ? query.search
                         : isJoiningWord(query.search) ? u'"' + query.search + u'"'
                                                       : quoteIfNeeded(query.search, false));
    }
    return words.join(u' ');
}

} // namespace gatehouse
