// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/bulkeditview.h"

#include "models/domain/format.h"
#include "models/services/drafts.h"
#include "views/common/fieldrow.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/gateways/bottompanel.h"
#include "views/gateways/bulkfield.h"
#include "views/gateways/changetext.h"
#include "views/gateways/gatewaybatchpanel.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewayfields.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSplitter>
#include <algorithm>

namespace gatehouse {

static const QString idsKey = QStringLiteral("gateways"); // of the draft
static const QString draftMessage = QStringLiteral("draft");

BulkEditView::BulkEditView(ConnectionModels *models, const ViewAddress &address, Drafts *drafts,
                           TaskModel *tasks, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_draft(new GatewayDraft(
          drafts, models->connection()->identity() + QStringLiteral("/edit-gateways"), this))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_batch(GatewayBatch::of(models, QStringLiteral("edit several"),
                               models->connection()->gateways(), tasks))
    , m_messages(new MessageBar)
    , m_wanted(ViewAddress::parts(address.filter))
    , m_splitter(new QSplitter)
    , m_list(new QListWidget)
    , m_status(new QLabel)
    , m_revert(new QPushButton(tr("Clear")))
    , m_review(new QPushButton(tr("Preview…")))
    , m_preview(new GatewayBatchPanel(m_batch, m_writes, models->time()))
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeGateways());
    m_splitter->addWidget(makeFields());
    m_splitter->setStretchFactor(1, 1);
    m_editing = new QWidget;
    auto *editing = new QVBoxLayout(m_editing);
    editing->setContentsMargins({});
    editing->setSpacing(0);
    editing->addWidget(m_splitter, 1);
    editing->addWidget(makeFooter());
    m_stack = new StateStack(m_editing);
    m_stack->setEmptyText(Icon::Gateway, tr("No gateways yet"),
                          tr("There is nothing to edit on this connection."));
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The gateways are read as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_preview, 1);
    setFocusProxy(m_list);

    m_preview->setBackText(tr("Keep editing"));
    connect(m_preview, &GatewayBatchPanel::backRequested, this, [this] { showPreview(false); });
    connect(m_batch, &GatewayBatch::runningChanged, this, &BulkEditView::onBatchChanged);
    connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("draft failed"),
                                tr("What is chosen cannot be kept as a draft: %1").arg(why));
    });
    connect(m_stack, &StateStack::retryRequested, this, &BulkEditView::refresh);
    connect(models->connection(), &Connection::stateChanged, this, &BulkEditView::updateState);
    GatewayModel *gateways = models->gateways();
    connect(gateways, &TableModel::stateChanged, this, &BulkEditView::updateState);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(gateways, signal, this, &BulkEditView::fillGateways);
    connect(gateways, &QAbstractItemModel::dataChanged, this, &BulkEditView::updateNotes);

    restoreDraft();
    fillGateways();
    // The view was closed while it ran, or before what came of it was seen.
    showPreview(m_batch->isRunning()
                || m_batch->count(GatewayBatch::State::Failed)
                        + m_batch->count(GatewayBatch::State::Conflicted)
                    > 0);
    updateState();
}

BulkEditView::~BulkEditView()
{
    m_draft->disconnect(this); // it writes when it goes, and may fail when the messages are gone
}

ViewAddress BulkEditView::addressOf(const QStringList &gateways)
{
    return {ViewAddress::Kind::EditGateways, {}, ViewAddress::joined(gateways)};
}

ViewAddress BulkEditView::address() const
{
    return addressOf(m_wanted);
}

void BulkEditView::goTo(const ViewAddress &address)
{
    if (!m_batch->isRunning()) {
        showPreview(false);
        choose(ViewAddress::parts(address.filter));
    }
}

QIcon BulkEditView::viewIcon() const
{
    return icon(Icon::Edit);
}

bool BulkEditView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

bool BulkEditView::hasUnsavedChanges() const
{
    return !edits().isEmpty();
}

bool BulkEditView::hasUnkept() const
{
    return !GatewayDraft::keepsAll(edits());
}

void BulkEditView::refresh()
{
    if (m_models->connection()->state() == Connection::State::Ready)
        m_models->gateways()->refresh();
}

void BulkEditView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    constexpr int narrow = 90 * grid; // no room for the gateways beside the fields
    const Qt::Orientation orientation = width() < narrow ? Qt::Vertical : Qt::Horizontal;
    if (orientation == m_splitter->orientation() && event->oldSize().isValid())
        return;
    m_splitter->setOrientation(orientation);
    if (orientation == Qt::Vertical)
        m_splitter->setSizes({22 * grid, height()});
    else
        m_splitter->setSizes({26 * grid, width()});
}

