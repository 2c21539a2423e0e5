// SPDX-License-Identifier: GPL-3.0-or-later
// How the console fares on many logs: time to rows on the screen for opening, for jumps and for
// each order, the longest stretch of work in the UI thread, and resident memory.
//
//     bench_console [ROWS [DATABASE]]     10,000,000 rows by default; DATABASE is kept
#include "app/appcontext.h"
#include "models/items/logtablemodel.h"
#include "models/services/sandboxprocess.h"
#include "tests/bench/timedapplication.h"
#include "views/common/tableview.h"
#include "views/shell/workspace.h"

#include <QFile>
#include <QHeaderView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace gatehouse;

static double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return double(file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE)) / 1e6;
}

class Bench
{
public:
    Bench(TimedApplication &application, AppContext &context, Connection *connection)
        : m_application(application)
        , m_context(context)
        , m_connection(connection)
    {
    }

    int run()
    {
        QElapsedTimer clock;
        clock.start();
        spinUntil([this] { return m_context.models(m_connection)->gateways()->rowCount() > 0; });
        printf("sandbox ready and gateways listed  %8.0f ms\n", double(clock.elapsed()));
        const GatewayId busiest = m_context.models(m_connection)->gateways()->at(0).id;
        GatewayId id = busiest;
        for (const Gateway &gateway : m_context.models(m_connection)->gateways()->values())
            if (gateway.id.value == u"production-chat")
                id = gateway.id;

        phase("open the log view", [this, &id] {
            m_view = m_context.window()->open(m_connection, {ViewAddress::Kind::Logs, id, {}});
            m_table = m_view->findChild<TableView *>();
            m_model = qobject_cast<LogTableModel *>(m_table->model());
        });
        printf("rows                               %8d\n", m_model->rowCount());

        QRandomGenerator random(1);
        for (int i = 0; i < 10; ++i) {
            const int row = int(random.bounded(quint32(m_model->rowCount())));
            phase(QByteArray("jump to row ") + QByteArray::number(row),
                  [this, row] { m_table->verticalScrollBar()->setValue(row); });
        }
        phase("wheel through 60 rows", [this] {
            for (int i = 0; i < 20; ++i)
                m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->value() + 3);
        });
        phase("select all", [this] { m_table->selectAll(); });
        for (const int column : {LogTableModel::ProviderColumn, LogTableModel::ModelColumn,
                                 LogTableModel::ModelTypeColumn, LogTableModel::SuccessColumn,
                                 LogTableModel::CachedColumn, LogTableModel::CreatedColumn}) {
            const QByteArray name = m_model->headerData(column, Qt::Horizontal).toByteArray();
            phase("sort by " + name, [this, column] { m_model->sort(column, Qt::AscendingOrder); });
            phase("jump while sorted by " + name, [this, &random] {
                m_table->verticalScrollBar()->setValue(
                    int(random.bounded(quint32(m_model->rowCount()))));
            });
        }
        printf("longest stretch of UI work         %8.1f ms (%s); %d over 16 ms\n", m_longest,
               m_longestPhase.constData(), m_application.over16);
        printf("resident memory of the console     %8.0f MB\n", residentMegabytes());
        return m_view->hasError() ? 1 : 0;
    }

private:
    template <class Condition> void spinUntil(Condition condition)
    {
        while (!condition())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }

    bool rowsAreThere() const
    {
        const auto [first, last] = m_table->visibleRows();
        if (m_model->state() != TableModel::State::Ready || first < 0)
            return false;
        const int top = m_table->rowAt(0);
        if (top != first)
            return false; // it has not caught up with the scroll bar
        for (int row = first; row <= last; ++row)
            if (m_model->rowState(row) != LogTableModel::RowState::Ready)
                return false;
        return true;
    }

    template <class Action> void phase(const QByteArray &name, Action action)
    {
        m_application.longest = 0;
        QElapsedTimer clock;
        clock.start();
        QMetaObject::invokeMethod(qApp, action, Qt::QueuedConnection);
        // The action's own event comes first; what it started is waited for after it.
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        spinUntil([this] { return rowsAreThere(); });
        m_table->viewport()->repaint();
        printf("%-34s %8.0f ms, longest stretch %5.1f ms (%s)\n", name.constData(),
               double(clock.nsecsElapsed()) / 1e6, m_application.longest,
               qPrintable(m_application.what));
        fflush(stdout);
        if (m_application.longest > m_longest) {
            m_longest = m_application.longest;
            m_longestPhase = name;
        }
    }

    TimedApplication &m_application;
    AppContext &m_context;
    Connection *m_connection;
    View *m_view = nullptr;
    TableView *m_table = nullptr;
    LogTableModel *m_model = nullptr;
    double m_longest = 0; // ms
    QByteArray m_longestPhase;
};

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QTemporaryDir folder;
    const QString rows = arguments.value(1, QStringLiteral("10000000"));
    const QString database = arguments.value(2, folder.filePath(QStringLiteral("bench.db")));
    qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH")); // where the sandbox is
    AppContext context(folder.path());
    context.window()->resize(1440, 900);
    Connection *connection = context.addSandbox(
        {QStringLiteral("--database"), database, QStringLiteral("--seed-logs"), rows});
    context.window()->show();
    return Bench(application, context, connection).run();
}
