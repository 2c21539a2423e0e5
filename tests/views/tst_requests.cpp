// SPDX-License-Identifier: GPL-3.0-or-later
// The Requests dock and the status bar's part of a connection.
#include "models/services/settings.h"
#include "tests/views/viewchecks.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/shell/connectionstatus.h"
#include "views/shell/requestspanel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

static RequestRecord record(quint64 serial, const QString &connection, const QString &error = {})
{
    RequestRecord record;
    record.serial = serial;
    record.startedAt = QDateTime(QDate(2026, 1, 31), QTime(14, 5, 9), Qt::UTC);
    record.connection = connection;
    record.url =
        QUrl(QStringLiteral("https://api.example/client/v4/accounts/a/ai-gateway/gateways/")
             + QString::number(serial));
    record.finished = true;
    record.status = error.isEmpty() ? 200 : 400;
    record.error = error;
    return record;
}

class RequestsTest : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        Bench()
        {
            panel.resize(1000, 240);
            panel.show();
        }
        QTemporaryDir folder;
        Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
        TimeDisplay time;
        RequestModel model{&time};
        RequestsPanel panel{&model, &settings};

        int rows() { return panel.table()->model()->rowCount(); }
        void select(int row)
        {
            const QModelIndex index = panel.table()->model()->index(row, 0);
            QTest::mouseClick(panel.table()->viewport(), Qt::LeftButton, {},
                              panel.table()->visualRect(index).center());
        }
        QString details() { return panel.details()->toPlainText(); }
    };
    static QLabel *labelOf(const QWidget &root, const QString &text)
    {
        for (auto *label : root.findChildren<QLabel *>())
            if (label->text().contains(text))
                return label;
        return nullptr;
    }