QWidget *BulkEditView::makeGateways()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(2 * grid, 2 * grid, grid, grid);
    layout->setSpacing(grid / 2);
    auto *title = new QLabel(tr("Gateways"));
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setBuddy(m_list);
    layout->addWidget(title);
    m_list->setAccessibleName(tr("Gateways to edit"));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setMinimumWidth(16 * grid);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setUniformItemSizes(true);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        m_wanted = chosenIds();
        onChanged();
    });
    layout->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    for (const bool all : {true, false}) {
        auto *button = new QPushButton(all ? tr("All") : tr("None"));
        button->setAccessibleName(all ? tr("Choose all gateways") : tr("Choose no gateway"));
        connect(button, &QPushButton::clicked, this, [this, all] {
            QStringList ids;
            for (const Gateway &gateway : m_models->gateways()->values())
                ids.append(gateway.id.value);
            choose(all ? ids : QStringList());
        });
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    return page;
}

QWidget *BulkEditView::makeFields()
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumWidth(32 * grid);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    layout->setSpacing(grid);
    QHash<QString, FormSection *> sections;
    for (const QString &key : gatewayfields::order()) {
        if (!BulkField::canEdit(key))
            continue;
        const QString title = gatewaySection(key);
        if (!sections.contains(title)) {
            sections.insert(title, new FormSection(title));
            sections.value(title)->wrapLongRows();
            layout->addWidget(sections.value(title));
        }
        auto *field = new BulkField(key);
        m_rows.insert(key, sections.value(title)->addField(gatewayfields::label(key), field));
        if (QWidget *below = field->below())
            sections.value(title)->addWidget(below);
        field->setAccessibleName({}); // what is in it has names of its own
        connect(field, &BulkField::changed, this, &BulkEditView::onChanged);
        m_fields.append(field);
    }
    layout->addStretch();
    area->setWidget(page);
    return area;
}

QWidget *BulkEditView::makeFooter()
{
    auto *footer = new BottomPanel;
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_revert->setToolTip(tr("Leave every field as it is"));
    m_review->setToolTip(tr("See what would change in each gateway"));
    m_review->setDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_status, 1);
    for (QPushButton *button : {m_revert, m_review}) {
        button->setAutoDefault(true);
        row->addWidget(button);
    }
    static_cast<QVBoxLayout *>(footer->layout())->addLayout(row);
    connect(m_revert, &QPushButton::clicked, this, &BulkEditView::clearFields);
    connect(m_review, &QPushButton::clicked, this, &BulkEditView::review);
    return footer;
}

BulkField *BulkEditView::field(const QString &key) const
{
    const auto it = std::find_if(m_fields.begin(), m_fields.end(),
                                 [&key](const BulkField *field) { return field->key() == key; });
    return it == m_fields.end() ? nullptr : *it;
}

// Keeps the items that stay, as a refresh moves nothing under the person's hands.
void BulkEditView::fillGateways()
{
    QStringList ids;
    for (const Gateway &gateway : m_models->gateways()->values())
        ids.append(gateway.id.value);
    ids.sort(Qt::CaseInsensitive);
    const QScopedValueRollback guard(m_filling, true);
    for (int row = 0; row < std::max(int(ids.size()), m_list->count());) {
        const QListWidgetItem *item = m_list->item(row);
        if (item && !ids.contains(item->text())) {
            delete m_list->takeItem(row);
            continue;
        }
        if (!item || item->text() != ids.at(row)) {
            auto *added = new QListWidgetItem(ids.at(row));
            added->setSizeHint({0, fontMetrics().height() + grid});
            added->setToolTip(format::toolTip(ids.at(row)));
            added->setCheckState(m_wanted.contains(ids.at(row)) ? Qt::Checked : Qt::Unchecked);
            m_list->insertItem(row, added);
        }
        ++row;
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    updateNotes();
    updateState();
}

QStringList BulkEditView::chosenIds() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(m_list->item(row)->text());
    return ids;
}

void BulkEditView::choose(const QStringList &ids)
{
    m_wanted = ids;
    {
        const QScopedValueRollback guard(m_filling, true);
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(
                ids.contains(m_list->item(row)->text()) ? Qt::Checked : Qt::Unchecked);
    }
    onChanged();
}

QJsonObject BulkEditView::edits() const
{
    QJsonObject edits;
    for (const BulkField *field : m_fields)
        if (const QJsonValue value = field->value(); !value.isUndefined())
            edits.insert(field->key(), value);
    return edits;
}

void BulkEditView::restoreDraft()
{
    const std::optional<GatewayDraft::Content> draft = m_draft->load();
    if (!draft || draft->edits.isEmpty())
        return;
    const QScopedValueRollback guard(m_filling, true);
    for (BulkField *field : std::as_const(m_fields))
        field->setValue(draft->edits.value(field->key()));
    if (m_wanted.isEmpty())
        for (const QJsonValue id : draft->base.value(idsKey).toArray())
            m_wanted.append(id.toString());
    auto *discard = new QAction(tr("Discard"), this);
    connect(discard, &QAction::triggered, this, &BulkEditView::clearFields);
    m_messages->showInfo(draftMessage, tr("What you had chosen and not saved was restored."),
                         {discard});
}

