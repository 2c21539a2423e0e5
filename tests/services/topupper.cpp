// SPDX-License-Identifier: GPL-3.0-or-later
// Tops up, or with an amount of 0 finds out what an earlier run has begun:
//     topupper API-URL TOKEN CENTS DRAFTS-FOLDER
#include "models/services/connection.h"
#include "models/services/topups.h"

#include <QCoreApplication>
#include <cstdio>

using namespace gatehouse;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    Drafts drafts(arguments.at(4));
    Topups topups(&drafts);
    topups.setPatience({.pause = std::chrono::milliseconds(50), .looks = 50, .questions = 200});
    Connection connection({.id = QStringLiteral("topupper"), .name = QStringLiteral("Topupper")});
    QObject::connect(&topups, &Topups::changed, &connection, [&](Connection *of) {
        const Topup *topup = topups.current(of);
        printf("%d %s\n", int(topup->state()), qPrintable(topup->text()));
        fflush(stdout);
        if (!topup->isUnderWay())
            QCoreApplication::exit(topup->state() == Topup::State::Completed ? 0 : 1);
    });
    connection.open({QUrl(arguments.at(1)), QStringLiteral("sandbox"), {arguments.at(2), {}, {}}});
    topups.attach(&connection);
    if (!topups.current(&connection)) {
        if (arguments.at(3) == u"0")
            return 3; // nothing was begun
        topups.start(&connection, arguments.at(3).toLongLong());
    }
    return QCoreApplication::exec();
}
