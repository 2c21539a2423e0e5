// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/rowconditions.h"
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

const QString gateway = u"production-chat"_s;
const QString logs = u"/gateways/production-chat/logs"_s;
const QStringList operators{u"eq"_s, u"neq"_s, u"contains"_s, u"lt"_s, u"gt"_s};

QJsonObject metadataOf(const QJsonObject &row)
{
    return QJsonDocument::fromJson(row[u"metadata"].toString().toUtf8()).object();
}

QString pairText(const QString &keyOp, const QJsonArray &key, const QString &valueOp,
                 const QJsonArray &value)
{
    return filterText(u"metadata.key"_s, keyOp, key).chopped(1) + u','
        + filterText(u"metadata.value"_s, valueOp, value).sliced(1);
}

} // namespace

/// Every key with every operator, against the same condition over all rows.
class ContractLogFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void visibleKeys_data();
    void visibleKeys();
    void hiddenFlags_data();
    void hiddenFlags();
    void hiddenTexts_data();
    void hiddenTexts();
    void eventIds();
    void feedback_data();
    void feedback();
    void metadata_data();
    void metadata();
    void metadataPairs();
    void severalFilters();
    void numbersAsText();
    void dottedFormIsIgnored();
    void dottedForm();

private:
    QStringList expectedIds(const std::function<bool(const QJsonObject &)> &condition) const;
    QStringList foundIds(const QString &filters)
    {
        return idsOf(m_sandbox.allLogs(gateway, {{u"filters"_s, filters}}));
    }

    Sandbox m_sandbox;
    QJsonArray m_all;
};

void ContractLogFilters::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=600"_s, u"--now=2025-06-02T10:00:00Z"_s}));
    m_all = m_sandbox.allLogs(gateway);
    QCOMPARE(m_all.size(), 600);
}

QStringList
ContractLogFilters::expectedIds(const std::function<bool(const QJsonObject &)> &condition) const
{
    QStringList ids;
    for (const QJsonValue &row : m_all) {
        if (condition(row.toObject())) {
            ids << row[u"id"].toString();
        }
    }
    return ids;
}

void ContractLogFilters::visibleKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("op");
    const QStringList keys{u"id"_s,
                           u"created_at"_s,
                           u"request_content_type"_s,
                           u"response_content_type"_s,
                           u"request_type"_s,
                           u"success"_s,
                           u"cached"_s,
                           u"provider"_s,
                           u"model"_s,
                           u"model_type"_s,
                           u"cost"_s,
                           u"tokens"_s,
                           u"tokens_in"_s,
                           u"tokens_out"_s,
                           u"duration"_s,
                           u"compatibilityMode"_s};
    for (const QString &key : keys) {
        for (const QString &op : operators) {
            QTest::addRow("%s %s", qPrintable(key), qPrintable(op)) << key << op;
        }
    }
}

void ContractLogFilters::visibleKeys()
{
    QFETCH(QString, key);
    QFETCH(QString, op);
    const auto cell = [&](int row) { return cellOf(m_all[row].toObject(), key); };
    const bool isBoolean = cell(0).isBool();
    if (isBoolean && op != u"eq"_s && op != u"neq"_s) {
        QCOMPARE(m_sandbox.get(logs, {{u"filters"_s, filterText(key, op, {true})}}).status, 400);
        return;
    }
    QList<QJsonArray> lists{{cell(300)},
                            {cell(10), cell(500), cell(250)},
                            {QJsonValue::Null},
                            {QJsonValue::Null, cell(42)}};
    if (op == u"contains"_s) {
        const bool isNumber = cell(300).isDouble();
        const QString text = cell(300).toVariant().toString();
        lists = {{isNumber ? u"1"_s : text.mid(1, 5)},
                 {u"nowhere"_s, isNumber ? u"23"_s : text.right(4).toUpper()}};
        if (key == u"cost"_s) { // whose text is not the same in every library
            lists = {{u"0.00"_s}};
        }
    }
    for (const QJsonArray &values : std::as_const(lists)) {
        const QStringList expected = expectedIds(
            [&](const QJsonObject &row) { return matches(cellOf(row, key), op, values); });
        const QStringList found = foundIds(filterText(key, op, values));
        if (key == u"cost"_s && op == u"contains"_s) {
            QVERIFY(!found.isEmpty() && found.size() < m_all.size());
        } else {
            QCOMPARE(found, expected);
        }
    }
}

