// SPDX-License-Identifier: GPL-3.0-or-later
// Exports the logs of a gateway, or goes on with what an earlier run has left:
//     logexporter API-URL TOKEN GATEWAY FORMAT RESULT STATE-FOLDER
#include "models/services/connection.h"
#include "models/services/logexports.h"

#include <QCoreApplication>
#include <cstdio>
#include <memory>

using namespace gatehouse;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 7)
        return 2;
    Connection connection({.id = QStringLiteral("exporter"), .name = QStringLiteral("Exporter")});
    LogExports exports(arguments.at(6));
    Task *task = nullptr;
    QObject::connect(&exports, &LogExports::taskAdded, &connection,
                     [&task](Task *added) { task = added; });
    connection.open({QUrl(arguments.at(1)), QStringLiteral("sandbox"), {arguments.at(2), {}, {}}});
    exports.attach(&connection);
    if (task)
        task->resume();
    else
        exports.start(&connection,
                      {.gateway = {arguments.at(3)},
                       .format = OpenEnum<LogExportFormat>::fromText(arguments.at(4)),
                       .path = arguments.at(5)});
    QObject::connect(task, &Task::changed, task, [task] {
        printf("%lld\n", task->done());
        fflush(stdout);
        if (task->state() == Task::State::Running)
            return;
        puts(qPrintable(task->message()));
        QCoreApplication::exit(task->state() == Task::State::Done ? 0 : 1);
    });
    const std::unique_ptr<Task> owned(task);
    return QCoreApplication::exec();
}
