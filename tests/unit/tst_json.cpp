// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/json.h"

#include <QJsonDocument>
#include <QTest>
#include <limits>

using namespace gatehouse;

namespace {

enum class Colour { Red, Green };
constexpr std::array<std::pair<Colour, const char *>, 2> enumNames(Colour)
{
    return {{{Colour::Red, "red"}, {Colour::Green, "green"}}};
}

struct Inner
{
    qint64 number = 0;
    bool operator==(const Inner &) const = default;
    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("number", self.number);
    }
};

struct Thing
{
    QString name;
    Field<qint64> ttl;
    Field<OpenEnum<Colour>> colour;
    QList<Inner> inner;
    QJsonObject unknown;
    bool operator==(const Thing &) const = default;
    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
        visitor("ttl", self.ttl);
        visitor("colour", self.colour);
        visitor("inner", self.inner);
    }
};

QJsonValue parse(const QByteArray &text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().at(0);
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absentNullAndValueDiffer();
    void unknownMembersAndEnumValuesSurvive();
    void pathOfAFault_data();
    void pathOfAFault();
    void onlyTheFirstFaultIsTold();
    void integers_data();
    void integers();
    void booleans_data();
    void booleans();
    void dates_data();
    void dates();
    void datesAreWrittenInUtc();
};

void TestJson::absentNullAndValueDiffer()
{
    for (const QByteArray text :
         {R"({"name":"a","inner":[]})", R"({"name":"a","inner":[],"ttl":null})",
          R"({"name":"a","inner":[],"ttl":0})"}) {
        const auto thing = fromJson<Thing>(parse(text));
        QVERIFY2(thing, qPrintable(thing ? QString() : thing.error().text()));
        QCOMPARE(toJson(*thing), parse(text));
    }
    QVERIFY(Field<qint64>().isAbsent());
    QVERIFY(!Field<qint64>().isNull());
    QVERIFY(Field<qint64>::null().isNull());
    QVERIFY(!Field<qint64>::null().hasValue());
    QVERIFY(Field<qint64>(0).hasValue());
    QVERIFY(Field<qint64>() != Field<qint64>::null());
    QVERIFY(Field<qint64>(0) != Field<qint64>::null());
    QCOMPARE(Field<qint64>::null().valueOr(7), 7);
}

void TestJson::unknownMembersAndEnumValuesSurvive()
{
    const QJsonValue json = parse(
        R"({"name":"a","inner":[],"colour":"ultraviolet","later":{"deep":[1,null,"x"]},"n":null})");
    const auto thing = fromJson<Thing>(json);
    QVERIFY(thing);
    QVERIFY(!thing->colour->known());
    QCOMPARE(thing->colour->text(), QStringLiteral("ultraviolet"));
    QCOMPARE(thing->unknown.size(), 2);
    QCOMPARE(toJson(*thing), json);

    QCOMPARE(OpenEnum(Colour::Green).text(), QStringLiteral("green"));
    QVERIFY(OpenEnum(Colour::Green).known() == Colour::Green);
}

void TestJson::pathOfAFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::newRow("not an object") << QByteArray("[]") << "result";
    QTest::newRow("nothing") << QByteArray() << "result";
    QTest::newRow("missing") << QByteArray(R"({"inner":[]})") << "result.name";
    QTest::newRow("null") << QByteArray(R"({"name":null,"inner":[]})") << "result.name";
    QTest::newRow("optional") << QByteArray(R"({"name":"a","ttl":"1"})") << "result.ttl";
    QTest::newRow("enum") << QByteArray(R"({"name":"a","colour":3})") << "result.colour";
    QTest::newRow("list") << QByteArray(R"({"name":"a","inner":{}})") << "result.inner";
    QTest::newRow("entry") << QByteArray(R"({"name":"a","inner":[{"number":1},7]})")
                           << "result.inner.1";
    QTest::newRow("deep") << QByteArray(R"({"name":"a","inner":[{"number":1},{"number":"2"}]})")
                          << "result.inner.1.number";
}

void TestJson::pathOfAFault()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto thing =
        fromJson<Thing>(json.isEmpty() ? QJsonValue(QJsonValue::Undefined) : parse(json),
                        {QStringLiteral("result")});
    QVERIFY(!thing);
    QCOMPARE(thing.error().kind, ApiError::Kind::Protocol);
    QCOMPARE(thing.error().path.join(u'.'), path);
    QVERIFY(thing.error().text().contains(path));
}

void TestJson::onlyTheFirstFaultIsTold()
{
    const auto thing = fromJson<Thing>(parse(R"({"name":1,"ttl":"x","inner":[{}]})"));
    QVERIFY(!thing);
    QCOMPARE(thing.error().path, QStringList{QStringLiteral("name")});
}