void ContractLogFilters::hiddenFlags_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("authentication") << u"authentication"_s;
    QTest::newRow("wholesale") << u"wholesale"_s;
}

void ContractLogFilters::hiddenFlags()
{
    QFETCH(QString, key);
    const QStringList yes = foundIds(filterText(key, u"eq"_s, {true}));
    const QStringList no = foundIds(filterText(key, u"eq"_s, {false}));
    QCOMPARE(foundIds(filterText(key, u"neq"_s, {true})), no);
    QCOMPARE(foundIds(filterText(key, u"neq"_s, {false})), yes);
    QCOMPARE(foundIds(filterText(key, u"eq"_s, {true, false})), idsOf(m_all));
    QVERIFY(foundIds(filterText(key, u"eq"_s, {QJsonValue::Null})).isEmpty());
    QCOMPARE(yes.size() + no.size(), m_all.size());
    QVERIFY(!yes.isEmpty());
    for (const QString &op : {u"contains"_s, u"lt"_s, u"gt"_s}) {
        QCOMPARE(m_sandbox.get(logs, {{u"filters"_s, filterText(key, op, {true})}}).status, 400);
    }
}

void ContractLogFilters::hiddenTexts_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::newRow("dlp_action") << u"dlp_action"_s << u"FLAG"_s;
    QTest::newRow("user_agent") << u"user_agent"_s << u"python-httpx/0.28.1"_s;
}

/// Lists do not show these, so the operators are checked against one another.
void ContractLogFilters::hiddenTexts()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    const auto count = [&](const QString &op, const QJsonArray &values) {
        return foundIds(filterText(key, op, values)).size();
    };
    const qsizetype all = m_all.size();
    const qsizetype equal = count(u"eq"_s, {text});
    const qsizetype none = count(u"eq"_s, {QJsonValue::Null});
    const qsizetype less = count(u"lt"_s, {text});
    const qsizetype greater = count(u"gt"_s, {text});
    QVERIFY(equal > 0);
    QVERIFY(none > 0 && none < all);
    QCOMPARE(equal + none + less + greater, all);
    QCOMPARE(count(u"neq"_s, {text}), all - equal);
    QCOMPARE(count(u"neq"_s, {text, QJsonValue::Null}), less + greater);
    QCOMPARE(count(u"contains"_s, {text.mid(1).toLower()}), equal);
    QCOMPARE(count(u"contains"_s, {u""_s}), all - none);
}

/// The steps of one request share an event id, which only filters show.
void ContractLogFilters::eventIds()
{
    const QString third = u"80000000-0000-4000-8000-000000000000"_s;
    const QStringList less = foundIds(filterText(u"event_id"_s, u"lt"_s, {third}));
    const QStringList greater = foundIds(filterText(u"event_id"_s, u"gt"_s, {third}));
    QCOMPARE(less.size() + greater.size(), m_all.size());
    QVERIFY(less.size() > 200 && greater.size() > 200);
    QString prefix;
    QStringList narrowed = idsOf(m_all);
    constexpr int enough = 8;
    for (int digit = 0; digit < enough; ++digit) { // spell out the id of the first log
        for (const QChar hex : u"0123456789abcdef"_s) {
            const QStringList found = foundIds(filterText(u"event_id"_s, u"gt"_s, {prefix + hex}));
            const QStringList beyond =
                foundIds(filterText(u"event_id"_s, u"gt"_s, {prefix + hex + u"~"_s}));
            if (found.contains(narrowed.first()) && !beyond.contains(narrowed.first())) {
                prefix += hex;
                break;
            }
        }
        QCOMPARE(prefix.size(), digit + 1);
    }
    const QStringList contained = foundIds(filterText(u"event_id"_s, u"contains"_s, {prefix}));
    QVERIFY(contained.contains(narrowed.first()));
    QVERIFY(contained.size() <= 5);
    QVERIFY(foundIds(filterText(u"event_id"_s, u"eq"_s, {prefix})).isEmpty());
    QCOMPARE(foundIds(filterText(u"event_id"_s, u"neq"_s, {prefix})), idsOf(m_all));
}

