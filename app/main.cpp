// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appcontext.h"
#include "app/tour.h"
#include "views/common/messagebar.h"
#include "views/shell/profilesdialog.h"

#include <QApplication>
#include <QIcon>
#include <QTranslator>
#include <cstdio>

using namespace gatehouse;

static void offerEnvironmentAccount(AppContext &context, const Endpoint &endpoint)
{
    const QString id =
        context.offerService(AppContext::tr("Account %1").arg(endpoint.account), endpoint);
    auto *connect = new QAction(AppContext::tr("Connect"), &context);
    MainWindow *window = context.window();
    QObject::connect(connect, &QAction::triggered, &context, [id, window] {
        window->messages()->clear(QStringLiteral("environment"));
        window->connectTo(id);
    });
    window->messages()->showInfo(
        QStringLiteral("environment"),
        AppContext::tr("The environment holds credentials of account %1. They are used "
                       "for this run only and not stored.")
            .arg(endpoint.account),
        {connect});
}

static void offerProfiles(AppContext &context, const QString &key, const QString &text)
{
    auto *connect = new QAction(AppContext::tr("Connect an account…"), &context);
    MainWindow *window = context.window();
    QObject::connect(connect, &QAction::triggered, &context, [key, window] {
        window->messages()->clear(key);
        window->showProfiles()->create();
    });
    window->messages()->showInfo(key, text, {connect});
}

static void offerConnections(AppContext &context)
{
    if (const auto endpoint = endpointFromEnvironment(QProcessEnvironment::systemEnvironment())) {
        offerEnvironmentAccount(context, *endpoint);
    } else if (!context.settings()->get(setting::welcomed)) {
        context.settings()->set(setting::welcomed, true);
        offerProfiles(context, QStringLiteral("welcome"),
                      AppContext::tr("Welcome. This is the sandbox: a local service with made-up "
                                     "traffic, yours to try things on."));
    } else if (context.connections()->values().isEmpty()) {
        offerProfiles(context, QStringLiteral("welcome"),
                      AppContext::tr("Nothing is connected. Known connections are in the menu "
                                     "File, Connect."));
    }
}

static int run(const CommandLine &commandLine)
{
    AppContext context;
    MainWindow *window = context.window();
    if (commandLine.endpoint)
        context.addService(AppContext::tr("Account %1").arg(commandLine.endpoint->account),
                           *commandLine.endpoint, commandLine.ngrokUrl, commandLine.ngrokToken);
    if (commandLine.sandbox)
        context.addSandbox();
    if (!commandLine.endpoint && !commandLine.sandbox)
        context.connectAgain();

    window->restoreLayout();
    for (const ViewAddress &address : commandLine.open)
        window->open(address);
    window->show();

    if (!commandLine.endpoint)
        offerConnections(context);
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
    QTranslator plurals; // English needs one, too: “1 request”, “2 requests”
    if (plurals.load(QStringLiteral(":/translations/gatehouse_en.qm")))
        QCoreApplication::installTranslator(&plurals);
    if (commandLine.tourFolder.isEmpty())
        return run(commandLine);
    Tour tour(commandLine);
    QMetaObject::invokeMethod(&tour, &Tour::start, Qt::QueuedConnection);
    return QApplication::exec();
}
