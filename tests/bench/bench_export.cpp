// SPDX-License-Identifier: GPL-3.0-or-later
// How fast logs are exported, beside as many curl processes that each fetch their share of the same
// pages through one connection; and what memory the export takes.
//
//     bench_export [ROWS [DATABASE [FILTER]]]     200,000 rows by default; all are exported, or
//                                                 those that match; DATABASE is kept
#include "models/domain/logquerytext.h"
#include "models/services/connection.h"
#include "models/services/logexports.h"
#include "tests/support/sandboxfixture.h"
#include "tests/support/waitfor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace gatehouse;
using gatehouse::test::waitFor;

static constexpr int longest = 600'000; // ms
static constexpr int rounds = 3;

static double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return double(file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE)) / 1e6;
}

// Seconds; what is fetched goes nowhere.
static double fetchByCurl(const QList<QUrl> &pages, const QString &token, const QString &folder)
{
    std::vector<std::unique_ptr<QProcess>> processes;
    constexpr int count = RequestBudget::maxBackground;
    for (int i = 0; i < count; ++i) {
        QFile list(folder + QStringLiteral("/curl%1").arg(i));
        if (!list.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return 0;
        for (qsizetype page = i; page < pages.size(); page += count)
            list.write("url=\"" + pages[page].toEncoded() + "\"\noutput=/dev/null\n");
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setArguments({QStringLiteral("--silent"), QStringLiteral("--fail"),
                                        QStringLiteral("--header"),
                                        QStringLiteral("Authorization: Bearer ") + token,
                                        QStringLiteral("--config"), list.fileName()});
        processes.back()->setProgram(QStringLiteral("curl"));
    }
    QElapsedTimer clock;
    clock.start();
    for (const auto &process : processes)
        process->start();
    for (const auto &process : processes)
        if (!process->waitForFinished(longest) || process->exitCode() != 0)
            qFatal("curl failed: %s", process->readAllStandardError().constData());
    return double(clock.nsecsElapsed()) / 1e9;
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QStringList options{QStringLiteral("--seed-logs"),
                        arguments.value(1, QStringLiteral("200000"))};
    if (arguments.size() > 2)
        options << QStringLiteral("--database") << arguments[2];
    const auto query = parseLogQuery(arguments.value(3));
    if (!query)
        qFatal("%s", qPrintable(query.error().message));
    test::SandboxFixture sandbox(options);
    if (!sandbox.isReady())
        qFatal("%s", qPrintable(sandbox.failure()));
    Connection connection({.id = QStringLiteral("b"), .name = QStringLiteral("b")});
    connection.open(sandbox.endpoint());
    const QTemporaryDir folder;
    LogExports exports(folder.filePath(QStringLiteral("exports")));

    QList<QUrl> pages;
    QObject::connect(connection.client(), &ApiClient::requestChanged, &exports,
                     [&pages](const RequestRecord &record) {
                         if (record.finished && record.status == 200)
                             pages.append(record.url);
                     });
    for (const int latency : {0, 5}) {
        if (latency > 0
            && !sandbox.setFaults({{{QStringLiteral("kind"), QStringLiteral("latency")},
                                    {QStringLiteral("milliseconds"), latency}}}))
            qFatal("the sandbox takes no faults");
        printf("answered %s\n", latency == 0 ? "as fast as can be" : "5 ms later");
        std::vector<double> parts;
        for (int round = 0; round < rounds; ++round) {
            pages.clear();
            QElapsedTimer clock;
            clock.start();
            const std::unique_ptr<Task> task(
                exports.start(&connection,
                              {.gateway = {QStringLiteral("production-chat")},
                               .search = query->search,
                               .filters = query->filtersAt(QDateTime::currentDateTimeUtc()),
                               .path = folder.filePath(QStringLiteral("result.csv"))}));
            double first = 0;
            double most = 0;
            QTimer look;
            QObject::connect(&look, &QTimer::timeout, &look, [&] {
                if (task->done() > 10'000 && first == 0)
                    first = residentMegabytes();
                most = std::max(most, residentMegabytes());
            });
            look.start(100);
            waitFor([&] { return task->hasEnded(); }, longest);
            const double exported = double(clock.nsecsElapsed()) / 1e9;
            if (task->state() != Task::State::Done)
                qFatal("%s", qPrintable(task->message()));
            const double fetched =
                fetchByCurl(pages, sandbox.endpoint().credentials.token, folder.path());
            parts.push_back(fetched / exported);
            printf("%lld rows in %.1f s, %.0f rows/s; %d curls for the same %lld pages %.1f s, "
                   "%.0f rows/s: %.2f of them; memory %.1f MB soon, %.1f MB at most\n",
                   (long long)task->done(), exported, double(task->done()) / exported,
                   RequestBudget::maxBackground, (long long)pages.size(), fetched,
                   double(task->done()) / fetched, parts.back(), first, most);
            fflush(stdout);
        }
        std::sort(parts.begin(), parts.end());
        printf("median %.2f\n", parts[rounds / 2]);
    }
    return 0;
}
