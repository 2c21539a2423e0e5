// SPDX-License-Identifier: GPL-3.0-or-later
// How long large bodies take: from the choice of a log to the first page of its body, and to the
// whole of it; a text found at its end; and the longest stretch of work in the UI thread.
//
//     bench_bodies [MEGABYTES...]     4.2 and 50 by default
#include "models/domain/timedisplay.h"
#include "models/services/connection.h"
#include "tests/bench/timedapplication.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/waitfor.h"
#include "views/common/theme.h"
#include "views/logs/bodysearchbar.h"
#include "views/logs/bodyview.h"
#include "views/logs/logbodypanel.h"
#include "views/logs/loginspector.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QThread>
#include <cstdio>

using namespace gatehouse;
using gatehouse::test::CannedServer;

// Messages as a chat has them, with numbers between; the wanted text stands at the very end.
static QByteArray bodyOf(qsizetype size)
{
    QByteArray body = "{\"items\":[";
    for (int i = 0; body.size() < size; ++i)
        body += "{\"index\":" + QByteArray::number(i)
            + ",\"role\":\"user\",\"score\":0.25,\"content\":\"" + QByteArray(60 + i % 200, 'x')
            + " and some words\"},";
    body.chop(1);
    return body + "],\"last\":\"needle\"}";
}

static Log logOf(const QByteArray &body, int number)
{
    Log log;
    log.id = {QString::number(number)};
    log.createdAt = QDateTime::currentDateTimeUtc();
    log.responseHead = QString::fromUtf8(body.first(4096));
    log.responseHeadComplete = false;
    log.responseSize = body.size();
    return log;
}

template <class Condition> static void spinUntil(Condition condition)
{
    constexpr int longest = 60'000; // ms
    if (!gatehouse::test::waitFor(condition, longest))
        qFatal("waited in vain");
}

static void measure(TimedApplication &application, double megabytes)
{
    const QByteArray body = bodyOf(qsizetype(megabytes * 1e6));
    QThread thread;
    thread.start();
    QObject beside; // or what serves would count as work of the UI thread
    beside.moveToThread(&thread);
    CannedServer *server = nullptr;
    QUrl url;
    QMetaObject::invokeMethod(
        &beside,
        [&] {
            server = new CannedServer([body](const CannedServer::Request &request) {
                if (request.path.endsWith(QStringLiteral("/response")))
                    return CannedServer::Reply{.body = body};
                return CannedServer::Reply::result(
                    toJson(logOf(body, request.path.section(u'/', -1).toInt())));
            });
            url = server->url();
        },
        Qt::BlockingQueuedConnection);

    Connection connection({.id = QStringLiteral("b"), .name = QStringLiteral("b")});
    connection.open({url, QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    TimeDisplay time;
    gatehouse::test::FakeDialogs dialogs;
    LogInspector inspector(&connection, {QStringLiteral("g")}, &time, &dialogs);
    inspector.resize(700, 900);
    LogBodyPanel *panel = inspector.responseBody();
    BodyView *view = panel->view();
    inspector.tabs()->setCurrentWidget(panel);
    inspector.show();

    std::vector<double> first;
    std::vector<double> whole;
    std::vector<double> found;
    application.longest = 0;
    application.over16 = 0;
    constexpr int rounds = 7;
    for (int round = 1; round <= rounds; ++round) {
        inspector.clear();
        QElapsedTimer settle;
        settle.start();
        spinUntil([&] { return settle.elapsed() > 150; });
        QElapsedTimer clock;
        clock.start();
        const Log row = logOf(body, round);
        QMetaObject::invokeMethod(
            qApp, [&] { inspector.setLog(row); }, Qt::QueuedConnection);
        spinUntil([&] { return view->document().text.startsWith("{\n  \"items\""); });
        view->viewport()->repaint(); // once more than needed, where it has been painted already
        first.push_back(double(clock.nsecsElapsed()) / 1e6);
        if (body.size() > LogBodyPanel::automaticSize) {
            for (auto *button : panel->findChildren<QPushButton *>())
                if (button->isVisible() && button->text().startsWith(QStringLiteral("Load all")))
                    QMetaObject::invokeMethod(button, &QPushButton::click, Qt::QueuedConnection);
            clock.restart();
        }
        spinUntil([&] { return view->document().text.size() > body.size() && !view->isBusy(); });
        view->viewport()->repaint();
        whole.push_back(double(clock.nsecsElapsed()) / 1e6);

        auto *bar = panel->findChild<BodySearchBar *>();
        bar->open();
        clock.restart();
        QMetaObject::invokeMethod(
            qApp, [&] { bar->edit()->setText(QStringLiteral("needle")); }, Qt::QueuedConnection);
        spinUntil([&] { return view->selectedText() == u"needle"; });
        view->viewport()->repaint();
        found.push_back(double(clock.nsecsElapsed()) / 1e6);
        bar->edit()->clear();
        bar->close();
    }
    printf("%6.1f MB: first pretty page painted %6.1f ms, the whole %6.1f ms, found at its end "
           "%6.1f ms; longest stretch %5.1f ms (%s), %d over 16 ms\n",
           megabytes, quantile(first, 0.5), quantile(whole, 0.5), quantile(found, 0.5),
           application.longest, qPrintable(application.what), application.over16);
    fflush(stdout);
    QMetaObject::invokeMethod(
        &beside, [server] { delete server; }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
}

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    const Theme theme;
    QList<double> sizes;
    for (const QString &argument : QCoreApplication::arguments().mid(1))
        sizes.append(argument.toDouble());
    if (sizes.isEmpty())
        sizes = {4.2, 50};
    for (const double size : sizes)
        measure(application, size);
    return 0;
}
