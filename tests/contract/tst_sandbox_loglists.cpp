// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/rowconditions.h"
#include "tests/contract/sandboxclient.h"

#include <QtTest>
#include <functional>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

const QString gateway = u"production-chat"_s;
const QString logs = u"/gateways/production-chat/logs"_s;

using Holds = std::function<bool(const QJsonObject &)>;

bool atLeast(const QJsonValue &value, double bound)
{
    return value.isDouble() && value.toDouble() >= bound;
}

bool atMost(const QJsonValue &value, double bound)
{
    return value.isDouble() && value.toDouble() <= bound;
}

QJsonValue totalTokens(const QJsonObject &row)
{
    if (!row[u"tokens_in"].isDouble() && !row[u"tokens_out"].isDouble()) {
        return {};
    }
    return row[u"tokens_in"].toInt() + row[u"tokens_out"].toInt();
}

} // namespace

Q_DECLARE_METATYPE(Holds)

/// Orders, pages and the separate parameters, checked against all rows.
class ContractLogLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fields();
    void ordersAreCompleteAndSorted_data();
    void ordersAreCompleteAndSorted();
    void pages();
    void directionIsAnAlias();
    void metaInfo();
    void metaInfoOfNothing();
    void separateParameters_data();
    void separateParameters();
    void parametersCombine();
    void search_data();
    void search();
    void invalid_data();
    void invalid();

private:
    Sandbox m_sandbox;
    QJsonArray m_all; ///< newest first
};

void ContractLogLists::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=1500"_s, u"--now=2025-06-02T10:00:00Z"_s}));
    m_all = m_sandbox.allLogs(gateway);
    QCOMPARE(m_all.size(), 1500);
    const QStringList ids = idsOf(m_all);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 1500);
}

void ContractLogLists::fields()
{
    const QSet<QString> always{u"cached"_s,
                               u"cost"_s,
                               u"created_at"_s,
                               u"custom_cost"_s,
                               u"duration"_s,
                               u"id"_s,
                               u"model"_s,
                               u"model_type"_s,
                               u"path"_s,
                               u"provider"_s,
                               u"request_content_type"_s,
                               u"step"_s,
                               u"request_type"_s,
                               u"status_code"_s,
                               u"success"_s,
                               u"tokens_in"_s,
                               u"tokens_out"_s};
    const QSet<QString> sometimes{u"metadata"_s, u"response_content_type"_s};
    static const QRegularExpression ulid(u"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"_s);
    bool nullTokens = false;
    for (const QJsonValue &value : std::as_const(m_all)) {
        const QJsonObject row = value.toObject();
        const QStringList list = row.keys();
        const QSet<QString> keys(list.begin(), list.end());
        QVERIFY(keys.contains(always));
        QVERIFY((always + sometimes).contains(keys));
        QVERIFY(ulid.match(row[u"id"].toString()).hasMatch());
        QVERIFY(row[u"created_at"].toString().endsWith(u'Z'));
        QVERIFY(!row.contains(u"metadata"_s)
                || QJsonDocument::fromJson(row[u"metadata"].toString().toUtf8()).isObject());
        QCOMPARE(row[u"success"].toBool(), row[u"status_code"].toInt() == 200);
        nullTokens = nullTokens || row[u"tokens_in"].isNull();
    }
    QVERIFY(nullTokens);
}

void ContractLogLists::ordersAreCompleteAndSorted_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("direction");
    for (const char *key : {"created_at", "provider", "model", "model_type", "success", "cached"}) {
        for (const char *direction : {"asc", "desc"}) {
            QTest::addRow("%s %s", key, direction)
                << QString::fromLatin1(key) << QString::fromLatin1(direction);
        }
    }
}

void ContractLogLists::ordersAreCompleteAndSorted()
{
    QFETCH(QString, key);
    QFETCH(QString, direction);
    const QJsonArray rows =
        m_sandbox.allLogs(gateway, {{u"order_by"_s, key}, {u"order_by_direction"_s, direction}});
    QStringList expected = idsOf(m_all);
    QStringList found = idsOf(rows);
    std::ranges::sort(expected);
    std::ranges::sort(found);
    QCOMPARE(found, expected);
    for (int i = 1; i < rows.size(); ++i) {
        const QVariant before = rows[i - 1][key].toVariant();
        const QVariant after = rows[i][key].toVariant();
        if (before == after) {
            const QString earlier = rows[i - 1][u"created_at"].toString();
            QVERIFY(key == u"created_at"_s || earlier >= rows[i][u"created_at"].toString());
        } else {
            QCOMPARE(before.toString() < after.toString(), direction == u"asc"_s);
        }
    }
}

