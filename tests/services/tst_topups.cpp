// SPDX-License-Identifier: GPL-3.0-or-later
// A top-up is sent once, whatever happens to its answer or to the program.
#include "models/services/connection.h"
#include "models/services/topups.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

// One account: its invoices, and what a top-up is answered with.
struct Account
{
    explicit Account()
        : server([this](const CannedServer::Request &request) { return answer(request); })
    {
        connection.open(
            {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
        connection.client()->setPause(std::chrono::milliseconds(5));
        setAnswerTime(std::chrono::seconds(30));
    }

    void setAnswerTime(std::chrono::milliseconds time)
    {
        topups.setPatience(
            {.pause = std::chrono::milliseconds(5), .looks = 4, .questions = 5, .answer = time});
    }

    QJsonArray invoices;
    CannedServer::Reply topup;
    bool charges = true; // whatever the answer
    int pending = 1; // how often the status is so
    CannedServer::Reply status; // in place of it, where it has a body
    CannedServer server;
    QTemporaryDir folder;
    Drafts drafts{folder.path()};
    Topups topups{&drafts};
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};

    void addInvoice(qint64 cents, const QString &id)
    {
        invoices.prepend(QJsonObject{{"id", id},
                                     {"amount_due", cents},
                                     {"amount_paid", 0},
                                     {"amount_remaining", cents},
                                     {"currency", "usd"}});
    }
    CannedServer::Reply answer(const CannedServer::Request &request)
    {
        if (request.path.endsWith(QLatin1String("/invoice-history")))
            return CannedServer::Reply::result(
                QJsonObject{{"invoices", invoices},
                            {"pagination",
                             QJsonObject{{"has_more", false},
                                         {"page", 1},
                                         {"per_page", 20},
                                         {"total_count", invoices.size()}}}});
        if (request.path.endsWith(QLatin1String("/topup/status"))) {
            if (!status.body.isEmpty())
                return status;
            return CannedServer::Reply::result(
                QJsonObject{{"payment_intent_id", "in_new"},
                            {"status", pending-- > 0 ? "pending" : "completed"}});
        }
        if (charges)
            addInvoice(QJsonDocument::fromJson(request.body)["amount"].toInteger(),
                       QStringLiteral("in_new"));
        return topup;
    }
    qsizetype posts() const
    {
        return std::count_if(server.requests().begin(), server.requests().end(),
                             [](const CannedServer::Request &request) {
                                 return request.path.endsWith(QLatin1String("/billing/topup"));
                             });
    }
    Topup *current() { return topups.current(&connection); }
    bool ends()
    {
        return waitFor([this] { return !current()->isUnderWay(); }, 20'000);
    }
    bool isKept() const { return !QDir(folder.path()).isEmpty(); }
};

CannedServer::Reply receipt(const QJsonValue &secret = QJsonValue::Null)
{
    return CannedServer::Reply::result(QJsonObject{{"brand", "visa"},
                                                   {"last4", "4242"},
                                                   {"client_secret", secret},
                                                   {"onboarding", true},
                                                   {"payment_intent_id", "in_new"}});
}

} // namespace

class TopupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followedToCompleted()
    {
        Account account;
        account.topup = receipt();
        account.pending = 2;
        QSignalSpy changed(account.connection.billing(), &BillingService::changed);
        QPointer<Task> task;
        connect(&account.topups, &Topups::taskAdded, this, [&task](Task *added) { task = added; });
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(topup);
        QVERIFY(!account.topups.start(&account.connection, 2500)); // while it is under way
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Completed);
        QCOMPARE(task->state(), Task::State::Done);
        QCOMPARE(account.posts(), 1);
        QVERIFY(changed.size() >= 2); // the invoice, then the balance
        QVERIFY(!account.isKept());
        const auto &sent = account.server.requests();
        QCOMPARE(sent[0].target.mid(sent[0].target.indexOf("/billing")),
                 QByteArray("/billing/invoice-history?type=manual"));
        QCOMPARE(sent[1].method, QByteArray("POST"));
        QCOMPARE(sent[1].body, QByteArray(R"({"amount":2500})"));
        QCOMPARE(sent[2].body, QByteArray(R"({"payment_intent_id":"in_new"})"));
        delete task;
    }

    void lostAnswers_data()
    {
        QTest::addColumn<CannedServer::Reply>("answer");
        CannedServer::Reply cut = receipt();
        cut.cutAfter = 40;
        QTest::newRow("cut") << cut;
        QTest::newRow("time-out") << CannedServer::Reply{.silent = true};
        QTest::newRow("damaged") << CannedServer::Reply{.body = "{\"result\":"};
        QTest::newRow("proxy") << CannedServer::Reply{.status = 502, .body = "<html>Bad gateway"};
        // It may have broken down when the card had been charged.
        QTest::newRow("broken down")
            << CannedServer::Reply::error(500, 1, QStringLiteral("Internal error"));
        QTest::newRow("no receipt") << CannedServer::Reply::result(QJsonObject{});
    }
    void lostAnswers()
    {
        QFETCH(CannedServer::Reply, answer);
        Account account;
        account.topup = answer;
        if (answer.silent)
            account.setAnswerTime(std::chrono::milliseconds(100));
        account.addInvoice(2500, QStringLiteral("in_old")); // of the same amount, from before
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Completed);
        QCOMPARE(topup->invoice().value, QStringLiteral("in_new"));
        QCOMPARE(account.posts(), 1);
        delete topup->task();
    }

    void lostAndFoundWithAFee()
    {
        Account account;
        account.topups.setPatience({.pause = std::chrono::milliseconds(5), .looks = 100'000});
        account.charges = false;
        account.topup = {.cutAfter = 0};
        account.addInvoice(9900, QStringLiteral("in_old"));
        Topup *topup = account.topups.start(&account.connection, 2500);
        QTRY_COMPARE(topup->state(), Topup::State::Looking);
        account.addInvoice(9900, QStringLiteral("in_other"));
        account.addInvoice(2124, QStringLiteral("in_less"));
        account.addInvoice(2731, QStringLiteral("in_new"));
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Completed);
        QCOMPARE(topup->invoice().value, QStringLiteral("in_new"));
        QCOMPARE(account.posts(), 1);
        delete topup->task();
    }

    void lostAndTheInvoicesCannotBeRead()
    {
        Account account;
        account.topup = {.cutAfter = 0};
        account.server.setHandler([&account](const CannedServer::Request &request) {
            return account.posts() > 0 && request.method == "GET"
                ? CannedServer::Reply::error(403, 1, QStringLiteral("not these"))
                : account.answer(request);
        });
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Unknown);
        QVERIFY2(topup->text().contains(QStringLiteral("could not be read"))
                     && topup->text().contains(QStringLiteral("not these"))
                     && !topup->text().contains(QStringLiteral("no invoice")),
                 qPrintable(topup->text()));
        QCOMPARE(account.posts(), 1);
        delete topup->task();
    }

    void lostAndNotCarriedOut()
    {
        Account account;
        account.charges = false;
        account.topup = {.cutAfter = 0};
        account.addInvoice(2500, QStringLiteral("in_old"));
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Unknown);
        QVERIFY(topup->text().contains(QStringLiteral("may have been carried out")));
        QCOMPARE(account.posts(), 1);
        QVERIFY(account.isKept()); // another run looks again
        delete topup->task();
        // Looked for again, it has an invoice by now.
        account.addInvoice(2500, QStringLiteral("in_late"));
        account.topups.lookAgain(&account.connection);
        QVERIFY(account.ends());
        QCOMPARE(account.current()->state(), Topup::State::Completed);
        QCOMPARE(account.current()->invoice().value, QStringLiteral("in_late"));
        QCOMPARE(account.posts(), 1);
        QVERIFY(!account.isKept());
        delete account.current()->task();
    }

    // The second cannot be begun, so that the first is still the one to be looked for.
    void unclearOneOutlivesOneThatIsNotSent()
    {
        Account account;
        account.charges = false;
        account.topup = {.cutAfter = 0};
        Topup *first = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(account.topups.unclear(&account.connection), first);
        delete first->task();
        account.server.setHandler([](const CannedServer::Request &) {
            return CannedServer::Reply::error(403, 1, QStringLiteral("no"));
        });
        Topup *second = account.topups.start(&account.connection, 1000);
        QVERIFY(!account.topups.unclear(&account.connection)); // while one is under way
        QVERIFY(account.ends());
        QCOMPARE(second->state(), Topup::State::Failed);
        QCOMPARE(account.topups.unclear(&account.connection), first);
        delete second->task();
        account.server.setHandler(
            [&account](const CannedServer::Request &request) { return account.answer(request); });
        // One that is sent and refused leaves it, too.
        account.topup = CannedServer::Reply::error(402, 1, QStringLiteral("declined"));
        QPointer<Topup> third = account.topups.start(&account.connection, 1000);
        QVERIFY(account.ends());
        QCOMPARE(third->state(), Topup::State::Failed);
        QCOMPARE(account.topups.unclear(&account.connection), first);
        delete third->task();
        account.addInvoice(2500, QStringLiteral("in_late"));
        account.topups.lookAgain(&account.connection);
        QVERIFY(account.ends());
        QCOMPARE(account.current()->cents(), 2500);
        QCOMPARE(account.current()->state(), Topup::State::Completed);
        QCOMPARE(account.posts(), 2);
        QVERIFY(!account.isKept());
        delete account.current()->task();
    }

    // What the next one has paid is no sign that the first was.
    void unclearOneIsNotTakenForTheNext()
    {
        Account account;
        account.charges = false;
        account.topup = {.cutAfter = 0};
        Topup *first = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        delete first->task();
        account.charges = true;
        account.topup = receipt();
        Topup *second = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(second->state(), Topup::State::Completed);
        QCOMPARE(account.topups.unclear(&account.connection), first);
        delete second->task();
        account.topups.lookAgain(&account.connection);
        QVERIFY(account.ends());
        QCOMPARE(account.current()->state(), Topup::State::Unknown);
        delete account.current()->task();
    }

    void putAside()
    {
        Account account;
        account.charges = false;
        account.topup = {.cutAfter = 0};
        QPointer<Topup> topup = account.topups.start(&account.connection, 2500);
        account.topups.putAside(&account.connection); // not while it is under way
        QVERIFY(account.current() == topup && topup);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Unknown);
        delete topup->task();
        QSignalSpy changed(&account.topups, &Topups::changed);
        account.topups.putAside(&account.connection);
        QVERIFY(!account.current() && !account.isKept());
        QCOMPARE(changed.size(), 1);
        QTRY_VERIFY(!topup);
        account.topups.attach(&account.connection); // as another run would
        QVERIFY(!account.current());
        QCOMPARE(account.posts(), 1);
    }

    // No longer followed, it is known to be under way, and another run follows it on.
    void stoppedAndFollowedOn()
    {
        Account account;
        account.topup = receipt(QStringLiteral("pi_secret_1"));
        account.pending = 100;
        Topup *topup = account.topups.start(&account.connection, 2500);
        QTRY_COMPARE(topup->state(), Topup::State::Following);
        topup->task()->cancel();
        QCOMPARE(topup->state(), Topup::State::Stopped);
        QVERIFY(topup->text().contains(QStringLiteral("in_new, was not completed")));
        QVERIFY(account.isKept());
        delete topup->task();
        const QDateTime begun = topup->begun();
        account.topups.lookAgain(&account.connection);
        QCOMPARE(account.current()->state(), Topup::State::Following);
        QVERIFY(account.current()->needsConfirmation()); // still known
        QCOMPARE(account.current()->begun(), begun);
        account.pending = 0;
        QVERIFY(account.ends());
        QCOMPARE(account.current()->state(), Topup::State::Completed);
        QCOMPARE(account.posts(), 1);
        delete account.current()->task();
    }

    void foundByALaterRun()
    {
        Account account;
        account.topup = {.silent = true};
        account.topups.start(&account.connection, 2500);
        QTRY_COMPARE(account.posts(), 1);
        QVERIFY(account.isKept());
        Drafts drafts(account.folder.path());
        Topups later(&drafts);
        later.setPatience({.pause = std::chrono::milliseconds(5)});
        Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
        later.attach(&connection);
        QVERIFY(!later.current(&connection)); // not before there is a service
        connection.open(account.connection.client()->endpoint());
        QVERIFY(later.current(&connection));
        QTRY_COMPARE(later.current(&connection)->state(), Topup::State::Completed);
        QCOMPARE(later.current(&connection)->cents(), 2500);
        QCOMPARE(account.posts(), 1);
        delete later.current(&connection)->task();
        delete account.current()->task();
    }

    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::newRow("402") << 402 << "Your card was declined.";
        QTest::newRow("403") << 403 << "NO_MANUAL_TOPUP";
        QTest::newRow("400") << 400 << "amount is too small";
    }
    void refusals()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        Account account;
        account.charges = false;
        account.topup = CannedServer::Reply::error(status, 1000, message);
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Failed);
        QCOMPARE(topup->error().httpStatus, status);
        QVERIFY(topup->text().contains(message));
        QCOMPARE(account.posts(), 1);
        QVERIFY(!account.isKept());
        delete topup->task();
    }

    // Without them nobody could tell afterwards what became of it.
    void nothingIsSentWithoutTheInvoices()
    {
        Account account;
        account.server.setHandler([](const CannedServer::Request &) {
            return CannedServer::Reply::error(403, 1, QStringLiteral("no"));
        });
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Failed);
        QCOMPARE(account.posts(), 0);
        delete topup->task();
    }

    void nothingIsSentWithoutANote()
    {
        Account account;
        account.topup = receipt();
        QFile file(account.folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Drafts nowhere(file.fileName() + QStringLiteral("/drafts"));
        Topups topups(&nowhere);
        Topup *topup = topups.start(&account.connection, 2500);
        QTRY_COMPARE(topup->state(), Topup::State::Failed);
        QCOMPARE(account.posts(), 0);
        delete topup->task();
    }

    void readOnlySendsNothing()
    {
        Account account;
        account.topup = receipt();
        Profile profile = account.connection.profile();
        profile.readOnly = true;
        account.connection.setProfile(profile);
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Failed);
        QCOMPARE(account.posts(), 0);
        // Its status is a question and can be asked.
        VERIFY_RESULT(await(account.connection.billing()->topupStatus({QStringLiteral("in_new")})));
        delete topup->task();
    }

    void cancelledBeforeItIsSent()
    {
        Account account;
        account.topup = receipt();
        Topup *topup = account.topups.start(&account.connection, 2500);
        topup->task()->cancel();
        QCOMPARE(topup->state(), Topup::State::Failed);
        // The next is behind whatever this one had begun.
        delete topup->task();
        topup = account.topups.start(&account.connection, 1000);
        QVERIFY(account.ends());
        QCOMPARE(account.posts(), 1);
        delete topup->task();
    }

    void bankWantsAConfirmation()
    {
        Account account;
        account.topup = receipt(QStringLiteral("pi_secret_1"));
        account.pending = 100;
        Topup *topup = account.topups.start(&account.connection, 2500);
        QTRY_COMPARE(topup->state(), Topup::State::Following);
        QVERIFY(topup->text().contains(QStringLiteral("3-D Secure")));
        QVERIFY(!topup->text().contains(QStringLiteral("pi_secret_1")));
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Stopped);
        delete topup->task();
    }

    void declinedLater()
    {
        Account account;
        account.topup = receipt();
        account.status =
            CannedServer::Reply::error(400, 1000, QStringLiteral("Your card was declined."));
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Failed);
        delete topup->task();
    }

    // A question that is refused tells nothing of the payment, which may be under way.
    void statusIsRefused()
    {
        Account account;
        account.topup = receipt();
        account.status =
            CannedServer::Reply::error(400, 1000, QStringLiteral("payment_intent_id is unknown"));
        Topup *topup = account.topups.start(&account.connection, 2500);
        QVERIFY(account.ends());
        QCOMPARE(topup->state(), Topup::State::Stopped);
        QVERIFY2(topup->text().contains(QStringLiteral("payment_intent_id is unknown")),
                 qPrintable(topup->text()));
        QVERIFY(account.isKept());
        QCOMPARE(account.posts(), 1);
        delete topup->task();
    }

    // The program is killed while the answer is on its way, three times, and started again.
    void killed()
    {
        SandboxFixture sandbox;
        QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
        QVERIFY(sandbox.setFaults(
            {{{"kind", "latency"}, {"path", "*/billing/topup"}, {"milliseconds", 20'000}}}));
        const QTemporaryDir folder;
        const auto topups = [&sandbox] {
            int count = 0;
            for (const QJsonValue request : sandbox.requests())
                count += request["method"] == "POST"
                    && request["target"].toString().endsWith(QLatin1String("/billing/topup"));
            return count;
        };
        const auto arguments = [&](const QString &cents) {
            return QStringList{sandbox.endpoint().apiUrl.toString(),
                               sandbox.endpoint().credentials.token, cents, folder.path()};
        };
        const QString program = QStringLiteral(GATEHOUSE_TEST_DIR "/topupper");
        QProcess first;
        first.start(program, arguments(QStringLiteral("2500")));
        QVERIFY(first.waitForStarted());
        QVERIFY(QTest::qWaitFor([&topups] { return topups() == 1; }, 20'000));
        first.kill(); // SIGKILL
        QVERIFY(first.waitForFinished());
        for (int kills = 0; kills < 2; ++kills) {
            QProcess next;
            next.start(program, arguments(QStringLiteral("0")));
            QVERIFY(next.waitForReadyRead(20'000)); // it has found the note
            next.kill();
            QVERIFY(next.waitForFinished());
        }
        QProcess last;
        last.start(program, arguments(QStringLiteral("0")));
        QVERIFY(last.waitForFinished(30'000));
        QVERIFY2(last.exitCode() == 0, last.readAll().constData());
        QCOMPARE(topups(), 1);
        Connection connection{{.id = QStringLiteral("test")}};
        connection.open(sandbox.endpoint());
        const auto history = await(connection.billing()->invoices(InvoiceType::Manual));
        VERIFY_RESULT(history);
        QCOMPARE(std::count_if(history->invoices.begin(), history->invoices.end(),
                               [](const Invoice &invoice) { return invoice.amountDue == 2500; }),
                 1);
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TopupsTest)
#include "tst_topups.moc"
