// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaybatchpanel.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"
#include "views/common/icons.h"
#include "views/common/writeguard.h"
#include "views/gateways/changetext.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/gatewayfields.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <algorithm>

namespace gatehouse {

using State = GatewayBatch::State;

enum Column { NameColumn, NowColumn, AfterColumn, OutcomeColumn };

GatewayBatchPanel::GatewayBatchPanel(GatewayBatch *batch, WriteGuard *writes, TimeDisplay *time,
                                     QWidget *parent)
    : QWidget(parent)
    , m_batch(batch)
    , m_writes(writes)
    , m_time(time)
    , m_hint(new QLabel)
    , m_tree(new QTreeWidget)
    , m_status(new QLabel)
    , m_progress(new QProgressBar)
    , m_back(new QPushButton)
    , m_stop(new QPushButton(tr("Stop")))
    , m_apply(new QPushButton)
{
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    m_hint->hide();
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_tree->setAccessibleName(tr("What is going to change"));
    m_tree->setHeaderLabels({tr("Gateway and field"), tr("Now"), tr("After"), tr("Outcome")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setIndentation(2 * grid);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->setSectionsMovable(false);
    connect(m_tree->header(), &QHeaderView::sectionResized, this, [this](int column) {
        m_fitsColumns = m_fitsColumns && (m_fitting || column == OutcomeColumn); // which stretches
    });
    m_progress->setAccessibleName(tr("Gateways done"));
    m_progress->setFixedWidth(16 * grid);
    m_progress->setTextVisible(false);
    m_stop->setToolTip(tr("Change no further gateway"));
    for (QPushButton *button : {m_back, m_stop, m_apply})
        button->setAutoDefault(true); // Enter presses the one that has the focus
    m_back->hide();
    m_writes->add(m_apply);

    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    bottom->setSpacing(grid);
    bottom->addWidget(m_status, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_back, m_stop, m_apply})
        bottom->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_hint);
    layout->addWidget(m_tree, 1);
    layout->addLayout(bottom);
    setFocusProxy(m_tree);

    connect(m_tree, &QTreeWidget::itemChanged, this, &GatewayBatchPanel::onItemEdited);
    connect(m_back, &QPushButton::clicked, this, &GatewayBatchPanel::backRequested);
    connect(m_stop, &QPushButton::clicked, batch, &GatewayBatch::stop);
    connect(m_apply, &QPushButton::clicked, this, [this] { m_batch->start(m_texts.taskTitle); });
    connect(batch, &GatewayBatch::itemsReset, this, &GatewayBatchPanel::rebuild);
    connect(batch, &GatewayBatch::itemChanged, this, [this](int index) {
        fill(index);
        updateControls();
    });
    connect(batch, &GatewayBatch::runningChanged, this, &GatewayBatchPanel::updateControls);
    connect(writes, &WriteGuard::changed, this, &GatewayBatchPanel::updateControls);
    connect(time, &TimeDisplay::changed, this, &GatewayBatchPanel::rebuild);
    rebuild();
}

void GatewayBatchPanel::setTexts(const Texts &texts)
{
    m_texts = texts;
    m_hint->setText(texts.hint);
    m_hint->setVisible(!texts.hint.isEmpty());
}

void GatewayBatchPanel::setChoosable(bool choosable)
{
    m_choosable = choosable;
    rebuild();
}

void GatewayBatchPanel::setBackText(const QString &text)
{
    m_back->setText(text);
    m_back->setMinimumWidth(m_back->sizeHint().width() + 2 * grid);
    m_back->setVisible(!text.isEmpty());
}

static void setText(QTreeWidgetItem *item, int column, const QString &text)
{
    const QString line = text.section(u'\n', 0, 0);
    item->setText(column, line);
    item->setToolTip(column, format::toolTip(text));
}

void GatewayBatchPanel::rebuild()
{
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    for (int i = 0; i < m_batch->items().size(); ++i) {
        auto *item = new QTreeWidgetItem(m_tree);
        item->setSizeHint(NameColumn, {0, fontMetrics().height() + grid});
        fillChanges(item, m_batch->items().at(i));
        item->setExpanded(true);
        fill(i);
    }
    updateControls();
}

void GatewayBatchPanel::fillChanges(QTreeWidgetItem *item, const GatewayBatch::Item &entry)
{
    qDeleteAll(item->takeChildren());
    const QStringList order = gatewayfields::order();
    QList<FieldChange> changes = entry.changes();
    std::stable_sort(changes.begin(), changes.end(), [&](const auto &a, const auto &b) {
        return quint64(order.indexOf(a.key)) < quint64(order.indexOf(b.key)); // unknown ones last
    });
    const auto add = [this, item](const ReadableChange &row) {
        auto *child = new QTreeWidgetItem(item);
        setText(child, NameColumn, row.field);
        setText(child, NowColumn, row.before);
        setText(child, AfterColumn, row.after);
        QFont bold = m_tree->font();
        bold.setBold(true);
        child->setFont(AfterColumn, bold);
    };
    for (const FieldChange &change : std::as_const(changes)) {
        if (entry.base)
            for (const ReadableChange &row : readableChanges(change, *m_time))
                add(row);
        else
            add({gatewayfields::label(change.key), QStringLiteral("–"),
                 shortText(change.key, change.after, *m_time)});
    }
    for (const QString &note : entry.notes) {
        auto *child = new QTreeWidgetItem(item);
        child->setIcon(NameColumn, icon(Icon::Info, Semantic::Info));
        setText(child, NameColumn, note);
        child->setFirstColumnSpanned(true);
    }
    const auto count = int(changes.size());
    setText(item, AfterColumn,
            !entry.base      ? tr("new gateway")
                : count == 0 ? tr("the same already")
                : count == 1 ? tr("1 change")
                             : tr("%1 changes").arg(count));
}

QString GatewayBatchPanel::outcome(const GatewayBatch::Item &entry) const
{
    switch (entry.state) {
    case State::Waiting:
        return m_batch->isRunning() && entry.chosen && !entry.changes().isEmpty() ? tr("waiting")
                                                                                  : QString();
    case State::Running:
        return tr("saving…");
    case State::Done:
        return entry.created ? tr("created") : tr("saved");
    case State::Failed:
        return entry.created ? tr("created, but not all of it is set: %1").arg(entry.error.text())
                             : entry.error.text();
    case State::Conflicted: {
        QStringList fields;
        for (const FieldConflict &conflict : entry.conflicts)
            fields.append(gatewayfields::label(conflict.key));
        return tr("not saved: somebody changed it meanwhile (%1). What is there now is shown; "
                  "try again to write over it.")
            .arg(fields.join(QStringLiteral(", ")));
    }
    }
    return {};
}

void GatewayBatchPanel::fill(int index)
{
    const QSignalBlocker quiet(m_tree);
    const GatewayBatch::Item &entry = m_batch->items().at(index);
    QTreeWidgetItem *item = m_tree->topLevelItem(index);
    setText(item, NameColumn, entry.id.value);
    QFont bold = m_tree->font();
    bold.setBold(true);
    item->setFont(NameColumn, bold);
    if (entry.state == State::Conflicted)
        fillChanges(item, entry);
    if (m_choosable && !entry.changes().isEmpty()) {
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(NameColumn, entry.chosen ? Qt::Checked : Qt::Unchecked);
    }
    setText(item, OutcomeColumn, outcome(entry));
    const bool failed = entry.state == State::Failed || entry.state == State::Conflicted;
    item->setIcon(OutcomeColumn,
                  failed                           ? icon(Icon::Failure, Semantic::Error)
                      : entry.state == State::Done ? icon(Icon::Success, Semantic::Success)
                                                   : QIcon());
    item->setForeground(OutcomeColumn,
                        failed ? Theme::color(Semantic::Error, palette())
                               : palette().color(QPalette::Text));
}

void GatewayBatchPanel::onItemEdited(QTreeWidgetItem *item, int column)
{
    if (column == NameColumn && !item->parent())
        m_batch->setChosen(m_tree->indexOfTopLevelItem(item),
                           item->checkState(NameColumn) == Qt::Checked);
}

QString GatewayBatchPanel::status() const
{
    const int done = m_batch->count(State::Done);
    const int failed = m_batch->count(State::Failed) + m_batch->count(State::Conflicted);
    const int pending = m_batch->pendingCount();
    if (m_batch->isRunning())
        return tr("%1 of %2 gateways done").arg(done + failed).arg(done + pending);
    if (!m_writes->mayWrite())
        return m_writes->reason();
    if (failed)
        return tr("%1 saved, %2 not saved").arg(done).arg(failed);
    if (done)
        return pending ? tr("%1 saved, %2 to go").arg(done).arg(pending) : tr("All of it is saved");
    return pending == 0 ? tr("There is nothing to change") : QString();
}

void GatewayBatchPanel::updateControls()
{
    const bool running = m_batch->isRunning();
    const int done = m_batch->count(State::Done);
    const int failed = m_batch->count(State::Failed) + m_batch->count(State::Conflicted);
    const int pending = m_batch->pendingCount();
    m_status->setText(status());
    m_progress->setVisible(running);
    m_progress->setRange(0, std::max(1, done + pending));
    m_progress->setValue(done + failed);
    m_stop->setVisible(running);
    m_back->setEnabled(!running);
    const bool hadFocus = m_apply->hasFocus();
    m_apply->setText(failed && failed == pending ? tr("Try again (%1)").arg(pending)
                         : pending == 1          ? tr("Apply to 1 gateway")
                                                 : tr("Apply to %1 gateways").arg(pending));
    m_apply->setMinimumWidth(0);
    m_apply->setMinimumWidth(m_apply->sizeHint().width() + 2 * grid);
    m_writes->setEnabled(m_apply, !running && pending > 0);
    if (hadFocus && !m_apply->isEnabled())
        (running ? static_cast<QWidget *>(m_stop) : m_tree)->setFocus();
}

void GatewayBatchPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_fitsColumns)
        return;
    const QScopedValueRollback guard(m_fitting, true);
    m_tree->setColumnWidth(NameColumn, width() * 36 / 100);
    m_tree->setColumnWidth(NowColumn, width() * 18 / 100);
    m_tree->setColumnWidth(AfterColumn, width() * 22 / 100);
}

void GatewayBatchPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
            fill(i);
}

} // namespace gatehouse
