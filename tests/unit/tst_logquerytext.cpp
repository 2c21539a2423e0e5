// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logquerytext.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

using namespace gatehouse;
using namespace std::chrono_literals;

class TestLogQueryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void everyKeyWithEveryOperator();
    void searchText_data();
    void searchText();
    void ages_data();
    void ages();
    void errors_data();
    void errors();
    void documentedExample();
    void writesNumbersAsOneWould_data();
    void writesNumbersAsOneWould();
    void namesTheNearest_data();
    void namesTheNearest();
    void metadataByName();
    void relativeTimes();
    void randomQueriesRoundTrip();
    void randomTextsNeverCrash();
    void lastBecomesAFilter();
    void setReplacesOneCondition();
};

namespace {

QString describe(const LogQuery &query)
{
    return formatLogQuery(query) + QStringLiteral(" / ") + query.search;
}

LogQuery one(const QString &key, FilterOperator op, const QJsonArray &values)
{
    LogQuery query;
    query.filters = {{key, op, values}};
    return query;
}

} // namespace

void TestLogQueryText::parses_data()
{
    using enum FilterOperator;
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("op");
    QTest::addColumn<QJsonArray>("values");
    const auto row = [](const char *text, const char *key, FilterOperator op, QJsonArray values) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(key) << int(op)
                            << values;
    };
    row("model:gpt-4o", "model", Eq, {"gpt-4o"});
    row("model=gpt-4o", "model", Eq, {"gpt-4o"});
    row("model!=gpt-4o", "model", Neq, {"gpt-4o"});
    row("-model:gpt-4o", "model", Neq, {"gpt-4o"});
    row("-model=gpt-4o", "model", Neq, {"gpt-4o"});
    row("provider:openai,groq", "provider", Eq, {"openai", "groq"});
    row("model:\"a b\"", "model", Eq, {"a b"});
    row("model:\"a,b\",c", "model", Eq, {"a,b", "c"});
    row("model:a\" \"b", "model", Eq, {"a b"});
    row("model:\"say \\\"hi\\\"\"", "model", Eq, {"say \"hi\""});
    row("model:\"back\\\\slash\"", "model", Eq, {"back\\slash"});
    row("model:back\\slash", "model", Eq, {"back\\slash"});
    row("model:\"\"", "model", Eq, {""});
    row("model:a:b=c<d>e", "model", Eq, {"a:b=c<d>e"});
    row("model:@cf/meta/llama-3", "model", Eq, {"@cf/meta/llama-3"});
    row("model:模型", "model", Eq, {"模型"});
    row("cost>0.5", "cost", Gt, {0.5});
    row("cost<$0.05", "cost", Lt, {0.05});
    row("cost:1e-07", "cost", Eq, {1e-07});
    row("tokens>10k", "tokens", Gt, {10'000});
    row("tokens_in<2M", "tokens_in", Lt, {2'000'000});
    row("tokens_out:1.5k", "tokens_out", Eq, {1500});
    row("feedback:-1", "feedback", Eq, {-1});
    row("duration>500ms", "duration", Gt, {500});
    row("duration>2s", "duration", Gt, {2000});
    row("duration>1.5m", "duration", Gt, {90'000});
    row("duration>2", "duration", Gt, {2});
    row("success:false", "success", Eq, {false});
    row("cached:yes", "cached", Eq, {true});
    row("cached:true,false", "cached", Eq, {true, false});
    row("success~tr", "success", Contains, {"tr"});
    row("created_at>2026-01-31", "created_at", Gt, {"2026-01-31T00:00:00.000Z"});
    row("created_at<2026-01-31T14:00:00+02:00", "created_at", Lt, {"2026-01-31T12:00:00.000Z"});
    row("metadata.key:plan", "metadata.key", Eq, {"plan"});
    row("compatibilityMode:true", "compatibilityMode", Eq, {true});
    row("created_at>-2h", "created_at", Gt, {"-2h"});
    row("created_at<yesterday", "created_at", Lt, {"yesterday"});
    row("duration>60000ms", "duration", Gt, {60'000});
}

void TestLogQueryText::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    QFETCH(int, op);
    QFETCH(QJsonArray, values);
    const auto query = parseLogQuery(text);
    QVERIFY2(query, qPrintable(query ? QString() : query.error().message));
    QCOMPARE(query->search, QString());
    QCOMPARE(query->filters.size(), 1);
    QCOMPARE(query->filters.first().key, key);
    QVERIFY(query->filters.first().op.known() == FilterOperator(op));
    QCOMPARE(query->filters.first().value, values);

    const auto again = parseLogQuery(formatLogQuery(*query));
    QVERIFY2(again, qPrintable(formatLogQuery(*query)));
    QVERIFY2(*again == *query, qPrintable(formatLogQuery(*query)));
}

static QJsonArray samples(LogKey::Type type)
{
    switch (type) {
    case LogKey::Type::Text:
        return {"plain", "two words", "a,b", "q\"uote", "back\\slash", "-dash", "a:b"};
    case LogKey::Type::Number:
        return {0, -1, 100, 1e6, 0.1, 123456789012.0};
    case LogKey::Type::Dollars:
        return {0, 0.000001, 12.5, 1e-9};
    case LogKey::Type::Milliseconds:
        return {0, 1, 1500, 1e7, 0.25};
    case LogKey::Type::Boolean:
        return {true, false};
    case LogKey::Type::Time:
        return {"2026-01-31T14:00:00.000Z", "1999-12-31T23:59:59.999Z"};
    }
    return {};
}

void TestLogQueryText::everyKeyWithEveryOperator()
{
    QVERIFY(logKeys().size() >= 23);
    for (const LogKey &key : logKeys()) {
        QCOMPARE(findLogKey(QString(key.name)), &key);
        for (const auto &[op, name] : enumNames(FilterOperator())) {
            QJsonArray values = samples(key.type);
            if (op == FilterOperator::Contains)
                values = samples(LogKey::Type::Text);
            const LogQuery query = one(key.name, op, values);
            const QString text = formatLogQuery(query);
            const auto parsed = parseLogQuery(text);
            QVERIFY2(parsed, qPrintable(text));
            QVERIFY2(*parsed == query,
                     qPrintable(text + QStringLiteral(" -> ") + describe(*parsed)));
        }
    }
}

void TestLogQueryText::searchText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("search");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("blanks") << " \t "
                            << "";
    QTest::newRow("word") << "timeout"
                          << "timeout";
    QTest::newRow("words") << "  two   words "
                           << "two words";
    QTest::newRow("quoted") << "\"model:x\""
                            << "model:x";
    QTest::newRow("quoted blanks") << "\"two   words\""
                                   << "two   words";
    QTest::newRow("dash") << "gpt-4o"
                          << "gpt-4o";
    QTest::newRow("comma") << "a,b"
                           << "a,b";
}

void TestLogQueryText::searchText()
{
    QFETCH(QString, text);
    QFETCH(QString, search);
    const auto query = parseLogQuery(text);
    QVERIFY(query);
    QVERIFY(query->filters.isEmpty());
    QVERIFY(!query->last);
    QCOMPARE(query->search, search);
    QCOMPARE(query->isFiltered(), !search.isEmpty());
    QCOMPARE(parseLogQuery(formatLogQuery(*query))->search, search);
}

void TestLogQueryText::ages_data()
{
    QTest::addColumn<QString>("age");
    QTest::addColumn<qint64>("seconds"); // 0: refused
    QTest::newRow("s") << "90s" << qint64(90);
    QTest::newRow("m") << "15m" << qint64(900);
    QTest::newRow("h") << "24h" << qint64(86'400);
    QTest::newRow("d") << "7d" << qint64(604'800);
    QTest::newRow("fraction") << "1.5h" << qint64(5400);
    for (const char *bad : {"", "24", "h", "0s", "-1h", "7w", "1e300d", "infd", "nanh", "1000000d"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << qint64(0);
}

void TestLogQueryText::ages()
{
    QFETCH(QString, age);
    QFETCH(qint64, seconds);
    const auto query = parseLogQuery(QStringLiteral("last:") + age);
    QCOMPARE(query.has_value(), seconds != 0);
    if (!query)
        return;
    QVERIFY(query->last == std::chrono::seconds(seconds));
    QVERIFY(parseLogQuery(formatLogQuery(*query)) == *query);
}

void TestLogQueryText::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked"); // the part of the text that is at fault
    QTest::addColumn<int>("position");
    QTest::newRow("unknown key") << "ok colour:red"
                                 << "colour" << 3;
    QTest::newRow("url") << "http://x"
                         << "http" << 0;
    QTest::newRow("no value") << "cost> model:a"
                              << ">" << 4;
    QTest::newRow("no number") << "a tokens>many"
                               << "many" << 9;
    QTest::newRow("infinite") << "cost>inf"
                              << "inf" << 5;
    QTest::newRow("not a number") << "cost>nan"
                                  << "nan" << 5;
    QTest::newRow("overflow") << "cost>1e999"
                              << "1e999" << 5;
    QTest::newRow("no boolean") << "success:maybe"
                                << "maybe" << 8;
    QTest::newRow("no time") << "created_at>tomorrow"
                             << "tomorrow" << 11;
    QTest::newRow("or") << "model:a OR model:b"
                        << "OR" << 8;
    QTest::newRow("compared metadata") << "metadata.team>3"
                                       << ">" << 13;
    QTest::newRow("negated contains") << "-model~x"
                                      << "-" << 0;
    QTest::newRow("no duration") << "duration>2h"
                                 << "2h" << 9;
    QTest::newRow("at least") << "cost>=5"
                              << "=5" << 5;
    QTest::newRow("one of several") << "tokens:1,x"
                                    << "1,x" << 7;
    QTest::newRow("negated comparison") << "b -cost>5"
                                        << "-" << 2;
    QTest::newRow("negated age") << "-last:24h"
                                 << "last" << 1;
    QTest::newRow("age") << "last:soon"
                         << "soon" << 5;
    QTest::newRow("open quotes") << "model:\"gpt 4"
                                 << "\"gpt 4" << 6;
    QTest::newRow("escaped end") << "\"a\\\""
                                 << "\"a\\\"" << 0;
}

void TestLogQueryText::errors()
{
    QFETCH(QString, text);
    QFETCH(QString, marked);
    QFETCH(int, position);
    const auto query = parseLogQuery(text);
    QVERIFY(!query);
    QCOMPARE(query.error().position, position);
    QCOMPARE(text.mid(query.error().position, query.error().length), marked);
    QVERIFY(!query.error().message.isEmpty());
}

void TestLogQueryText::documentedExample()
{
    const auto query = parseLogQuery(
        QStringLiteral("model:gpt-4o provider:openai,groq cost>0.5 duration>2s success:false "
                       "request_type~chat last:24h timeout"));
    QVERIFY(query);
    QCOMPARE(query->filters.size(), 6);
    QVERIFY(query->last == 24h);
    QCOMPARE(query->search, QStringLiteral("timeout"));
    QCOMPARE(formatLogQuery(*query),
             QStringLiteral("model:gpt-4o provider:openai,groq cost>0.5 duration>2s "
                            "success:false request_type~chat last:1d timeout"));
}

void TestLogQueryText::writesNumbersAsOneWould_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *key, double value, const char *text) {
        QTest::newRow(text) << key << value << QString::fromLatin1(text);
    };
    row("tokens", 1'000'000, "tokens>1000000");
    row("tokens", 1e14, "tokens>100000000000000");
    row("tokens", -1, "tokens>-1");
    row("cost", 0.1, "cost>0.1");
    row("cost", 1e-9, "cost>1e-09");
    row("duration", 500, "duration>500ms");
    row("duration", 2000, "duration>2s");
    row("duration", 1500, "duration>1500ms");
    row("duration", 120'000, "duration>2m");
    row("duration", 0, "duration>0");
    row("duration", 0.25, "duration>0.25");
}

void TestLogQueryText::writesNumbersAsOneWould()
{
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(QString, text);
    const LogQuery query = one(key, FilterOperator::Gt, {value});
    QCOMPARE(formatLogQuery(query), text);
    QVERIFY(parseLogQuery(text) == query);
}

void TestLogQueryText::namesTheNearest_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("nearest");
    const auto row = [](const char *text, const char *nearest) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(nearest);
    };
    row("tokens>=10", "tokens>9");
    row("tokens<=10k", "tokens<10001");
    row("duration>=2s", "duration>1999ms");
    row("cost>=$0.5", "cost>$0.5");
    row("-cost>5", "cost<5");
    row("-duration<2s", "duration>2s");
    row("status:500", "success:false");
    row("status_code>499", "success:false");
    row("metadata:search", "metadata.team:search");
    row("latency>2s", "duration>2s");
    row("prov:openai", "provider");
    row("token>5", "tokens");
    row("path:chat", "leave out the key");
    row("a OR b", "model:gpt-4o,o3");
    row("a AND b", "leave AND out");
    row("NOT model:a", "-model:gpt-4o");
}

void TestLogQueryText::namesTheNearest()
{
    QFETCH(QString, text);
    QFETCH(QString, nearest);
    const auto query = parseLogQuery(text);
    QVERIFY(!query);
    QVERIFY2(query.error().message.contains(nearest), qPrintable(query.error().message));
}

void TestLogQueryText::metadataByName()
{
    using enum FilterOperator;
    for (const auto &[text, op] :
         {std::pair("metadata.team:search", Eq), std::pair("metadata.team!=search", Neq),
          std::pair("metadata.user-id.2~search", Contains)}) {
        const auto query = parseLogQuery(QString::fromLatin1(text));
        QVERIFY(query);
        const QString name = QString::fromLatin1(text).section(QRegularExpression("[:!~]"), 0, 0);
        QCOMPARE(query->filters.size(), 2);
        QVERIFY(query->filters.at(0)
                == (LogFilter{QStringLiteral("metadata.key"), Eq, QJsonArray{name.mid(9)}}));
        QVERIFY(query->filters.at(1)
                == (LogFilter{QStringLiteral("metadata.value"), op, QJsonArray{"search"}}));
        QCOMPARE(formatLogQuery(*query), QString::fromLatin1(text));
    }
    QCOMPARE(parseLogQuery(QStringLiteral("-metadata.team:a,b"))->filters.size(), 2);
    // What is not a pair stays two conditions.
    const QString apart = QStringLiteral("metadata.value:search metadata.key:team");
    QCOMPARE(formatLogQuery(*parseLogQuery(apart)), apart);
}

void TestLogQueryText::relativeTimes()
{
    const QDateTime now(QDate(2026, 11, 20), QTime(12, 30), Qt::UTC);
    for (const auto &[text, wanted] : {std::pair("-2h", "2026-11-20T10:30:00.000Z"),
                                       std::pair("now", "2026-11-20T12:30:00.000Z"),
                                       std::pair("today", "2026-11-20T00:00:00.000Z"),
                                       std::pair("yesterday", "2026-11-19T00:00:00.000Z"),
                                       std::pair("2026-01-31", "2026-01-31T00:00:00.000Z")}) {
        const auto query = parseLogQuery(QStringLiteral("created_at>") + QLatin1String(text));
        QVERIFY(query);
        QCOMPARE(query->filtersAt(now).first().value, QJsonArray{wanted});
    }
    for (const char *bad : {"-2", "2h", "-h", "-0s", "--2h", "Today"})
        QVERIFY(!parseLogQuery(QStringLiteral("created_at>") + QLatin1String(bad)));
}

static QString randomText(QRandomGenerator &random)
{
    static const QString letters =
        QStringLiteral("ab1 \t\n\"\\,:=<>~!-.é模\u00a0\u2003\u3000\u0085%'$#") + QChar(0x1c);
    QString text;
    const int size = random.bounded(8);
    for (int i = 0; i < size; ++i)
        text += letters[random.bounded(letters.size())];
    return text;
}

void TestLogQueryText::randomQueriesRoundTrip()
{
    QRandomGenerator random(20261120);
    for (int round = 0; round < 20'000; ++round) {
        LogQuery query;
        for (int i = random.bounded(4); i > 0; --i) {
            const LogKey &key = logKeys()[random.bounded(quint32(logKeys().size()))];
            const auto op = FilterOperator(random.bounded(5));
            const QJsonArray pool = samples(key.type);
            QJsonArray values;
            for (int n = 1 + random.bounded(3); n > 0; --n) {
                if (key.type == LogKey::Type::Text || op == FilterOperator::Contains)
                    values.append(randomText(random));
                else if (key.type == LogKey::Type::Boolean || key.type == LogKey::Type::Time)
                    values.append(pool[random.bounded(int(pool.size()))]);
                else
                    values.append(random.generateDouble() * std::pow(10, random.bounded(-9, 12)));
            }
            query.filters.append({key.name, op, values});
        }
        if (random.bounded(2))
            query.last = std::chrono::seconds(1 + random.bounded(1'000'000));
        if (random.bounded(2))
            query.search = randomText(random);
        const QString text = formatLogQuery(query);
        const auto parsed = parseLogQuery(text);
        QVERIFY2(parsed, qPrintable(text));
        QVERIFY2(*parsed == query, qPrintable(text + QStringLiteral(" -> ") + describe(*parsed)));
    }
}

void TestLogQueryText::randomTextsNeverCrash()
{
    QRandomGenerator random(7);
    static const QStringList pieces{"model", "cost", "last", "success", "created_at", "-"};
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (int i = random.bounded(5); i > 0; --i)
            text += pieces[random.bounded(pieces.size())] + randomText(random);
        const auto parsed = parseLogQuery(text);
        if (parsed) {
            const auto again = parseLogQuery(formatLogQuery(*parsed));
            QVERIFY2(again && *again == *parsed, qPrintable(text));
        } else {
            QVERIFY2(parsed.error().position >= 0 && parsed.error().length > 0
                         && parsed.error().position + parsed.error().length <= text.size(),
                     qPrintable(text));
        }
    }
}

void TestLogQueryText::lastBecomesAFilter()
{
    LogQuery query = one(QStringLiteral("cached"), FilterOperator::Eq, {true});
    const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    QCOMPARE(query.filtersAt(now), query.filters);
    query.last = 24h;
    const auto filters = query.filtersAt(now);
    QCOMPARE(filters.size(), 2);
    QCOMPARE(toJson(filters.last()).toObject(),
             QJsonObject({{"key", "created_at"},
                          {"operator", "gt"},
                          {"value", QJsonArray{"2026-11-19T12:00:00.000Z"}}}));
}

void TestLogQueryText::setReplacesOneCondition()
{
    using enum FilterOperator;
    LogQuery query;
    query.set(QStringLiteral("cost"), Gt, 1.0);
    query.set(QStringLiteral("cost"), Lt, 5.0);
    query.set(QStringLiteral("cost"), Gt, 2.0);
    query.set(QStringLiteral("model"), Eq, QJsonArray{"a", "b"});
    QCOMPARE(query.filters.size(), 3);
    QCOMPARE(query.find(u"cost", Gt)->value, QJsonArray{2.0});
    QCOMPARE(query.find(u"model", Eq)->value, QJsonArray({"a", "b"}));
    QVERIFY(!query.find(u"model", Neq));
    query.set(QStringLiteral("cost"), Gt, QJsonValue());
    query.set(QStringLiteral("model"), Eq, QJsonArray());
    QVERIFY(!query.find(u"cost", Gt));
    QVERIFY(!query.find(u"model", Eq));
    QCOMPARE(query.filters.size(), 1);
}

QTEST_GUILESS_MAIN(TestLogQueryText)
#include "tst_logquerytext.moc"
