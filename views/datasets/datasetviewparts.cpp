// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/drafts.h"
#include "views/common/actions.h"
#include "views/common/fieldrow.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetchanges.h"
#include "views/datasets/datasetpreview.h"
#include "views/datasets/datasetview.h"
#include "views/datasets/datasetwrites.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/reviewpanel.h"
#include "views/gateways/savefooter.h"
#include "views/logs/filterbar.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

DatasetView::DatasetView(ConnectionModels *models, const ViewAddress &address, const Parts &parts,
                         QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_gateway(address.gateway)
    , m_id{address.object}
    , m_copyOf{address.object.isEmpty() ? address.filter : QString()}
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_changes(new DatasetWrites(models->connection(), address.gateway,
                                  {parts.dialogs, m_messages, m_writes, false}, this))
    , m_draft(new GatewayDraft(parts.drafts, {}, this))
    , m_name(new QLineEdit)
    , m_enable(new QCheckBox(tr("Enabled")))
    , m_bar(new LogFilterBar(models->time(), QueryUse::Dataset))
    , m_preview(new DatasetPreview(models, address.gateway, parts.settings, parts.dialogs))
    , m_page(new QWidget)
    , m_stack(new StateStack(m_page))
    , m_footer(new SaveFooter)
    , m_review(new ReviewPanel(models->time()))
    , m_merge(new MergePanel(datasetWords(models->time())))
{
    setAccessibleName(title());
    m_draft->setKey(draftKey());
    makeActions();
    auto *pageLayout = new QVBoxLayout(m_page);
    pageLayout->setContentsMargins({});
    pageLayout->setSpacing(0);
    pageLayout->addWidget(makeForm());
    pageLayout->addWidget(m_bar);
    pageLayout->addWidget(m_preview, 1);
    for (QWidget *panel : {static_cast<QWidget *>(m_merge), static_cast<QWidget *>(m_review),
                           static_cast<QWidget *>(m_footer)})
        pageLayout->addWidget(panel);
    m_merge->hide();
    m_review->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_name);
    connectParts();
    refresh();
}

void DatasetView::makeActions()
{
    m_list = makeAction(this, icon(Icon::Dataset), tr("All datasets"),
                        tr("All datasets of the gateway"), {});
    connect(m_list, &QAction::triggered, this, [this] {
        Q_EMIT openRequested({ViewAddress::Kind::Datasets, m_gateway});
    });
    m_openLogs = makeAction(this, icon(Icon::Logs), tr("Show the logs"),
                            tr("What matches, in the log browser; Alt+Left comes back here"),
                            {Qt::CTRL | Qt::Key_L});
    connect(m_openLogs, &QAction::triggered, this, &DatasetView::openLogs);
    m_duplicate = makeAction(this, icon(Icon::Duplicate), tr("Duplicate…"),
                             tr("Begin a new one with its filters"), {});
    connect(m_duplicate, &QAction::triggered, this, [this] {
        Q_EMIT openRequested({ViewAddress::Kind::NewDataset, m_gateway, m_id.value});
    });
    m_delete = makeAction(this, icon(Icon::Delete), tr("Delete…"), tr("Delete this dataset"), {});
    connect(m_delete, &QAction::triggered, this, [this] { m_changes->remove({m_base}); });
    m_refresh = makeAction(this, icon(Icon::Refresh), tr("Refresh"), {}, {QKeySequence::Refresh});
    connect(m_refresh, &QAction::triggered, this, &DatasetView::refresh);
    m_save = makeAction(this, {}, tr("Save"), {}, {QKeySequence::Save});
    connect(m_save, &QAction::triggered, this, &DatasetView::save);
    m_back = makeAction(this, {}, tr("Keep editing"), {}, {Qt::Key_Escape});
    connect(m_back, &QAction::triggered, this, [this] { setStage(Stage::Editing); });
    for (QAction *action : {m_duplicate, m_delete, m_save})
        m_writes->add(action);
    for (QPushButton *button : {m_footer->saveButton(), m_review->saveButton()})
        m_writes->add(button);
}

