// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routefile.h"

#include "models/route/routecodec.h"
#include "views/common/dialogs.h"

#include <QCoreApplication>
#include <QFile>

namespace gatehouse {

static constexpr qint64 mostRead = 16 << 20; // bytes

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteFile", text);
}

static QString whyNot(const QString &path, const RouteTextError &error)
{
    return error.line > 0
        ? tr("%1 holds no route: line %2: %3").arg(path, QString::number(error.line), error.message)
        : tr("%1 holds no route: %2").arg(path, error.message);
}

void openRouteFile(Dialogs *dialogs, QWidget *parent,
                   const std::function<void(const QString &path, const RouteGraph &graph)> &done,
                   const std::function<void(const QString &why)> &failed)
{
    FileQuestion question;
    question.title = tr("Import a route");
    question.nameFilters = {tr("JSON (*.json)"), tr("All files (*)")};
    dialogs->openFile(question, parent, [done, failed](const QString &path) {
        if (path.isEmpty())
            return;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failed(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        if (file.size() > mostRead)
            return failed(tr("%1 is too large for a route.").arg(path));
        const RouteText<RouteGraph> graph = routeGraphFromText(file.readAll());
        if (graph)
            done(path, *graph);
        else
            failed(whyNot(path, graph.error()));
    });
}

} // namespace gatehouse
