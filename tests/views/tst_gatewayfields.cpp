// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the gateway form: found by its name, changed by keys, met in the raw request.
#include "tests/views/gatewayfieldbench.h"

#include <QRegularExpression>

using namespace gatehouse;
using namespace gatehouse::test;

class GatewayFieldsTest : public QObject
{
    Q_OBJECT

private:
    // "otel.0.url" is a place of "otel[].url".
    static QString kindOf(const QString &path)
    {
        static const QRegularExpression number(QStringLiteral("\\.\\d+"));
        return QString(path).replace(number, QStringLiteral("[]"));
    }

private Q_SLOTS:
    void everyFieldOfTheOperationsIsTried()
    {
        const QJsonObject operations = testData("gateway-operations.json");
        QStringList tried;
        for (const QJsonValue row : testData("gateway-fields.json").value("fields").toArray())
            tried.append(kindOf(row["path"].toString()));
        QVERIFY(operations.value("update").toArray().size() > 60);
        for (const QJsonValue field : operations.value("update").toArray())
            QVERIFY2(tried.contains(field.toString()), qPrintable(field.toString()));
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        for (const QJsonValue field : operations.value("answer").toArray()) {
            auto *shown = page.form->findChild<QWidget *>(field.toString());
            QVERIFY2(shown && shown->isVisible() && !shown->accessibleName().isEmpty(),
                     qPrintable(field.toString()));
        }
        QCOMPARE(unnamedFocusable(*page.form).join(u' '), QString());
    }

    void saves_data()
    {
        QTest::addColumn<QJsonObject>("row");
        for (const QJsonValue row : testData("gateway-fields.json").value("fields").toArray())
            QTest::newRow(qPrintable(row["name"].toString())) << row.toObject();
    }
    void saves()
    {
        QFETCH(QJsonObject, row);
        const QJsonObject served = overlaid(fullGateway(), row.value("with").toObject());
        FieldBench page(served);
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(!page.view.hasUnsavedChanges());
        QVERIFY(page.type(row.value("name").toString(), row.value("typed").toString()));
        QCOMPARE(page.form->edits().keys(),
                 QStringList(row.value("path").toString().section('.', 0, 0)));
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        QVERIFY(!page.view.hasError());
        QCOMPARE(page.sent(),
                 page.written(
                     withValue(served, row.value("path").toString().split('.'), row.value("sent"))
                         .toObject()));
    }

