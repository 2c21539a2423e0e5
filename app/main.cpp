// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appcontext.h"
#include "app/tour.h"
#include "views/common/messagebar.h"

#include <QApplication>
#include <QIcon>
#include <cstdio>

using namespace gatehouse;

static void offerEnvironmentAccount(AppContext &context, const Endpoint &endpoint)
{
    auto *connect = new QAction(AppContext::tr("Connect"), &context);
    MessageBar *messages = context.window()->messages();
    QObject::connect(connect, &QAction::triggered, &context, [&context, endpoint, messages] {
        messages->clear(QStringLiteral("environment"));
        Connection *connection =
            context.addService(AppContext::tr("Account %1").arg(endpoint.account), endpoint);
        context.window()->open(connection, {});
    });
    messages->showInfo(
        QStringLiteral("environment"),
        AppContext::tr("The environment holds credentials of account %1. They are used "
                       "for this run only and not stored.")
            .arg(endpoint.account),
        {connect});
}

static void welcome(AppContext &context)
{
    context.settings()->set(setting::welcomed, true);
    context.window()->messages()->showInfo(
        QStringLiteral("welcome"),
        AppContext::tr(
            "Welcome. This is the sandbox: a local service with made-up traffic, yours to "
            "try things on. To connect an account, start Gatehouse with "
            "CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID set."));
}

static int run(const CommandLine &commandLine)
{
    AppContext context;
    MainWindow *window = context.window();
    if (commandLine.endpoint)
        context.addService(AppContext::tr("Account %1").arg(commandLine.endpoint->account),
                           *commandLine.endpoint);
    if (commandLine.sandbox)
        context.addSandbox(AppContext::ownSandboxArguments());

    window->restoreLayout();
    for (const ViewAddress &address : commandLine.open)
        window->open(address);
    window->show();

    if (!commandLine.endpoint) {
        if (const auto endpoint = endpointFromEnvironment(QProcessEnvironment::systemEnvironment()))
            offerEnvironmentAccount(context, *endpoint);
        else if (!context.settings()->get(setting::welcomed))
            welcome(context);
    }
    return QApplication::exec();
}

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("gatehouse"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.gatehouse.Gatehouse"));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Read before there is a window system: --help works without one.
    CommandLine commandLine;
    {
        const QCoreApplication console(argc, argv);
        commandLine = CommandLine::parse(arguments, QProcessEnvironment::systemEnvironment());
    }
    switch (commandLine.action) {
    case CommandLine::Action::Help:
    case CommandLine::Action::Version:
        fputs(qPrintable(commandLine.text), stdout);
        return 0;
    case CommandLine::Action::Fail:
        fprintf(stderr, "gatehouse: %s\n", qPrintable(commandLine.text));
        return 2;
    case CommandLine::Action::Run:
        break;
    }

    const QApplication application(argc, argv);
    if (commandLine.tourFolder.isEmpty())
        return run(commandLine);
    Tour tour(commandLine);
    QMetaObject::invokeMethod(&tour, &Tour::start, Qt::QueuedConnection);
    return QApplication::exec();
}
