// SPDX-License-Identifier: GPL-3.0-or-later
// The making of GatewayCompareView's parts, and what they show.
#include "models/domain/format.h"
#include "models/services/drafts.h"
#include "models/services/settings.h"
#include "views/common/actions.h"
#include "views/common/flowlayout.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/gateways/bottompanel.h"
#include "views/gateways/gatewaycompareside.h"
#include "views/gateways/gatewaycompareview.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewaysaving.h"
#include "views/gateways/reviewpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

GatewayCompareView::GatewayCompareView(ConnectionModels *models, const ConnectionList *connections,
                                       const ViewAddress &address, Settings *settings,
                                       Drafts *drafts, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_draft(new GatewayDraft(drafts, {}, this))
    , m_messages(new MessageBar)
    , m_model(new GatewayCompareModel(models->time(), this))
    , m_table(new TableView(tr("Comparison")))
    , m_stack(new StateStack(m_table))
    , m_left(new GatewayCompareSide(tr("Left"), models, nullptr))
    , m_right(new GatewayCompareSide(tr("Right"), models, connections))
    , m_onlyDifferences(new QCheckBox(tr("Differences only")))
    , m_summary(new QLabel)
{
    m_table->setModel(m_model);
    m_table->setDefaultColumns({{GatewayCompareModel::SectionColumn, 12},
                                {GatewayCompareModel::FieldColumn, 19},
                                {GatewayCompareModel::LeftColumn, 15, true, true},
                                {GatewayCompareModel::RightColumn, 15, true, true}});
    m_table->keepColumns(settings, QStringLiteral("compare-gateways"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_stack->setEmptyText(Icon::Compare, tr("Two gateways to compare"),
                          tr("Choose a gateway on each side; the one on the right may be of any "
                             "connection."));
    m_stack->setFilteredText(tr("No differences"), tr("Every setting of the two is the same."));
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The gateways are read as soon as the connection is there."));
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(m_table);

    connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("draft failed"),
                                tr("What is copied cannot be kept as a draft: %1").arg(why));
    });
    connect(m_stack, &StateStack::retryRequested, this, &GatewayCompareView::refresh);
    connect(m_stack, &StateStack::clearFilterRequested, this,
            [this] { m_onlyDifferences->setChecked(false); });
    connect(m_onlyDifferences, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyDifferences(only);
        updateControls();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &GatewayCompareView::updateControls);

    const QStringList other = ViewAddress::parts(address.filter);
    m_left->choose(models, address.gateway.value);
    if (ConnectionModels *found = connections->find(other.value(0)))
        m_right->choose(found, other.value(1));
    for (GatewayCompareSide *side : {m_left, m_right}) {
        connect(side, &GatewayCompareSide::chosen, this, &GatewayCompareView::onChosen);
        connect(side, &GatewayCompareSide::changed, this, &GatewayCompareView::onSideChanged);
    }
    restoreDraft();
    onSideChanged();
}

void GatewayCompareView::makeActions()
{
    const auto add = [this](Icon symbol, const QString &text, const QKeySequence &key, Side to,
                            bool wholeSection) {
        QAction *action = makeAction(m_table, icon(symbol), text, {}, {key});
        connect(action, &QAction::triggered, this,
                [this, to, wholeSection] { copy(to, wholeSection); });
        return action;
    };
    m_fieldsLeft = add(Icon::Left, tr("Copy left"), Qt::ALT | Qt::Key_Left, Side::Left, false);
    m_fieldsRight = add(Icon::Right, tr("Copy right"), Qt::ALT | Qt::Key_Right, Side::Right, false);
    m_sectionLeft =
        add(Icon::Left, tr("Section left"), Qt::ALT | Qt::SHIFT | Qt::Key_Left, Side::Left, true);
    m_sectionRight = add(Icon::Right, tr("Section right"), Qt::ALT | Qt::SHIFT | Qt::Key_Right,
                         Side::Right, true);
    m_back = makeAction(this, icon(Icon::Left), tr("Keep comparing"), {}, {Qt::Key_Escape});
    connect(m_back, &QAction::triggered, this, &GatewayCompareView::leaveReview);
    auto *save =
        makeAction(this, icon(Icon::Success), tr("Review the changes"), {}, {QKeySequence::Save});
    connect(save, &QAction::triggered, this, &GatewayCompareView::review);
}

