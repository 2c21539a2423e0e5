// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/taskmodel.h"
#include "models/services/evaluationwaits.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/messagebar.h"
#include "views/datasets/datasetview.h"
#include "views/logs/filterbar.h"
#include "views/logs/filtercompleter.h"
#include "views/shell/viewfactory.h"

#include <QAbstractItemView>
#include <QAction>

// What the tests of the views of datasets and evaluations build on.
namespace gatehouse::test {

struct DatasetsBench : GatewayBench
{
    explicit DatasetsBench(const Endpoint &endpoint) : GatewayBench(endpoint)
    {
        QObject::connect(&waits, &EvaluationWaits::taskAdded, &tasks, &TaskModel::add);
        waits.attach(&connection);
    }

    template <class T> std::unique_ptr<T> open(const ViewAddress &address)
    {
        std::unique_ptr<T> view(static_cast<T *>(makeView(address, &models,
                                                          {.settings = &settings,
                                                           .drafts = &drafts,
                                                           .dialogs = &dialogs,
                                                           .tasks = &tasks,
                                                           .connections = &connections,
                                                           .evaluations = &waits})));
        QObject::connect(view.get(), &View::openRequested, view.get(),
                         [this](const ViewAddress &asked) { opened.append(asked.text()); });
        return view;
    }

    ConnectionList connections;
    TaskModel tasks;
    EvaluationWaits waits{folder.filePath("evaluations")};
    QStringList opened; // what the view asked for
};

template <class Widget> Widget *named(const QWidget *root, const QString &accessibleName)
{
    for (Widget *widget : root->findChildren<Widget *>())
        if (widget->accessibleName() == accessibleName)
            return widget;
    return nullptr;
}

inline bool clickNamed(const QWidget *root, const QString &accessibleName)
{
    auto *button = named<QAbstractButton>(root, accessibleName);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

inline bool settled(const View *view)
{
    QCoreApplication::processEvents();
    return QTest::qWaitFor([view] { return !view->isBusy(); }, 20'000);
}

// By a click on the cell that shows the text in the first column.
inline bool clickRow(TableView *table, const QString &text, Qt::KeyboardModifiers modifiers = {})
{
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, 0);
        if (index.data().toString() != text)
            continue;
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers,
                          table->visualRect(index).center());
        return true;
    }
    return false;
}

inline QString cell(const QTableView *table, const QString &name, int column)
{
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data().toString() == name)
            return table->model()->index(row, column).data().toString();
    return {};
}

inline Dataset datasetOf(DatasetsBench &bench, const GatewayId &gateway, const QString &name)
{
    const auto all = await(bench.connection.datasets()->list(gateway, {.text = name}));
    return all && !all->isEmpty() ? all->constFirst() : Dataset();
}

// The titles of the columns that can be seen in full.
inline QStringList columnsInView(const TableView *table)
{
    QStringList titles;
    for (const int column : table->shownColumns())
        if (const int left = table->columnViewportPosition(column);
            left >= 0 && left + table->columnWidth(column) <= table->viewport()->width())
            titles.append(table->model()->headerData(column, Qt::Horizontal).toString());
    return titles;
}

inline void typeFilter(DatasetView *view, const QString &text)
{
    typeInto(view->filterBar()->textEdit(), text);
    view->filterBar()->textEdit()->filterCompleter()->popup()->hide();
    QTest::keyClick(view->filterBar()->textEdit(), Qt::Key_Return);
}

// A dataset in its form.
struct OpenDataset
{
    OpenDataset(DatasetsBench &of, const GatewayId &itsGateway, const QString &name)
        : OpenDataset(of, itsGateway, datasetOf(of, itsGateway, name))
    {
    }
    OpenDataset(DatasetsBench &of, const GatewayId &itsGateway, const Dataset &dataset)
        : bench(of)
        , gateway(itsGateway)
        , before(dataset)
        , view(bench.open<DatasetView>(
              {.kind = ViewAddress::Kind::Dataset, .gateway = gateway, .object = before.id.value}))
        , isUp(!before.id.isEmpty() && showAndSettle(view.get()))
    {
    }

    void typeName(const QString &text) const
    {
        typeInto(named<QLineEdit>(view.get(), QStringLiteral("Name")), text);
    }
    bool review() const
    {
        return settled(view.get()) && click(view.get(), QStringLiteral("Save…"));
    }
    bool save() const { return review() && click(view.get(), QStringLiteral("Save changes")); }
    QString texts() const { return labelTexts(*view); }
    Dataset served() const
    {
        return await(bench.connection.datasets()->get(gateway, before.id)).value_or(Dataset());
    }
    bool putBack() const
    {
        return settled(view.get())
            && await(bench.connection.datasets()->update(gateway, before)).has_value();
    }

    DatasetsBench &bench;
    GatewayId gateway;
    Dataset before;
    std::unique_ptr<DatasetView> view;
    bool isUp;
};

} // namespace gatehouse::test
