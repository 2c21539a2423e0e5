// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/savedfiltersdialog.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int filterRole = Qt::UserRole;
static const QString fileKey = QStringLiteral("file");

SavedFiltersDialog::SavedFiltersDialog(const SavedFilters &filters, Dialogs *dialogs,
                                       QWidget *parent)
    : QDialog(parent)
    , m_filters(filters)
    , m_dialogs(dialogs)
    , m_messages(new MessageBar)
    , m_list(new QListWidget)
    , m_text(new QLabel)
{
    setWindowTitle(tr("Saved filters"));
    setAccessibleName(windowTitle());
    resize(64 * grid, 48 * grid);
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);

    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);

    m_rename = makeAction(this, icon(Icon::Edit), tr("Rename"));
    m_up = makeAction(this, icon(Icon::Up), tr("Move up"), {}, {Qt::ALT | Qt::Key_Up});
    m_down = makeAction(this, icon(Icon::Down), tr("Move down"), {}, {Qt::ALT | Qt::Key_Down});
    m_remove = makeAction(this, icon(Icon::Delete), tr("Remove"), {}, {QKeySequence::Delete});
    m_export = makeAction(this, icon(Icon::Export), tr("Export…"));
    m_import = makeAction(this, icon(Icon::Import), tr("Import…"));
    connect(m_rename, &QAction::triggered, this,
            [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_up, &QAction::triggered, this, [this] { move(-1); });
    connect(m_down, &QAction::triggered, this, [this] { move(1); });
    connect(m_remove, &QAction::triggered, this, &SavedFiltersDialog::remove);
    connect(m_export, &QAction::triggered, this, &SavedFiltersDialog::exportAll);
    connect(m_import, &QAction::triggered, this, &SavedFiltersDialog::import);
    m_export->setVisible(dialogs);
    m_import->setVisible(dialogs);

    auto *row = new QHBoxLayout;
    row->setSpacing(grid / 2);
    for (QAction *action : {m_rename, m_up, m_down, m_remove})
        row->addWidget(makeActionButton(action));
    row->addStretch();
    for (QAction *action : {m_import, m_export})
        row->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    layout->setSpacing(grid);
    layout->addWidget(m_messages);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_text);
    layout->addWidget(buttons);

    connect(m_list, &QListWidget::currentRowChanged, this, &SavedFiltersDialog::updateActions);
    connect(m_list, &QListWidget::itemChanged, this, &SavedFiltersDialog::keep);
    showFilters(filters.values(), 0);
}

void SavedFiltersDialog::showFilters(const QList<SavedFilter> &filters, int row)
{
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const SavedFilter &filter : filters) {
            auto *item = new QListWidgetItem(filter.name, m_list);
            item->setFlags(item->flags() | Qt::ItemIsEditable);
            item->setData(filterRole, filter.filter);
            item->setToolTip(format::toolTip(filter.filter));
            item->setData(Qt::AccessibleDescriptionRole, filter.filter);
        }
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    }
    updateActions();
}

// A name that has been emptied, or is another's, is not taken.
void SavedFiltersDialog::keep()
{
    QList<SavedFilter> filters;
    QSet<QString> names;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        filters.append({item->text().trimmed(), item->data(filterRole).toString(), {}});
        names.insert(filters.last().name);
    }
    if (names.contains(QString()) || names.size() != filters.size()) {
        m_messages->showWarning(fileKey, tr("Each filter needs a name of its own."));
        return showFilters(m_filters.values(), m_list->currentRow());
    }
    m_messages->clear(fileKey);
    m_filters.setValues(filters);
}

void SavedFiltersDialog::move(int by)
{
    const int row = m_list->currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_list->count())
        return;
    QList<SavedFilter> filters = m_filters.values();
    filters.swapItemsAt(row, to);
    m_filters.setValues(filters);
    showFilters(filters, to);
}

void SavedFiltersDialog::remove()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    QList<SavedFilter> filters = m_filters.values();
    filters.removeAt(row);
    m_filters.setValues(filters);
    showFilters(filters, row);
}

void SavedFiltersDialog::exportAll()
{
    const FileQuestion question{tr("Export the saved filters"),
                                QStringLiteral("log-filters.json"),
                                {tr("JSON (*.json)")},
                                QStringLiteral("json")};
    m_dialogs->saveFile(question, this, [this](const QString &path) {
        if (path.isEmpty())
            return;
        QSaveFile file(path);
        const QByteArray text = SavedFilters::exported(m_filters.values());
        if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
            m_messages->showSuccess(fileKey, tr("Exported to %1.").arg(path));
        else
            m_messages->showError(fileKey, tr("%1: %2").arg(path, file.errorString()));
    });
}

void SavedFiltersDialog::import()
{
    const FileQuestion question{tr("Import filters"), {}, {tr("JSON (*.json)")}, {}};
    m_dialogs->openFile(question, this, [this](const QString &path) {
        if (path.isEmpty())
            return;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return m_messages->showError(fileKey, tr("%1: %2").arg(path, file.errorString()));
        const auto filters = SavedFilters::readImport(file.readAll());
        if (!filters)
            return m_messages->showError(fileKey, filters.error());
        const int count = m_filters.add(*filters);
        m_messages->showSuccess(fileKey, tr("%n filter(s) imported.", nullptr, count));
        showFilters(m_filters.values(), m_list->count());
    });
}

void SavedFiltersDialog::updateActions()
{
    const QListWidgetItem *current = m_list->currentItem();
    m_text->setText(current ? current->data(filterRole).toString()
                            : tr("Nothing is saved yet. The star beside a filter keeps it here."));
    const int row = m_list->currentRow();
    m_rename->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
    m_export->setEnabled(m_list->count() > 0);
}

} // namespace gatehouse
