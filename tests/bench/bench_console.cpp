// SPDX-License-Identifier: GPL-3.0-or-later
// How the console fares on many logs: time to rows on the screen for opening, for jumps and for
// each order, the work of the UI thread while one scrolls, and resident memory.
//
//     bench_console [ROWS [DATABASE]]     10,000,000 rows by default; DATABASE is kept
#include "app/appcontext.h"
#include "models/items/logtablemodel.h"
#include "models/services/sandboxprocess.h"
#include "tests/bench/timedapplication.h"
#include "tests/support/waitfor.h"
#include "views/common/tableview.h"
#include "views/shell/workspace.h"

#include <QFile>
#include <QHeaderView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <cstdio>
#include <unistd.h>

using namespace gatehouse;
using gatehouse::test::waitFor;

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

    bool run()
    {
        QElapsedTimer clock;
        clock.start();
        spinUntil([this] { return m_context.models(m_connection)->gateways()->rowCount() > 0; });
        printf("sandbox ready and gateways listed %8.0f ms\n", double(clock.elapsed()));
        open();
        spinUntil([this] { return m_model->rowCount() == m_model->info().totalCount.valueOr(0); });
        printf("rows                              %8d\n", m_model->rowCount());
        printf("resident memory, logs open        %8.1f MB\n", residentMegabytes());

        std::vector<double> opened;
        for (int i = 0; i < 15; ++i) {
            m_context.window()->workspace()->close(m_view);
            rest();
            opened.push_back(open());
        }
        tell("first rows after opening the logs", opened, "ms");

        spinUntil([this] { return m_model->rowCount() == m_model->info().totalCount.valueOr(0); });
        std::vector<double> jumps;
        m_application.longest = 0;
        for (int i = 0; i < 200; ++i) {
            const int row = int(m_random.bounded(quint32(m_model->rowCount())));
            jumps.push_back(timed([this, row] { m_table->verticalScrollBar()->setValue(row); }));
            rest();
        }
        tell("jump to a random row", jumps, "ms");
        tellLongest();

        m_table->verticalScrollBar()->setValue(m_model->rowCount() / 3);
        spinUntil([this] { return rowsAreThere(); });
        wheel("wheel, 300 frames, UI work a frame");
        m_table->selectAll();
        wheel("the same with all selected");
        m_table->clearSelection();

        for (const int column : {LogTableModel::ProviderColumn, LogTableModel::ModelColumn,
                                 LogTableModel::ModelTypeColumn, LogTableModel::SuccessColumn,
                                 LogTableModel::CachedColumn, LogTableModel::CreatedColumn}) {
            const QByteArray name = m_model->headerData(column, Qt::Horizontal).toByteArray();
            const double sorted =
                timed([this, column] { m_model->sort(column, Qt::AscendingOrder); });
            const double jumped = timed([this] {
                m_table->verticalScrollBar()->setValue(
                    int(m_random.bounded(quint32(m_model->rowCount()))));
            });
            printf("sorted by %-10s %6.0f ms, a jump then %6.0f ms\n", name.constData(), sorted,
                   jumped);
        }
        printf("resident memory at the end        %8.1f MB\n", residentMegabytes());
        return !m_view->hasError();
    }

private:
    template <class Condition> static void spinUntil(Condition condition)
    {
        constexpr int longest = 300'000; // ms
        if (!waitFor(condition, longest))
            qFatal("waited in vain");
    }

    // Until nothing is left of what was measured.
    static void rest()
    {
        QElapsedTimer clock;
        clock.start();
        waitFor([&clock] { return clock.elapsed() > 60; });
    }

    static void tell(const char *what, const std::vector<double> &values, const char *unit)
    {
        printf("%-36s median %6.1f %s, p99 %6.1f, most %6.1f\n", what, quantile(values, 0.5), unit,
               quantile(values, 0.99), quantile(values, 1));
        fflush(stdout);
    }

    void tellLongest()
    {
        printf("    longest stretch of UI work    %8.1f ms (%s)\n", m_application.longest,
               qPrintable(m_application.what));
        m_application.longest = 0;
    }

    double open()
    {
        m_table = nullptr;
        return timed([this] {
            m_view = m_context.window()->open(
                m_connection, {ViewAddress::Kind::Logs, {QStringLiteral("production-chat")}, {}});
            for (auto *table : m_view->findChildren<TableView *>())
                if (auto *model = qobject_cast<LogTableModel *>(table->model())) {
                    m_table = table;
                    m_model = model;
                }
        });
    }

    bool rowsAreThere() const
    {
        const auto [first, last] = m_table->visibleRows();
        if (m_model->state() != TableModel::State::Ready || first < 0)
            return false;
        const int top = m_table->rowAt(0);
        if (top != first)
            return false; // it has not caught up with the scroll bar
        return !isPending(first, last);
    }

    bool isPending(int first, int last) const
    {
        for (int row = first; row <= last; ++row)
            if (m_model->rowState(row) != LogTableModel::RowState::Ready)
                return true;
        return false;
    }

    // From the event to the rows on the screen, in ms.
    template <class Action> double timed(Action action)
    {
        QElapsedTimer clock;
        clock.start();
        bool done = false;
        QMetaObject::invokeMethod(
            qApp,
            [&] {
                action();
                done = true;
            },
            Qt::QueuedConnection);
        spinUntil([&] { return done && rowsAreThere(); });
        m_table->viewport()->repaint();
        return double(clock.nsecsElapsed()) / 1e6;
    }

    // Three rows a frame, and a frame every 16 ms.
    void wheel(const char *what)
    {
        constexpr int frames = 300;
        constexpr qint64 frameTime = 16; // ms
        std::vector<double> work;
        int incomplete = 0;
        m_application.longest = 0;
        for (int i = 0; i < frames; ++i) {
            m_application.worked = 0;
            QElapsedTimer clock;
            clock.start();
            const QPointF at(m_table->viewport()->rect().center());
            QWheelEvent event(at, m_table->viewport()->mapToGlobal(at), {}, {0, -120}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(m_table->viewport(), &event);
            waitFor([&clock] { return clock.elapsed() >= frameTime; });
            work.push_back(m_application.worked);
            incomplete +=
                isPending(m_table->rowAt(0), m_table->rowAt(m_table->viewport()->height() - 1));
        }
        tell(what, work, "ms");
        printf("    frames with placeholders      %8.1f %%\n", 100.0 * incomplete / frames);
        tellLongest();
    }

    TimedApplication &m_application;
    AppContext &m_context;
    Connection *m_connection;
    QRandomGenerator m_random{1};
    View *m_view = nullptr;
    TableView *m_table = nullptr;
    LogTableModel *m_model = nullptr;
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
    return Bench(application, context, connection).run() ? 0 : 1;
}