    void createsWith_data() { saves_data(); }
    void createsWith()
    {
        QFETCH(QJsonObject, row);
        const QString path = row.value("path").toString();
        if (!testData("gateway-operations.json").value("create").toArray().contains(path))
            return;
        FieldBench page(fullGateway(), "");
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("Id", "fresh"));
        const QString name = row.value("name").toString();
        if (!page.named(name)->isEnabled())
            QVERIFY(page.press(name + ": has a value"));
        const QJsonValue before = toJson(newGateway())[path];
        if (before.toBool() == row.value("sent").toBool() && before.isBool())
            QVERIFY(page.type(name, " ")); // once more, back to where it was
        QVERIFY(page.type(name, row.value("typed").toString()));
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        QJsonObject expected = gatewayCreateBody(newGateway());
        expected.insert("id", "fresh");
        expected.insert(path, row.value("sent"));
        QCOMPARE(page.sent("POST"), expected);
    }

    void limits_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("right");
        const auto row = [](const QString &name, const QString &wrong, const QString &words,
                            const QString &right) {
            QTest::addRow("%s %s", qPrintable(name), qPrintable(wrong.left(12)))
                << name << wrong << words << right;
        };
        row("Cache duration in s", "-1", "0 or more", "0");
        row("Rate limit in requests", "-5", "0 or more", "1");
        row("Rate interval in s", "-5", "0 or more", "1");
        row("Attempts", "0", "from 1 to 5", "5");
        row("Attempts", "6", "from 1 to 5", "2");
        row("Retry delay in ms", "5001", "from 0 to 5,000", "5000");
        row("Keep at most in logs", "9999", "from 10,000 to 10,000,000", "10001");
        row("Keep at most in logs", "10000001", "from 10,000 to 10,000,000", "10000000");
        const QString key = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
        const QString pem = "-----BEGIN %1-----\n%2\n-----END %1-----";
        const QString good = pem.arg("PUBLIC KEY", key);
        row("Log push key", "short", "it must have 16 to 1,024", good);
        row("Log push key", pem.arg("PUBLIC KEY", QString(1100, 'A')), "it must have 16 to", good);
        row("Log push key", "of enough characters", "begins with -----BEGIN PUBLIC KEY", good);
        row("Log push key", pem.arg("PRIVATE KEY", key), "private key", good);
        row("Log push key", pem.arg("CERTIFICATE", key), "no public key", good);
        row("Log push key", pem.arg("PUBLIC KEY", key.mid(4)), "damaged", good);
        const QString otel = "OpenTelemetry: Endpoint 1: ";
        row(otel + "URL", "", "It is needed", "https://a.example");
        row(otel + "URL", "otel.example/v1", "A whole URL", "http://a.example");
        row(otel + "URL", "ftp://otel.example", "A whole URL", "https://a.example/x");
        row(otel + "URL", "https://a.example/" + QString(2048, 'x'), "at most 2,048",
            "https://b.c");
        row(otel + "Authorization", QString(257, 'x'), "257 characters; at most 256", "x");
        row(otel + "Headers: 1: Name", "not this", "letters, digits and hyphens", "x-this");
        row(otel + "Headers: 1: Name", "", "needs a name", "x-this");
        row(otel + "Headers: 1: Value", QString(4097, 'x'), "4,097 characters", "x");
        row("OpenTelemetry: Endpoint 2: Headers: 1: Name", "X-B", "another header", "x-c");
        row("Stripe: Authorization", "", "It is needed", "rk");
        row("Stripe: Usage events: Event 1: Payload", "", "It is needed", "{}");
        row("Data loss prevention: Policies: Policy 1: Id", "", "It is needed", "x");
        row("Data loss prevention: Policies: Policy 2: Check: Responses", " ", "at least one", " ");
        const QString rule = "Spend limits: Rules: Rule 1: ";
        row(rule + "Limit in $", "0", "above 0", "0.5");
        row(rule + "Limit in $", "much", "above 0", "3");
        row(rule + "Window in s", "0", "1 to 315", "60");
        row(rule + "Metadata: 1: Values", "", "needs values", "x");
        row(rule + "Metadata: 1: Key", "team", "there twice", "other");
    }
    void limits()
    {
        QFETCH(QString, name);
        QFETCH(QString, wrong);
        QFETCH(QString, words);
        QFETCH(QString, right);
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(!labelTexts(*page.form).contains(words));
        QVERIFY(page.type(name, wrong));
        QVERIFY2(labelTexts(*page.form).contains(words), qPrintable(labelTexts(*page.form)));
        // Going on neither mends it unseen nor lets it be saved.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (!wrong.isEmpty())
            QVERIFY(labelTexts(*page.form).contains(words));
        page.pressSave();
        QVERIFY(!page.review->isVisible());
        QVERIFY(!findButton(&page.view, "Save…")->isEnabled());
        QVERIFY(page.type(name, right));
        QVERIFY2(!labelTexts(*page.form).contains(words), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.form->isValid());
    }

    // Whatever the service has, it does not stand in the way of a change elsewhere.
    void whatWasThereIsNotRefused()
    {
        QJsonObject odd = fullGateway();
        odd.insert("retry_delay", 9000);
        odd.insert("log_management", 5);
        odd.insert("logpush_public_key", "x");
        odd.insert("otel", QJsonArray{QJsonObject{{"url", "nowhere"}}, 7, QJsonValue::Null});
        odd.insert("stripe", QJsonObject{{"authorization", 5}});
        odd.insert("guardrails", QJsonObject{{"prompt", "all"}});
        FieldBench page(odd);
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.type("Cache duration in s", "1"));
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        odd.insert("cache_ttl", 1);
        QCOMPARE(page.sent(), page.written(odd));
    }

    void everythingAtOnce()
    {
        QJsonValue expected = fullGateway();
        FieldBench page;
        QVERIFY(showAndSettle(&page.view));
        for (const QJsonValue row : testData("gateway-fields.json").value("fields").toArray()) {
            if (row["with"].isObject() || row["name"].toString().endsWith("Headers: 1: Name"))
                continue;
            QVERIFY(page.type(row["name"].toString(), row["typed"].toString()));
            expected = withValue(expected, row["path"].toString().split('.'),
                                 row.toObject().value("sent"));
        }
        QVERIFY2(page.form->isValid(), qPrintable(labelTexts(*page.form)));
        QVERIFY(page.save());
        QCOMPARE(page.sent(), page.written(expected.toObject()));
    }
};

QTEST_MAIN(GatewayFieldsTest)
#include "tst_gatewayfields.moc"