private Q_SLOTS:
    void filtersByKeysAndClicks()
    {
        Bench bench;
        auto *stack = bench.panel.findChild<StateStack *>();
        QCOMPARE(stack->state(), StateStack::State::Empty);
        bench.model.record(record(1, QStringLiteral("Production")));
        bench.model.record(record(2, QStringLiteral("Sandbox"), QStringLiteral("rejected")));
        bench.model.record(record(3, QStringLiteral("Sandbox")));
        QCOMPARE(bench.rows(), 3);
        QVERIFY(QTest::qWaitForWindowActive(&bench.panel));

        bench.panel.table()->setFocus();
        QTest::keySequence(bench.panel.table(), QKeySequence::Find);
        auto *text = bench.panel.findChild<QLineEdit *>();
        QVERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("production"));
        QCOMPARE(bench.rows(), 1);
        QTest::keyClicks(text, QStringLiteral(" nothing"));
        QCOMPARE(bench.rows(), 0);
        QCOMPARE(stack->state(), StateStack::State::Filtered);
        QTest::keyClick(text, Qt::Key_Escape);
        QCOMPARE(bench.rows(), 3);
        QVERIFY(bench.panel.table()->hasFocus());

        QToolButton *failed = nullptr;
        for (auto *button : bench.panel.findChildren<QToolButton *>())
            if (button->text() == QLatin1String("Failed only"))
                failed = button;
        QTest::mouseClick(failed, Qt::LeftButton);
        QCOMPARE(bench.rows(), 1);
        QTest::mouseClick(failed, Qt::LeftButton);

        auto *profile = bench.panel.findChild<QComboBox *>();
        QCOMPARE(profile->count(), 3); // all of them, and two
        profile->setFocus();
        QTest::keyClick(profile, Qt::Key_Down);
        QCOMPARE(bench.rows(), 1);
        QTest::keyClick(profile, Qt::Key_Down);
        QCOMPARE(bench.rows(), 2);
        bench.model.record(record(4, QStringLiteral("Production"))); // does not come in
        QCOMPARE(bench.rows(), 2);
        QCOMPARE(unnamedFocusable(bench.panel), QStringList());
    }

    void tellsTheErrorInFull()
    {
        Bench bench;
        RequestRecord failed = record(1, QStringLiteral("Production"));
        failed.verb = Verb::Put;
        failed.status = 400;
        failed.attempts = 1;
        failed.error = QStringLiteral("The service rejects the request (HTTP 400): <b>bad</b>");
        failed.answer = R"({"success":false,"errors":[)"
                        R"({"code":7001,"message":"<b>bad</b>","path":["body","cache_ttl"]},)"
                        R"({"code":7002,"message":"worse","path":["body","id"]}]})";
        failed.body = R"({"cache_ttl":-1,"secret":"••••••••"})";
        failed.redacted = true;
        bench.model.record(failed);
        bench.select(0);
        for (const char *expected :
             {"PUT https://api.example", "Production", "awaited", "HTTP 400", "7001",
              "body.cache_ttl", "worse", "body.id", "\"success\":false", "\"cache_ttl\": -1",
              "without its credentials", "••••••••"})
            QVERIFY2(bench.details().contains(QString::fromUtf8(expected))
                         || QByteArray(expected) == "awaited",
                     qPrintable(QString::fromUtf8(expected) + u'\n' + bench.details()));
        QVERIFY(bench.details().contains(QLatin1String("visible")));
        QVERIFY(bench.panel.details()->isReadOnly());
        QVERIFY(bench.panel.details()->textInteractionFlags() & Qt::TextSelectableByKeyboard);

        failed.finished = false;
        failed.attempts = 2;
        bench.model.record(failed); // what is shown follows
        QVERIFY(bench.details().contains(QLatin1String("attempts so far: 2")));
        QVERIFY(bench.details().contains(QLatin1String("under way")));
    }

    void copiesWhatIsChosenInTheFilteredList()
    {
        Bench bench;
        for (quint64 serial = 1; serial <= 5; ++serial)
            bench.model.record(
                record(serial, serial == 2 ? QStringLiteral("B") : QStringLiteral("A")));
        QTest::keyClicks(bench.panel.findChild<QLineEdit *>(), QStringLiteral("gateways/2"));
        QCOMPARE(bench.rows(), 1);
        bench.select(0);
        bench.panel.table()->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
        QTest::keyClick(bench.panel.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.startsWith(QLatin1String("curl -X GET")), qPrintable(command));
        QVERIFY(command.contains(QLatin1String("gateways/2'")));
        QVERIFY(command.contains(QLatin1String("$CLOUDFLARE_API_TOKEN")));
    }

    void statusSaysWhatOneWorksWith()
    {
        TimeDisplay time;
        ConnectionStatus status(&time);
        status.show();
        QCOMPARE(labelTexts(status), QString());

        Profile profile{.id = QStringLiteral("p"),
                        .name = QStringLiteral("<b>Production</b>"),
                        .color = QStringLiteral("#c03030")};
        Connection connection(profile);
        status.setConnection(&connection);
        QVERIFY(labelTexts(status).contains(QLatin1String("<b>Production</b>")));
        QVERIFY(labelTexts(status).contains(QLatin1String("starting")));
        QVERIFY(!labelTexts(status).contains(QLatin1String("requests left")));
        auto *lock = status.findChild<QToolButton *>();
        QVERIFY(!lock->isVisible());

        profile.readOnly = true;
        profile.budget = 1200;
        connection.setProfile(profile);
        QVERIFY(lock->isVisible());
        QCOMPARE(lock->text(), QStringLiteral("Read-only"));
        QVERIFY(lock->toolTip().contains(QLatin1String("&lt;b&gt;Production")));
        QTRY_VERIFY(labelOf(status, QStringLiteral("1,200 of 1,200 requests left")));
        QVERIFY(labelOf(status, QStringLiteral("requests left"))->isVisible());
        for (const auto *label : status.findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());

        connection.open({QUrl(QStringLiteral("http://127.0.0.1:9")), QStringLiteral("a"), {}});
        QVERIFY(labelTexts(status).contains(QLatin1String("ready")));
        profile.budget = 0;
        connection.setProfile(profile);
        QTRY_VERIFY(!labelOf(status, QStringLiteral("requests left"))->isVisible());
        status.setConnection(nullptr);
        QCOMPARE(labelTexts(status), QString());
    }
};

QTEST_MAIN(RequestsTest)
#include "tst_requests.moc"