void ContractLogLists::pages()
{
    const Answer first = m_sandbox.get(logs);
    QCOMPARE(first.list().size(), 20);
    QCOMPARE(first.info(),
             (QJsonObject{
                 {u"count"_s, 20}, {u"page"_s, 1}, {u"per_page"_s, 20}, {u"total_count"_s, 1500}}));
    const Answer last = m_sandbox.get(logs, {{u"page"_s, u"215"_s}, {u"per_page"_s, u"7"_s}});
    QCOMPARE(last.list().size(), 1500 - 214 * 7);
    QCOMPARE(last.list().last(), m_all.last());
    const Answer beyond = m_sandbox.get(logs, {{u"page"_s, u"9007199254740991"_s}});
    QCOMPARE(beyond.status, 200);
    QVERIFY(beyond.list().isEmpty());
    QCOMPARE(beyond.total(), 1500);
}

void ContractLogLists::directionIsAnAlias()
{
    const QJsonArray ascending = m_sandbox.get(logs, {{u"direction"_s, u"asc"_s}}).list();
    QCOMPARE(ascending.first(), m_all.last());
    const Query both{{u"direction"_s, u"asc"_s}, {u"order_by_direction"_s, u"desc"_s}};
    QCOMPARE(m_sandbox.get(logs, both).list().first(), m_all.first());
}

void ContractLogLists::metaInfo()
{
    const Answer answer = m_sandbox.get(logs, {{u"meta_info"_s, u"true"_s}});
    const std::pair<QString, std::function<QJsonValue(const QJsonObject &)>> columns[]{
        {u"cost"_s, [](const QJsonObject &row) { return row[u"cost"]; }},
        {u"duration"_s, [](const QJsonObject &row) { return row[u"duration"]; }},
        {u"tokens_in"_s, [](const QJsonObject &row) { return row[u"tokens_in"]; }},
        {u"tokens_out"_s, [](const QJsonObject &row) { return row[u"tokens_out"]; }},
        {u"total_tokens"_s, totalTokens},
    };
    for (const auto &[name, value] : columns) {
        QList<double> values;
        for (const QJsonValue &row : std::as_const(m_all)) {
            if (const QJsonValue cell = value(row.toObject()); cell.isDouble()) {
                values << cell.toDouble();
            }
        }
        QCOMPARE(answer.info()[u"min_"_s + name].toDouble(-1), *std::ranges::min_element(values));
        QCOMPARE(answer.info()[u"max_"_s + name].toDouble(-1), *std::ranges::max_element(values));
    }
    QCOMPARE(m_sandbox.get(logs, {{u"meta_info"_s, u"false"_s}}).info().size(), 4);
}

void ContractLogLists::metaInfoOfNothing()
{
    const Answer answer =
        m_sandbox.get(logs, {{u"meta_info"_s, u"true"_s}, {u"min_cost"_s, u"1e9"_s}});
    QCOMPARE(answer.total(), 0);
    QCOMPARE(answer.info().size(), 4);
}

void ContractLogLists::separateParameters_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Holds>("holds");
    const auto row = [](const char *name, const char *value, const Holds &holds) {
        QTest::addRow("%s=%s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value) << holds;
    };
    const auto text = [&row](const char *name, const char *value) {
        row(name, value, [name, value](const QJsonObject &log) {
            return log[QLatin1String(name)].toString() == QLatin1String(value);
        });
    };
    const auto bounds = [&row](const char *column, const char *value) {
        const double bound = QByteArray(value).toDouble();
        const auto cell = [column](const QJsonObject &log) {
            return QByteArray(column) == "total_tokens" ? totalTokens(log)
                                                        : log[QLatin1String(column)];
        };
        row(QByteArray("min_").append(column).constData(), value,
            [=](const QJsonObject &log) { return atLeast(cell(log), bound); });
        row(QByteArray("max_").append(column).constData(), value,
            [=](const QJsonObject &log) { return atMost(cell(log), bound); });
    };
    bounds("cost", "0.002");
    bounds("duration", "1000");
    bounds("tokens_in", "700");
    bounds("tokens_out", "320.5");
    bounds("total_tokens", "1500");
    text("model", "gpt-4o");
    text("provider", "anthropic");
    text("model_type", "text-generation");
    text("request_content_type", "application/json");
    text("response_content_type", "text/event-stream");
    for (const bool value : {false, true}) {
        const char *name = value ? "true" : "false";
        row("success", name,
            [value](const QJsonObject &log) { return log[u"success"].toBool() == value; });
        row("cached", name,
            [value](const QJsonObject &log) { return log[u"cached"].toBool() == value; });
    }
    row("start_date", "2025-05-20T00:00:00Z", [](const QJsonObject &log) {
        return log[u"created_at"].toString() >= u"2025-05-20T00:00:00.000Z"_s;
    });
    row("end_date", "2025-05-20T02:00:00+02:00", [](const QJsonObject &log) {
        return log[u"created_at"].toString() <= u"2025-05-20T00:00:00.000Z"_s;
    });
}

