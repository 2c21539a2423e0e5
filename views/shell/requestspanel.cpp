// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/requestspanel.h"

#include "views/common/icons.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace gatehouse {

RequestsPanel::RequestsPanel(RequestModel *model, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new TableView(tr("Requests"), this))
{
    m_table->setModel(model);
    m_table->setDefaultColumns({{RequestModel::StartedColumn, 20},
                                {RequestModel::VerbColumn, 8},
                                {RequestModel::StatusColumn, 8},
                                {RequestModel::DurationColumn, 10},
                                {RequestModel::PathColumn, 64},
                                {RequestModel::AttemptsColumn, 9},
                                {RequestModel::ReceivedColumn, 10},
                                {RequestModel::ErrorColumn, 40}});
    m_table->keepColumns(settings, QStringLiteral("requests"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    setFocusProxy(m_table);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);

    auto *copy = new QAction(icon(Icon::Copy), tr("Copy as curl"), m_table);
    copy->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &RequestsPanel::copyCurl);
    auto *clear = new QAction(icon(Icon::Delete), tr("Clear the list"), m_table);
    connect(clear, &QAction::triggered, model, &RequestModel::clear);
    m_table->addActions({copy, clear});
}

void RequestsPanel::copyCurl() const
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(curlCommand(m_model->at(current.row())));
}

} // namespace gatehouse
