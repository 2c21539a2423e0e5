// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayimportview.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaybatchpanel.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <algorithm>

namespace gatehouse {

static constexpr qint64 maxFile = 64LL * 1024 * 1024; // bytes; nobody edits a larger one by hand

GatewayImportView::GatewayImportView(ConnectionModels *models, Dialogs *dialogs, TaskModel *tasks,
                                     QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_dialogs(dialogs)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_batch(GatewayBatch::of(models, QStringLiteral("import"), models->connection()->gateways(),
                               tasks))
    , m_messages(new MessageBar)
    , m_add(makeAction(this, icon(Icon::Add), tr("Add file…"),
                       tr("Read gateways from a file; files can be dropped here, too"),
                       {QKeySequence::Open}))
    , m_clear(makeAction(this, icon(Icon::Close), tr("Clear"), tr("Forget the files")))
    , m_summary(new QLabel)
    , m_panel(new GatewayBatchPanel(m_batch, m_writes, models->time()))
{
    setAcceptDrops(true);
    m_panel->setChoosable(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_stack = new StateStack(m_panel);
    m_stack->setEmptyText(Icon::Import, tr("No file yet"),
                          tr("Add a file of gateways that was exported. Nothing is written before "
                             "you have seen what would change."),
                          m_add);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("What a file would change can be told once the gateways are "
                                    "known."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_panel);

    connect(m_add, &QAction::triggered, this, &GatewayImportView::chooseFile);
    connect(m_clear, &QAction::triggered, this, &GatewayImportView::clear);
    connect(m_stack, &StateStack::retryRequested, this, &GatewayImportView::refresh);
    connect(m_batch, &GatewayBatch::runningChanged, this, &GatewayImportView::updateState);
    connect(m_batch, &GatewayBatch::itemsReset, this, &GatewayImportView::updateState);
    connect(models->connection(), &Connection::stateChanged, this, &GatewayImportView::updateState);
    // What is planned compares with what is there: that is read anew before anything is written.
    connect(models->gateways(), &TableModel::stateChanged, this, [this] {
        if (m_models->gateways()->state() == TableModel::State::Ready && !m_batch->isRunning()
            && m_batch->count(GatewayBatch::State::Waiting) == m_batch->items().size())
            plan();
        updateState();
    });
    updateState();
}

QIcon GatewayImportView::viewIcon() const
{
    return icon(Icon::Import);
}

bool GatewayImportView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

void GatewayImportView::refresh()
{
    if (m_models->connection()->state() == Connection::State::Ready && !m_batch->isRunning())
        m_models->gateways()->refresh();
}

QWidget *GatewayImportView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(makeActionButton(m_add, Qt::ToolButtonTextBesideIcon));
    layout->addWidget(makeActionButton(m_clear, Qt::ToolButtonTextBesideIcon));
    layout->addSpacing(grid);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_summary, 1);
    return bar;
}

void GatewayImportView::chooseFile()
{
    if (m_batch->isRunning())
        return;
    FileQuestion question;
    question.title = tr("Import gateways");
    question.nameFilters = {tr("JSON (*.json)"), tr("All files (*)")};
    m_dialogs->openFile(question, this, [this](const QString &path) {
        if (!path.isEmpty())
            addFile(path);
    });
}

// The same file again is read anew.
void GatewayImportView::addFile(const QString &path)
{
    if (m_batch->isRunning())
        return;
    File read{path, {}};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        read.content.problems.append(tr("It cannot be read: %1.").arg(file.errorString()));
    else if (file.size() > maxFile)
        read.content.problems.append(
            tr("It is too large to be a file of gateways: %1.").arg(format::bytes(file.size())));
    else
        read.content = readGatewayFile(file.readAll());
    m_files.removeIf([&path](const File &known) { return known.path == path; });
    m_files.append(read);
    showProblems();
    if (m_models->gateways()->state() == TableModel::State::Ready)
        plan();
    updateState();
}

void GatewayImportView::clear()
{
    if (m_batch->isRunning())
        return;
    m_files.clear();
    m_messages->clearAll();
    m_batch->setItems({});
}

// One line for each problem, so that they can be read beside the file in an editor.
void GatewayImportView::showProblems()
{
    m_messages->clearAll();
    for (const File &file : std::as_const(m_files)) {
        QStringList lines = file.content.problems;
        for (const GatewayFileEntry &entry : file.content.entries)
            lines += entry.problems;
        if (lines.isEmpty())
            continue;
        constexpr int most = 8;
        if (lines.size() > most)
            lines = lines.mid(0, most) + QStringList{tr("and %1 more").arg(lines.size() - most)};
        m_messages->showError(file.path,
                              tr("%1: %2").arg(QFileInfo(file.path).fileName(), lines.join(u'\n')));
    }
}

GatewayBatch::Item GatewayImportView::itemOf(const GatewayFileEntry &entry, const Gateway *existing)
{
    GatewayBatch::Item item{.id = {entry.id}};
    if (existing)
        item.base = *existing;
    const Result<GatewayImport> import = importedGateway(entry, existing);
    if (!import) {
        item.wanted = existing ? *existing : Gateway{};
        item.notes.append(import.error().message);
        item.chosen = false;
        return item;
    }
    item.wanted = import->wanted;
    for (const QString &place : import->missing)
        item.notes.append(tr("The secret %1 is not in the file and not on the service: it has to "
                             "be set afterwards.")
                              .arg(place.mid(1)));
    return item;
}

// Of a gateway that is in several files, the last one counts.
void GatewayImportView::plan()
{
    QMap<QString, GatewayBatch::Item> items;
    for (const File &file : std::as_const(m_files))
        for (const GatewayFileEntry &entry : file.content.entries)
            if (entry.problems.isEmpty())
                items.insert(entry.id, itemOf(entry, m_models->gateways()->find(entry.id)));
    QList<GatewayBatch::Item> sorted = items.values();
    std::stable_partition(sorted.begin(), sorted.end(), [](const GatewayBatch::Item &item) {
        return !item.changes().isEmpty(); // what is the same already comes last
    });
    if (!sorted.isEmpty() || !m_batch->items().isEmpty())
        m_batch->setItems(sorted);
    const QString where = m_models->connection()->name();
    m_panel->setTexts({tr("Import gateways to %1").arg(where), {}});
}

void GatewayImportView::updateState()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const GatewayModel &gateways = *m_models->gateways();
    int created = 0;
    int changed = 0;
    for (const GatewayBatch::Item &item : m_batch->items()) {
        const bool isNew = !item.base || item.created;
        created += isNew;
        changed += !isNew && !item.changes().isEmpty();
    }
    const auto total = int(m_batch->items().size());
    m_summary->setText(total == 0 ? tr("To “%1”").arg(m_models->connection()->name())
                                  : tr("To “%1”: %2 to create, %3 to change, %4 the same")
                                        .arg(m_models->connection()->name())
                                        .arg(created)
                                        .arg(changed)
                                        .arg(total - created - changed));
    m_summary->setToolTip(format::toolTip(m_summary->text()));
    m_add->setEnabled(!m_batch->isRunning());
    m_clear->setEnabled(!m_batch->isRunning() && (!m_files.isEmpty() || total > 0));
    m_stack->setConnected(ready);
    m_stack->setContent(gateways.state(), total > 0, gateways.error());
    setBusy(m_batch->isRunning() || m_models->connection()->state() == Connection::State::Starting
            || (ready && gateways.state() == TableModel::State::Loading));
}

void GatewayImportView::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && !m_batch->isRunning())
        event->acceptProposedAction();
}

void GatewayImportView::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            addFile(url.toLocalFile());
    event->acceptProposedAction();
}

} // namespace gatehouse