void ContractLogLists::separateParameters()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(Holds, holds);
    QStringList expected;
    for (const QJsonValue &row : std::as_const(m_all)) {
        if (holds(row.toObject())) {
            expected << row[u"id"].toString();
        }
    }
    QVERIFY(!expected.isEmpty());
    QCOMPARE(idsOf(m_sandbox.allLogs(gateway, {{name, value}})), expected);
}

void ContractLogLists::parametersCombine()
{
    QStringList expected;
    for (const QJsonValue &row : std::as_const(m_all)) {
        if (row[u"model"].toString() == u"gpt-4o"_s && row[u"success"].toBool()
            && row[u"cost"].toDouble() > 0.003) {
            expected << row[u"id"].toString();
        }
    }
    QVERIFY(!expected.isEmpty());
    const Query query{{u"model"_s, u"gpt-4o"_s},
                      {u"success"_s, u"true"_s},
                      {u"filters"_s, filterText(u"cost"_s, u"gt"_s, {0.003})}};
    QCOMPARE(idsOf(m_sandbox.allLogs(gateway, query)), expected);
}

void ContractLogLists::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("model") << u"HAIKU"_s;
    QTest::newRow("provider") << u"mistral"_s;
    QTest::newRow("path") << u"compat/chat"_s;
    QTest::newRow("metadata") << u"\"team\":\"coding\""_s;
    QTest::newRow("content type") << u"event-stream"_s;
    QTest::newRow("id") << QString();
    QTest::newRow("nothing") << u"no such thing"_s;
}

void ContractLogLists::search()
{
    QFETCH(QString, text);
    if (text.isEmpty()) {
        text = m_all[70][u"id"].toString().mid(12, 9).toLower();
    }
    const QStringList columns{u"id"_s,
                              u"model"_s,
                              u"provider"_s,
                              u"path"_s,
                              u"metadata"_s,
                              u"model_type"_s,
                              u"request_type"_s,
                              u"request_content_type"_s,
                              u"response_content_type"_s};
    QStringList expected;
    for (const QJsonValue &row : std::as_const(m_all)) {
        if (std::ranges::any_of(columns, [&](const QString &column) {
                return row[column].toString().contains(text, Qt::CaseInsensitive);
            })) {
            expected << row[u"id"].toString();
        }
    }
    QCOMPARE(idsOf(m_sandbox.allLogs(gateway, {{u"search"_s, text}})), expected);
}

void ContractLogLists::invalid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const QString &name, const QString &value, const QString &path = {}) {
        QTest::addRow("%s=%s", qPrintable(name), qPrintable(value))
            << name << value << u"query/"_s + (path.isEmpty() ? name : path);
    };
    row(u"page"_s, u"0"_s);
    row(u"page"_s, u"-1"_s);
    row(u"per_page"_s, u"51"_s);
    row(u"per_page"_s, u"0"_s);
    row(u"per_page"_s, u""_s);
    row(u"order_by"_s, u"cost"_s);
    row(u"order_by_direction"_s, u"down"_s);
    row(u"direction"_s, u"DESC"_s);
    row(u"meta_info"_s, u"maybe"_s);
    row(u"success"_s, u"yes"_s);
    row(u"feedback"_s, u"2"_s);
    row(u"min_cost"_s, u"cheap"_s);
    row(u"max_duration"_s, u"nan"_s);
    row(u"start_date"_s, u"2025-13-01"_s);
    row(u"filters"_s, u"["_s);
    row(u"filters"_s, u"{}"_s);
    row(u"filters"_s, u"[5]"_s, u"filters/0"_s);
    row(u"filters"_s, filterText(u"colour"_s, u"eq"_s, {1}), u"filters/0/key"_s);
    row(u"filters"_s, filterText(u"cost"_s, u"gte"_s, {1}), u"filters/0/operator"_s);
    row(u"filters"_s, filterText(u"cost"_s, u"eq"_s, {}), u"filters/0/value"_s);
    row(u"filters"_s, filterText(u"cost"_s, u"eq"_s, {u"much"_s}), u"filters/0/value"_s);
    row(u"filters"_s, filterText(u"model"_s, u"eq"_s, {4}), u"filters/0/value"_s);
    row(u"filters"_s, filterText(u"success"_s, u"lt"_s, {true}), u"filters/0/value"_s);
    row(u"filters"_s, filterText(u"cached"_s, u"contains"_s, {u"t"_s}), u"filters/0/value"_s);
    row(u"filters"_s, filterText(u"created_at"_s, u"gt"_s, {u"soon"_s}), u"filters/0/value"_s);
    row(u"filters"_s, u"[{\"key\":\"cost\",\"operator\":\"eq\",\"value\":1}]"_s,
        u"filters/0/value"_s);
}

void ContractLogLists::invalid()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, path);
    const Answer answer = m_sandbox.get(logs, {{name, value}});
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), QStringList{path});
}

QTEST_GUILESS_MAIN(ContractLogLists)
#include "tst_sandbox_loglists.moc"