void ContractLogFilters::feedback_data()
{
    QTest::addColumn<QString>("op");
    for (const QString &op : operators) {
        QTest::addRow("%s", qPrintable(op)) << op;
    }
}

void ContractLogFilters::feedback()
{
    QFETCH(QString, op);
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--seed-logs=2000"_s, u"--now=2025-06-02T10:00:00Z"_s}));
    const QString path = u"/gateways/search-embeddings/logs"_s; // seeded without feedback
    QHash<QString, QJsonValue> given;
    const QJsonArray rows = sandbox.allLogs(u"search-embeddings"_s);
    for (int i = 0; i < 9; ++i) {
        const QString id = rows[i * 3][u"id"].toString();
        given[id] = i % 3 - 1;
        QCOMPARE(sandbox.send("PATCH", path + u'/' + id, {{u"feedback"_s, i % 3 - 1}}).status, 200);
    }
    const QList<QJsonArray> lists{{0}, {-1, 1}, {QJsonValue::Null}, {QJsonValue::Null, 1}};
    for (const QJsonArray &values : lists) {
        QStringList expected;
        for (const QJsonValue &row : rows) {
            const QString id = row[u"id"].toString();
            if (matches(given.value(id, QJsonValue(QJsonValue::Null)), op, values)) {
                expected << id;
            }
        }
        QCOMPARE(idsOf(sandbox.allLogs(u"search-embeddings"_s,
                                       {{u"filters"_s, filterText(u"feedback"_s, op, values)}})),
                 expected);
    }
    QCOMPARE(sandbox.get(path, {{u"feedback"_s, u"1"_s}}).total(), 3);
    QCOMPARE(sandbox.get(path, {{u"feedback"_s, u"0"_s}}).total(), 3);
}

void ContractLogFilters::metadata_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("op");
    for (const QString &key : {u"metadata.key"_s, u"metadata.value"_s}) {
        for (const QString &op : operators) {
            QTest::addRow("%s %s", qPrintable(key), qPrintable(op)) << key << op;
        }
    }
}

/// A log matches when one of its entries does; with neq, when none is equal.
void ContractLogFilters::metadata()
{
    QFETCH(QString, key);
    QFETCH(QString, op);
    const bool byKey = key == u"metadata.key"_s;
    const QList<QJsonArray> lists = byKey
        ? QList<QJsonArray>{{u"team"_s}, {u"nothing"_s}, {u"plan"_s, u"user"_s}, {QJsonValue::Null}}
        : QList<QJsonArray>{{u"coding"_s}, {u"free"_s, u"search"_s}, {QJsonValue::Null}};
    for (const QJsonArray &values : lists) {
        const QString positive = op == u"neq"_s ? u"eq"_s : op;
        const auto condition = [&](const QJsonObject &row) {
            const QJsonObject map = metadataOf(row);
            bool any = map.isEmpty() && matches(QJsonValue::Null, positive, values);
            for (auto entry = map.begin(); entry != map.end(); ++entry) {
                any = any
                    || matches(byKey ? QJsonValue(entry.key()) : entry.value(), positive, values);
            }
            return any != (op == u"neq"_s);
        };
        QCOMPARE(foundIds(filterText(key, op, values)), expectedIds(condition));
    }
}