void TestJson::integers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<qint64>("value");
    using Limits = std::numeric_limits<qint64>;
    QTest::newRow("zero") << QByteArray("0") << true << qint64(0);
    QTest::newRow("one") << QByteArray("1") << true << qint64(1);
    QTest::newRow("-1") << QByteArray("-1") << true << qint64(-1);
    QTest::newRow("above 2^53") << QByteArray("9007199254740993") << true
                                << qint64(9007199254740993);
    QTest::newRow("max") << QByteArray("9223372036854775807") << true << Limits::max();
    QTest::newRow("min") << QByteArray("-9223372036854775808") << true << Limits::min();
    QTest::newRow("beyond") << QByteArray("9223372036854775808") << false << qint64(0);
    QTest::newRow("far beyond") << QByteArray("1e300") << false << qint64(0);
    QTest::newRow("exponent") << QByteArray("1e3") << true << qint64(1000);
    QTest::newRow("whole") << QByteArray("12.0") << true << qint64(12);
    QTest::newRow("fraction") << QByteArray("12.5") << false << qint64(0);
    QTest::newRow("small fraction") << QByteArray("0.5") << false << qint64(0);
    QTest::newRow("text") << QByteArray("\"1\"") << false << qint64(0);
    QTest::newRow("boolean") << QByteArray("true") << false << qint64(0);
    QTest::newRow("null") << QByteArray("null") << false << qint64(0);
    QTest::newRow("list") << QByteArray("[1]") << false << qint64(0);
}

void TestJson::integers()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, ok);
    QFETCH(qint64, value);
    const auto number = fromJson<qint64>(parse(json));
    QCOMPARE(number.has_value(), ok);
    if (ok) {
        QCOMPARE(*number, value);
        QCOMPARE(fromJson<qint64>(toJson(value)).value_or(-7), value);
    }
}

void TestJson::booleans_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("value"); // -1: refused
    QTest::newRow("true") << QByteArray("true") << 1;
    QTest::newRow("false") << QByteArray("false") << 0;
    QTest::newRow("1") << QByteArray("1") << 1;
    QTest::newRow("0") << QByteArray("0") << 0;
    QTest::newRow("2") << QByteArray("2") << -1;
    QTest::newRow("-1") << QByteArray("-1") << -1;
    QTest::newRow("text") << QByteArray("\"true\"") << -1;
    QTest::newRow("null") << QByteArray("null") << -1;
    QTest::newRow("object") << QByteArray("{}") << -1;
}

void TestJson::booleans()
{
    QFETCH(QByteArray, json);
    QFETCH(int, value);
    const auto boolean = fromJson<bool>(parse(json));
    QCOMPARE(boolean ? int(*boolean) : -1, value);
}

void TestJson::dates_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("utc"); // empty: refused
    const QString second = QStringLiteral("2026-01-31T14:00:05.000Z");
    QTest::newRow("seconds") << QByteArray("\"2026-01-31T14:00:05Z\"") << second;
    QTest::newRow("ms") << QByteArray("\"2026-01-31T14:00:05.678Z\"") << "2026-01-31T14:00:05.678Z";
    QTest::newRow("us") << QByteArray("\"2026-01-31T14:00:05.678123Z\"")
                        << "2026-01-31T14:00:05.678Z";
    QTest::newRow("offset") << QByteArray("\"2026-01-31T16:30:05+02:30\"") << second;
    QTest::newRow("no zone") << QByteArray("\"2026-01-31T14:00:05\"") << second;
    QTest::newRow("blank for T") << QByteArray("\"2026-01-31 14:00:05\"") << second;
    QTest::newRow("day") << QByteArray("\"2026-01-31\"") << "2026-01-31T00:00:00.000Z";
    // An hour that Berlin's clocks skip: the test runs with that zone.
    QTest::newRow("skipped hour") << QByteArray("\"2026-03-29T02:30:00\"")
                                  << "2026-03-29T02:30:00.000Z";
    QTest::newRow("Unix s") << QByteArray("1769868005") << second;
    QTest::newRow("Unix s with fraction")
        << QByteArray("1769868005.5") << "2026-01-31T14:00:05.500Z";
    QTest::newRow("Unix ms") << QByteArray("1769868005678") << "2026-01-31T14:00:05.678Z";
    QTest::newRow("Unix 0") << QByteArray("0") << "1970-01-01T00:00:00.000Z";
    QTest::newRow("last second") << QByteArray("100000000000") << "5138-11-16T09:46:40.000Z";
    QTest::newRow("first ms") << QByteArray("100000000001") << "1973-03-03T09:46:40.001Z";
    QTest::newRow("absurd") << QByteArray("1e300") << QString();
    QTest::newRow("word") << QByteArray("\"yesterday\"") << QString();
    QTest::newRow("no such day") << QByteArray("\"2026-02-30T00:00:00Z\"") << QString();
    QTest::newRow("empty") << QByteArray("\"\"") << QString();
    QTest::newRow("null") << QByteArray("null") << QString();
    QTest::newRow("boolean") << QByteArray("true") << QString();
}

void TestJson::dates()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, utc);
    const auto time = fromJson<QDateTime>(parse(json));
    QCOMPARE(time.has_value(), !utc.isEmpty());
    if (time) {
        QCOMPARE(time->timeSpec(), Qt::UTC);
        QCOMPARE(toJson(*time).toString(), utc);
    }
}

void TestJson::datesAreWrittenInUtc()
{
    const QDateTime time(QDate(2026, 1, 31), QTime(15, 0), Qt::OffsetFromUTC, 3600);
    QCOMPARE(toJson(time).toString(), QStringLiteral("2026-01-31T14:00:00.000Z"));
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "Europe/Berlin");
    QCoreApplication app(argc, argv);
    TestJson test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_json.moc"
