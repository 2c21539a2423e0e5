// SPDX-License-Identifier: GPL-3.0-or-later
// The console, in which the rotation of a key is begun or gone on with as far as one press, and
// which then waits to be killed:
//     keyrotator API-URL TOKEN FOLDER BUTTON
#include "app/appcontext.h"
#include "tests/views/providersbench.h"
#include "views/providers/rotationpanel.h"

#include <QApplication>

using namespace gatehouse;
using namespace gatehouse::test;

static int fail(const QString &why)
{
    fprintf(stderr, "%s\n", qPrintable(why));
    return 1;
}

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 5)
        return fail(QStringLiteral("keyrotator API-URL TOKEN FOLDER BUTTON"));
    AppContext context(arguments.at(3));
    Connection *connection = context.addService(
        QStringLiteral("Test"),
        {QUrl(arguments.at(1)), QStringLiteral("sandbox"), {arguments.at(2), {}, {}}});
    context.window()->resize(1200, 800);
    context.window()->show();
    auto *view = static_cast<ProvidersView *>(context.window()->open(
        connection,
        {ViewAddress::Kind::GatewayProviders, {QStringLiteral("production-chat")}, {}}));
    if (!QTest::qWaitFor([view] { return !view->isBusy() && view->model()->rowCount() > 0; },
                         20'000))
        return fail(QStringLiteral("no providers"));
    if (!click(view->messages(), "Go on")) {
        for (int row = 0; row < view->table()->model()->rowCount(); ++row) {
            view->table()->selectRow(row);
            const ProviderConfig *config = view->selected()->config();
            if (config && config->providerSlug == u"openai" && config->isDefault)
                break;
        }
        view->rotate();
    }
    RotationPanel *panel = view->rotation();
    const QString button = arguments.at(4);
    const auto offered = [&] {
        return !panel->isBusy()
            && (panel->nextButton()->text() == button
                || (panel->undoButton()->isVisible() && panel->undoButton()->text() == button));
    };
    if (!QTest::qWaitFor(offered, 20'000))
        return fail(QStringLiteral("not %1, but %2").arg(button, panel->nextButton()->text()));
    if (panel->rotation()->step() == KeyRotation::Step::Add)
        QTest::keyClicks(panel->secretField()->edit(), QStringLiteral("planted-rotation-5be1"));
    if (!click(view, button))
        return fail(QStringLiteral("%1 cannot be pressed").arg(button));
    return QApplication::exec();
}
