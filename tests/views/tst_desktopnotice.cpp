// SPDX-License-Identifier: GPL-3.0-or-later
// Notices of the desktop, on a message bus of this test's own.
#include "app/appcontext.h"
#include "tests/views/billingbench.h"
#include "views/billing/billingoverview.h"
#include "views/common/desktopnotice.h"
#include "views/common/messagebar.h"

#include <QApplication>
#include <QCheckBox>
#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString notifications = QStringLiteral("org.freedesktop.Notifications");
QString busAddress;

// What a desktop has for it.
class Notifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    Notifications() : m_bus(QDBusConnection::connectToBus(busAddress, notifications))
    {
        m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                             QDBusConnection::ExportAllSlots);
        isThere = m_bus.registerService(notifications);
    }
    ~Notifications() override
    {
        m_bus.unregisterService(notifications);
        QDBusConnection::disconnectFromBus(notifications);
    }

    bool isThere = false;
    QStringList shown; // title, text

public Q_SLOTS:
    uint Notify(const QString &program, uint, const QString &, const QString &title,
                const QString &text, const QStringList &, const QVariantMap &, int)
    {
        shown.append(program + u'|' + title + u'|' + text);
        return uint(shown.size());
    }

private:
    QDBusConnection m_bus;
};

} // namespace

class DesktopNoticeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void shownByTheDesktop()
    {
        const Notifications desktop;
        QVERIFY(desktop.isThere);
        std::optional<bool> shown;
        showDesktopNotice(QStringLiteral("Production"), QStringLiteral("5 < 6 & <b>rich</b>"), this,
                          [&shown](bool done) { shown = done; });
        QTRY_VERIFY(shown);
        QVERIFY(*shown);
        QCOMPARE(desktop.shown,
                 QStringList{QStringLiteral(
                     "Gatehouse|Production|5 &lt; 6 &amp; &lt;b&gt;rich&lt;/b&gt;")});
    }

    void noDesktopToShowIt()
    {
        std::optional<bool> shown;
        showDesktopNotice(QStringLiteral("a"), QStringLiteral("b"), this,
                          [&shown](bool done) { shown = done; });
        QTRY_VERIFY(shown);
        QVERIFY(!*shown);
        auto gone = std::make_unique<QObject>();
        showDesktopNotice(QStringLiteral("a"), QStringLiteral("b"), gone.get(),
                          [](bool) { QFAIL("nobody is there to be told"); });
        gone.reset();
        QCoreApplication::processEvents();
    }

    // Whoever wants them sees at once whether they come.
    void triedWhenWanted()
    {
        BillingBench bench;
        QVERIFY(bench.show());
        QCheckBox *box = bench.page<BillingOverview>()->notices();
        QVERIFY(!box->isChecked()); // nobody is told who did not ask for it
        const auto key = QStringLiteral("notices");
        MessageBar *messages = bench.page<BillingOverview>()->messages();
        QTest::keyClick(box, Qt::Key_Space);
        QTRY_VERIFY(messages->keys().contains(key));
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(!messages->keys().contains(key));
        const Notifications desktop;
        QTest::keyClick(box, Qt::Key_Space);
        QTRY_COMPARE(desktop.shown.size(), 1);
        QVERIFY(desktop.shown[0].startsWith(QStringLiteral("Gatehouse|Test|A low balance")));
        QVERIFY(bench.settings.get(setting::billingNotices));
        QVERIFY(!messages->keys().contains(key));
    }

    // The whole program, with nothing of the billing open.
    void toldWhateverIsShown()
    {
        const Notifications desktop;
        BillingAccount account;
        account.balance["balance"] = -250;
        CannedServer server(
            [&account](const CannedServer::Request &request) { return account(request); });
        const QTemporaryDir folder;
        AppContext context(folder.path());
        context.settings()->set(setting::billingNotices, true);
        context.addService(
            QStringLiteral("Production"),
            {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
        QTRY_COMPARE(desktop.shown.size(), 1);
        QCOMPARE(desktop.shown[0],
                 QStringLiteral("Gatehouse|Production|The balance is used up: -$2.50. Requests "
                                "that it pays for fail."));
    }
};

int main(int argc, char *argv[])
{
    QProcess bus;
    bus.start(QStringLiteral("dbus-daemon"),
              {QStringLiteral("--session"), QStringLiteral("--nofork"),
               QStringLiteral("--print-address")});
    if (!bus.waitForReadyRead(10'000)) {
        qWarning("dbus-daemon does not start: %s", qPrintable(bus.errorString()));
        return 1;
    }
    busAddress = QString::fromUtf8(bus.readLine()).trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", busAddress.toUtf8()); // before anything asks for the bus
    int result = 0;
    {
        QApplication application(argc, argv);
        DesktopNoticeTest test;
        result = QTest::qExec(&test, argc, argv);
    }
    bus.terminate();
    bus.waitForFinished();
    return result;
}

#include "tst_desktopnotice.moc"
