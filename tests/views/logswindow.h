// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/taskmodel.h"
#include "models/services/logexports.h"
#include "models/services/settings.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/sandboxfixture.h"
#include "tests/support/waitfor.h"
#include "views/logs/loginspector.h"
#include "views/logs/logsview.h"
#include "views/logs/logtable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTest>

namespace gatehouse::test {

// A logs view with its inspector beside it, in a window, on a service that is there.
struct LogsWindow
{
    Q_DISABLE_COPY_MOVE(LogsWindow)

    LogsWindow(const Endpoint &endpoint, const QString &gateway, const QString &filter = {})
        : connection({.id = QStringLiteral("test"), .name = QStringLiteral("Test")})
        , models(&connection, &time)
        , settings(folder.filePath(QStringLiteral("settings.ini")))
    {
        settings.set(setting::logTimeline, false); // whose questions a test would have to expect
        QObject::connect(&exports, &LogExports::taskAdded, &tasks, &TaskModel::add);
        connection.open(endpoint);
        open({ViewAddress::Kind::Logs, {gateway}, filter});
    }

    void open(const ViewAddress &address)
    {
        delete view;
        view = new LogsView(&models, address, {&settings, &dialogs, &tasks, &exports});
        inspector = static_cast<LogInspector *>(view->inspector());
        inspector->setFixedWidth(400);
        layout.addWidget(view, 1);
        layout.addWidget(inspector);
        window.resize(1400, 700);
        window.show();
    }

    bool isIdle()
    {
        // Twice: what is visible is looked at once the events of a change are through.
        const auto idle = [this] { return !view->isBusy(); };
        QCoreApplication::processEvents();
        if (!waitFor(idle, 20'000))
            return false;
        QTest::qWait(1);
        return waitFor(idle, 20'000);
    }

    void clickRow(int row)
    {
        LogTable *table = view->table();
        const QModelIndex index = view->model()->index(row, LogTableModel::CreatedColumn);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    }

    void clickHeader(int column)
    {
        const QHeaderView *header = view->table()->horizontalHeader();
        const QPoint place(header->sectionViewportPosition(column) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    }

    QTemporaryDir folder;
    TimeDisplay time;
    Connection connection;
    ConnectionModels models;
    Settings settings;
    FakeDialogs dialogs;
    TaskModel tasks;
    LogExports exports{folder.filePath(QStringLiteral("exports"))};
    LogsView *view = nullptr;
    LogInspector *inspector = nullptr;
    QWidget window; // owns the view
    QHBoxLayout layout{&window};
};

template <class Widget> Widget *named(const QWidget *root, const QString &accessibleName)
{
    for (Widget *widget : root->findChildren<Widget *>())
        if (widget->accessibleName() == accessibleName)
            return widget;
    return nullptr;
}

template <class Button> Button *button(const QWidget *root, const QString &text)
{
    for (Button *candidate : root->findChildren<Button *>())
        if (candidate->text() == text && candidate->isVisibleTo(root))
            return candidate;
    return nullptr;
}

} // namespace gatehouse::test