void ContractLogFilters::metadataPairs()
{
    for (const auto &[keyOp, valueOp] :
         QList<std::pair<QString, QString>>{{u"eq"_s, u"eq"_s},
                                            {u"eq"_s, u"neq"_s},
                                            {u"neq"_s, u"eq"_s},
                                            {u"eq"_s, u"contains"_s}}) {
        const auto condition = [&](const QJsonObject &row) {
            const QJsonObject map = metadataOf(row);
            for (auto entry = map.begin(); entry != map.end(); ++entry) {
                if (matches(entry.key(), keyOp, {u"team"_s})
                    && matches(entry.value(), valueOp, {u"coding"_s})) {
                    return true;
                }
            }
            return map.isEmpty() && matches(QJsonValue::Null, keyOp, {u"team"_s})
                && matches(QJsonValue::Null, valueOp, {u"coding"_s});
        };
        QCOMPARE(foundIds(pairText(keyOp, {u"team"_s}, valueOp, {u"coding"_s})),
                 expectedIds(condition));
    }
    QVERIFY(foundIds(pairText(u"eq"_s, {u"plan"_s}, u"eq"_s, {u"coding"_s})).isEmpty());
}

void ContractLogFilters::severalFilters()
{
    const QString filters = filterText(u"provider"_s, u"neq"_s, {u"openai"_s}).chopped(1) + u','
        + filterText(u"duration"_s, u"gt"_s, {500}).sliced(1).chopped(1) + u','
        + filterText(u"success"_s, u"eq"_s, {true}).sliced(1);
    const QStringList expected = expectedIds([](const QJsonObject &row) {
        return row[u"provider"].toString() != u"openai"_s && row[u"duration"].toInt() > 500
            && row[u"success"].toBool();
    });
    QVERIFY(!expected.isEmpty());
    QCOMPARE(foundIds(filters), expected);
}

void ContractLogFilters::numbersAsText()
{
    QCOMPARE(foundIds(filterText(u"duration"_s, u"gt"_s, {u"500"_s})),
             foundIds(filterText(u"duration"_s, u"gt"_s, {500})));
    QCOMPARE(foundIds(filterText(u"cached"_s, u"eq"_s, {u"true"_s})),
             foundIds(filterText(u"cached"_s, u"eq"_s, {true})));
}

const Query dotted{{u"filters.key"_s, u"provider"_s}, {u"filters.operator"_s, u"eq"_s},
                   {u"filters.value"_s, u"openai"_s}, {u"filters.value"_s, u"anthropic"_s},
                   {u"filters.key"_s, u"duration"_s}, {u"filters.operator"_s, u"gt"_s},
                   {u"filters.value"_s, u"900"_s}};

void ContractLogFilters::dottedFormIsIgnored()
{
    QCOMPARE(m_sandbox.get(logs, dotted).total(), 600);
    QCOMPARE(m_sandbox.get(logs, {{u"filters.key"_s, u"nonsense"_s}}).status, 200);
}

void ContractLogFilters::dottedForm()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(
        {u"--seed-logs=600"_s, u"--now=2025-06-02T10:00:00Z"_s, u"--dotted-filters"_s}));
    const QStringList expected = expectedIds([](const QJsonObject &row) {
        const QString provider = row[u"provider"].toString();
        return (provider == u"openai"_s || provider == u"anthropic"_s)
            && row[u"duration"].toInt() > 900;
    });
    QVERIFY(!expected.isEmpty());
    QCOMPARE(idsOf(sandbox.allLogs(gateway, dotted)), expected);
    QCOMPARE(sandbox.get(logs, {{u"filters.key"_s, u"nonsense"_s}}).status, 400);
    QCOMPARE(sandbox.get(logs, {{u"filters"_s, filterText(u"cached"_s, u"eq"_s, {true})}}).total(),
             m_sandbox.get(logs, {{u"cached"_s, u"true"_s}}).total());
}

QTEST_GUILESS_MAIN(ContractLogFilters)
#include "tst_sandbox_logfilters.moc"
