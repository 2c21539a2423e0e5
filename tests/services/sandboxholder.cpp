// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a sandbox as the console does, prints the process id of its child and waits to be killed.
#include "models/services/sandboxprocess.h"

#include <QCoreApplication>
#include <cstdio>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    gatehouse::SandboxProcess sandbox;
    QObject::connect(&sandbox, &gatehouse::SandboxProcess::stateChanged, &app, [&sandbox] {
        if (sandbox.state() == gatehouse::SandboxProcess::State::Running) {
            std::printf("%lld\n", static_cast<long long>(sandbox.processId()));
            std::fflush(stdout);
        } else if (sandbox.state() == gatehouse::SandboxProcess::State::Failed) {
            QCoreApplication::exit(1);
        }
    });
    sandbox.start(QCoreApplication::arguments().mid(1));
    return QCoreApplication::exec();
}
