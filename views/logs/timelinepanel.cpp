// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/timelinepanel.h"

#include "models/services/settings.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace gatehouse {

TimelinePanel::TimelinePanel(LogService *service, const GatewayId &gateway, RequestBudget *budget,
                             TimeDisplay *time, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_model(service, gateway, budget, time)
    , m_settings(settings)
    , m_stack(new QStackedWidget)
    , m_chart(new TimelineChart(&m_model, time))
    , m_table(new TableView(tr("Timeline as a table")))
    , m_show(new QAction(icon(Icon::Clock), tr("Timeline"), this))
{
    m_show->setCheckable(true);
    m_show->setToolTip(tr("Count the matches over time"));
    m_asTable = makeAction(this, icon(Icon::Logs), tr("Timeline as a table"),
                           tr("Show the figures as a table"));
    m_asTable->setCheckable(true);
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{LogTimeline::FromColumn, 19},
                                {LogTimeline::ToColumn, 19},
                                {LogTimeline::LogsColumn, 12},
                                {LogTimeline::SucceededColumn, 12},
                                {LogTimeline::FailedColumn, 12}});
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, grid, grid / 2);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeActionButton(m_asTable), 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAsTable(false);

    connect(m_chart, &TimelineChart::rangeChosen, this, &TimelinePanel::rangeChosen);
    connect(m_chart, &TimelineChart::zoomOutRequested, this, &TimelinePanel::zoomOutRequested);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const LogTimeline::Bucket bucket = m_model.buckets().at(index.row());
        Q_EMIT rangeChosen(bucket.from, bucket.to);
    });
    connect(m_asTable, &QAction::toggled, this, &TimelinePanel::setAsTable);
    m_show->setChecked(settings->get(setting::logTimeline));
    if (!m_show->isChecked()) // never the other way round: it is a window until it has a parent
        hide();
    connect(m_show, &QAction::toggled, this, &TimelinePanel::setShown);
}

void TimelinePanel::setQuery(const LogQuery &query)
{
    m_query = query;
    if (!m_show->isChecked())
        return;
    m_model.setQuery(query);
}

void TimelinePanel::setShown(bool shown)
{
    m_settings->set(setting::logTimeline, shown);
    setVisible(shown);
    if (shown && m_query)
        setQuery(*m_query);
    else if (!shown)
        m_model.clear();
}

void TimelinePanel::setAsTable(bool table)
{
    m_stack->setCurrentIndex(table ? 1 : 0);
    m_stack->setFixedHeight(table ? 20 * grid : m_chart->sizeHint().height());
}

} // namespace gatehouse