QWidget *GatewayCompareView::makeTop()
{
    auto *top = new QWidget;
    auto *sides = new QHBoxLayout;
    sides->setSpacing(2 * grid);
    sides->addWidget(m_left, 2);
    sides->addWidget(m_right, 3);
    auto *row = new FlowLayout(grid, grid / 2);
    for (QAction *action : {m_fieldsLeft, m_fieldsRight, m_sectionLeft, m_sectionRight})
        row->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_onlyDifferences);
    row->addWidget(m_summary);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addLayout(sides);
    layout->addLayout(row);
    return top;
}

QWidget *GatewayCompareView::makeFooter()
{
    m_footer = new BottomPanel;
    m_status = new QLabel;
    m_revert = new QPushButton(tr("Revert"));
    m_save = new QPushButton(tr("Review…"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_revert->setToolTip(tr("Drop what is copied"));
    m_save->setToolTip(tr("See the exact change before it is saved (Ctrl+S)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_status, 1);
    for (QPushButton *button : {m_revert, m_save}) {
        button->setAutoDefault(true);
        row->addWidget(button);
    }
    static_cast<QVBoxLayout *>(m_footer->layout())->addLayout(row);
    connect(m_revert, &QPushButton::clicked, this, &GatewayCompareView::revert);
    connect(m_save, &QPushButton::clicked, this, &GatewayCompareView::review);
    return m_footer;
}

void GatewayCompareView::updateControls()
{
    const auto setUp = [this](QAction *action, Side to, bool wholeSection, const QString &help) {
        QString why = refusal(to);
        if (why.isEmpty() && copied(to, selectedKeys(wholeSection)).isEmpty())
            why = tr("Nothing that is selected differs, or the other side does not report it");
        action->setEnabled(why.isEmpty());
        setActionHelp(action, format::toolTip(why.isEmpty() ? help.arg(side(to)->name()) : why));
    };
    setUp(m_fieldsLeft, Side::Left, false, tr("Copy the selected fields to %1"));
    setUp(m_fieldsRight, Side::Right, false, tr("Copy the selected fields to %1"));
    setUp(m_sectionLeft, Side::Left, true, tr("Copy the whole section to %1"));
    setUp(m_sectionRight, Side::Right, true, tr("Copy the whole section to %1"));
    for (const Side at : {Side::Left, Side::Right}) {
        const ConnectionModels *models = side(at)->models();
        side(at)->setNote(models && models->connection()->isReadOnly() ? refusal(at) : QString());
        side(at)->setLocked(!m_pending.isEmpty());
    }

    const bool both = m_left->gateway() && m_right->gateway();
    m_summary->setText(!both                                 ? QString()
                           : m_model->differenceCount() == 0 ? tr("no differences")
                           : m_model->differenceCount() == 1
                           ? tr("1 difference")
                           : tr("%1 differences").arg(m_model->differenceCount()));
    const auto pending = int(m_pending.size());
    m_footer->setVisible(pending > 0 && !m_review);
    m_status->setText(pending == 1 ? tr("1 change to %1 is not saved").arg(side(m_target)->name())
                                   : tr("%1 changes to %2 are not saved")
                                         .arg(QString::number(pending), side(m_target)->name()));
    m_save->setEnabled(pending > 0 && m_base && side(m_target)->models()
                       && !side(m_target)->models()->connection()->isReadOnly());
    m_back->setEnabled(m_review && !m_saving);

    const ConnectionModels *other = m_right->models();
    TableModel::State state = m_models->gateways()->state();
    ApiError error = m_models->gateways()->error();
    if (other && state == TableModel::State::Ready) {
        state = m_right->models()->gateways()->state();
        error = m_right->models()->gateways()->error();
    }
    m_stack->setConnected(m_models->connection()->state() == Connection::State::Ready);
    m_stack->setContent(state, m_model->rowCount() > 0, error);
    m_stack->setFiltered(both && m_onlyDifferences->isChecked());
    setBusy(m_saving || state == TableModel::State::Loading
            || m_models->connection()->state() == Connection::State::Starting);
    if (const bool isPending = pending > 0; isPending != m_wasPending) {
        m_wasPending = isPending;
        Q_EMIT unsavedChangesChanged();
    }
}

} // namespace gatehouse