QWidget *DatasetView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, 0);
    layout->setSpacing(grid / 2);
    layout->addWidget(makeActionButton(m_openLogs, Qt::ToolButtonTextBesideIcon));
    layout->addWidget(makeActionButton(m_list));
    layout->addWidget(makeActionButton(m_duplicate));
    layout->addWidget(makeActionButton(m_delete));
    layout->addStretch(1);
    layout->addWidget(makeActionButton(m_refresh));
    return bar;
}

QWidget *DatasetView::makeForm()
{
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name of the dataset"));
    m_enable->setAccessibleName(tr("Enabled"));
    m_enable->setToolTip(tr("Whether the dataset is in use"));
    m_nameRow = new FieldRow(m_name, {}, {});
    QLabel *label = makePlainLabel(tr("&Name"));
    label->setBuddy(m_name);
    auto *form = new QWidget;
    auto *layout = new QHBoxLayout(form);
    layout->setContentsMargins(grid, grid, grid, 0);
    layout->setSpacing(grid);
    layout->addWidget(label);
    layout->addWidget(m_nameRow, 1);
    layout->addWidget(m_enable);
    return form;
}

void DatasetView::connectParts()
{
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_nameRow->setError({});
        onEdited();
    });
    connect(m_enable, &QCheckBox::toggled, this, &DatasetView::onEdited);
    connect(m_bar, &LogFilterBar::queryChanged, this, [this] {
        preview();
        onEdited();
    });
    connect(m_bar->textEdit(), &FilterEdit::problemChanged, this, &DatasetView::updateControls);
    connect(m_bar->textEdit(), &FilterEdit::pendingChanged, this, &DatasetView::updateControls);
    connect(m_preview, &DatasetPreview::clearFilterRequested, this, [this] {
        if (m_bar->isEnabled()) // what is reviewed stays as it is shown
            m_bar->clear();
    });
    connect(m_stack, &StateStack::retryRequested, this, &DatasetView::refresh);
    connect(m_footer->saveButton(), &QPushButton::clicked, this, &DatasetView::save);
    connect(m_footer->revertButton(), &QPushButton::clicked, this, &DatasetView::revert);
    connect(m_review, &ReviewPanel::saveRequested, this, &DatasetView::save);
    connect(m_merge, &MergePanel::continueRequested, this, &DatasetView::mergeChosen);
    connect(m_review, &ReviewPanel::editRequested, m_back, &QAction::trigger);
    connect(m_merge, &MergePanel::editRequested, m_back, &QAction::trigger);
    connect(m_preview, &DatasetPreview::changed, this, &DatasetView::updateControls);
    connect(m_preview, &DatasetPreview::seen, m_bar, &LogFilterBar::addSeen);
    connect(m_preview, &DatasetPreview::inspectRequested, this, &View::inspectRequested);
    connect(m_changes, &DatasetWrites::runningChanged, this, &DatasetView::updateControls);
    connect(m_writes, &WriteGuard::changed, this, &DatasetView::updateControls);
    connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("keep"),
                                tr("What is edited could not be kept: %1").arg(why));
    });
    Connection *connection = m_models->connection();
    connect(connection, &Connection::stateChanged, this, &DatasetView::refresh);
    connect(connection->datasets(), &DatasetService::removed, this,
            [this](const GatewayId &of, const DatasetId &id) {
                if (of == m_gateway)
                    onRemoved(id);
            });
    connect(connection->datasets(), &DatasetService::saved, this,
            [this](const GatewayId &of, const Dataset &dataset) {
                if (of == m_gateway && dataset.id == m_id && !m_saving)
                    setBase(dataset);
            });
}

QIcon DatasetView::viewIcon() const
{
    return icon(isNew() ? Icon::Add : Icon::Dataset);
}

} // namespace gatehouse