void BulkEditView::keepDraft()
{
    const QJsonObject kept = edits();
    if (kept.isEmpty())
        m_draft->remove();
    else
        m_draft->keep(kept, {{idsKey, QJsonArray::fromStringList(m_wanted)}});
}

void BulkEditView::clearFields()
{
    {
        const QScopedValueRollback guard(m_filling, true);
        for (BulkField *field : std::as_const(m_fields))
            field->setValue(QJsonValue::Undefined);
    }
    m_messages->clear(draftMessage);
    onChanged();
}

void BulkEditView::onChanged()
{
    if (m_filling)
        return;
    keepDraft();
    if (edits().isEmpty())
        m_messages->clear(draftMessage);
    updateNotes();
    updateState();
    if (const bool dirty = hasUnsavedChanges(); dirty != m_wasDirty) {
        m_wasDirty = dirty;
        Q_EMIT unsavedChangesChanged();
    }
}

void BulkEditView::review()
{
    if (!m_review->isEnabled() || m_batch->isRunning())
        return;
    const QJsonObject members = edits();
    QList<GatewayBatch::Item> items;
    for (const QString &id : chosenIds()) {
        const Gateway *gateway = m_models->gateways()->find(id);
        if (!gateway)
            continue;
        if (const Result<Gateway> wanted = withEdits(*gateway, members))
            items.append({.id = gateway->id, .base = *gateway, .wanted = *wanted});
    }
    m_batch->setItems(items);
    const QString where = m_models->connection()->name();
    m_preview->setTexts({tr("Edit gateways on %1").arg(where),
                         tr("What would change on “%1”. What the gateways have beside it stays as "
                            "it is.")
                             .arg(where)});
    showPreview(true);
    m_preview->applyButton()->setFocus();
}

void BulkEditView::showPreview(bool previewing)
{
    m_previewing = previewing;
    m_stack->setVisible(!previewing);
    m_preview->setVisible(previewing);
    setFocusProxy(previewing ? static_cast<QWidget *>(m_preview) : m_list);
    if (isVisible())
        setFocus();
    updateState();
}

// Once everything is saved, the fields have done their work.
void BulkEditView::onBatchChanged()
{
    if (!m_batch->isRunning() && m_batch->pendingCount() == 0
        && m_batch->count(GatewayBatch::State::Done) > 0)
        clearFields();
    updateState();
}

// What the chosen gateways have now, the most frequent value first.
void BulkEditView::updateNotes()
{
    QList<QJsonObject> gateways;
    for (const QString &id : chosenIds())
        if (const Gateway *gateway = m_models->gateways()->find(id))
            gateways.append(toJson(*gateway).toObject());
    for (BulkField *field : std::as_const(m_fields)) {
        QStringList texts;
        QHash<QString, int> counts;
        for (const QJsonObject &gateway : std::as_const(gateways)) {
            const QString text =
                shortText(field->key(), gateway.value(field->key()), *m_models->time())
                    .section(u'\n', 0, 0);
            if (!counts[text]++)
                texts.append(text);
        }
        std::stable_sort(texts.begin(), texts.end(), [&counts](const auto &a, const auto &b) {
            return counts.value(a) > counts.value(b);
        });
        if (texts.size() > 1)
            for (QString &text : texts)
                text = tr("%1 (%2)").arg(text).arg(counts.value(text));
        m_rows.value(field->key())
            ->setHelp(texts.isEmpty() ? QString()
                                      : tr("Now: %1").arg(texts.join(QStringLiteral(", "))));
        if (!gateways.isEmpty())
            field->suggest(gateways.constFirst().value(field->key()));
    }
}

QString BulkEditView::statusText() const
{
    if (!m_writes->mayWrite())
        return m_writes->reason();
    const auto gateways = int(chosenIds().size());
    const auto fields = int(edits().size());
    if (gateways == 0)
        return tr("Choose the gateways to edit");
    if (fields == 0)
        return tr("Tick the fields to change");
    return tr("%1 of %2")
        .arg(fields == 1 ? tr("1 field") : tr("%1 fields").arg(fields),
             gateways == 1 ? tr("1 gateway") : tr("%1 gateways").arg(gateways));
}

void BulkEditView::updateState()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const GatewayModel &gateways = *m_models->gateways();
    m_stack->setConnected(ready);
    m_stack->setContent(gateways.state(), gateways.rowCount() > 0, gateways.error());
    bool valid = true;
    for (const BulkField *field : std::as_const(m_fields)) {
        m_rows.value(field->key())->setError(field->problem());
        valid = valid && field->problem().isEmpty();
    }
    m_status->setText(valid ? statusText() : tr("Some fields need attention"));
    m_revert->setEnabled(!edits().isEmpty());
    m_review->setEnabled(ready && valid && !edits().isEmpty() && !chosenIds().isEmpty());
    setBusy(m_batch->isRunning() || m_models->connection()->state() == Connection::State::Starting
            || (ready && gateways.state() == TableModel::State::Loading));
}

} // namespace gatehouse
