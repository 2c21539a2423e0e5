// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetpicker.h"

#include "models/domain/format.h"
#include "views/common/icons.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gatehouse {

enum ListColumn { NameColumn, MatchesColumn, FiltersColumn };

DatasetPicker::DatasetPicker(ConnectionModels *models, const GatewayId &gateway,
                             const QList<DatasetId> &initial, QWidget *parent)
    : QWidget(parent)
    , m_time(models->time())
    , m_wanted(initial)
    , m_datasets(models->connection()->datasets(), models->connection()->logs(), gateway,
                 models->time())
    , m_filter(new QLineEdit)
    , m_list(new QTreeWidget)
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the datasets by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Search, Semantic::Muted), QLineEdit::LeadingPosition);
    connect(m_filter, &QLineEdit::textChanged, this, &DatasetPicker::filter);
    m_list->setAccessibleName(tr("Datasets, one to five"));
    m_list->setHeaderLabels({tr("Dataset"), tr("Matches now"), tr("Filters")});
    m_list->headerItem()->setTextAlignment(MatchesColumn, Qt::AlignRight | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(16 * grid);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Interactive);
    m_list->header()->resizeSection(NameColumn, 36 * grid);
    m_list->header()->resizeSection(MatchesColumn, 13 * grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_list, &QTreeWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        m_wanted = chosen();
        showCounts();
        Q_EMIT edited();
    });
    connect(&m_datasets, &TableModel::stateChanged, this, &DatasetPicker::showDatasets);
    connect(&m_datasets, &QAbstractItemModel::dataChanged, this, &DatasetPicker::showCounts);
    m_datasets.refresh();
}

void DatasetPicker::showDatasets()
{
    if (m_datasets.state() == TableModel::State::Ready) {
        m_filling = true;
        m_list->clear();
        for (const Dataset &dataset : m_datasets.values()) {
            auto *item = new QTreeWidgetItem(m_list);
            item->setText(NameColumn,
                          dataset.enable ? dataset.name : tr("%1 (disabled)").arg(dataset.name));
            item->setText(FiltersColumn, filtersInWords(dataset.filters, *m_time));
            item->setToolTip(FiltersColumn, format::toolTip(item->text(FiltersColumn)));
            item->setTextAlignment(MatchesColumn, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(NameColumn, Qt::UserRole, dataset.id.value);
            item->setSizeHint(NameColumn, {0, 3 * grid});
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(NameColumn,
                                m_wanted.contains(dataset.id) ? Qt::Checked : Qt::Unchecked);
        }
        m_filling = false;
        filter(m_filter->text());
        m_gone.clear();
        for (const DatasetId &id : std::as_const(m_wanted))
            if (!m_datasets.find(id.value))
                m_gone.append(id.value);
    }
    showCounts();
}

void DatasetPicker::setWanted(const QList<DatasetId> &ids)
{
    m_wanted = ids;
    showDatasets();
}

void DatasetPicker::filter(const QString &text)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const bool checked = item->checkState(NameColumn) == Qt::Checked;
        item->setHidden(!checked && !item->text(NameColumn).contains(text, Qt::CaseInsensitive));
    }
}

QList<DatasetId> DatasetPicker::chosen() const
{
    QList<DatasetId> ids;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        if (const QTreeWidgetItem *item = m_list->topLevelItem(row);
            item->checkState(NameColumn) == Qt::Checked)
            ids.append({item->data(NameColumn, Qt::UserRole).toString()});
    return ids;
}

bool DatasetPicker::isBusy() const
{
    return m_datasets.isCounting() || m_datasets.state() == TableModel::State::Loading;
}

void DatasetPicker::showCounts()
{
    QStringList ids;
    for (const DatasetId &id : chosen())
        ids.append(id.value);
    m_datasets.countMatches(ids);
    m_filling = true;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const QString id = item->data(NameColumn, Qt::UserRole).toString();
        const QModelIndex index =
            m_datasets.index(m_datasets.rowOf(id), DatasetModel::MatchesColumn);
        const bool counted = ids.contains(id) || m_datasets.matches(id);
        item->setText(MatchesColumn, counted ? index.data().toString() : QString());
    }
    m_filling = false;
    Q_EMIT changed();
}

// The service evaluates a log that is in two datasets once, and cannot be asked how many those are.
QString DatasetPicker::countText() const
{
    const QList<DatasetId> ids = chosen();
    if (ids.isEmpty())
        return tr("Choose one to five datasets.");
    qint64 sum = 0;
    for (const DatasetId &id : ids) {
        const auto matches = m_datasets.matches(id.value);
        if (!matches)
            return m_datasets.isCounting() ? tr("Counting…")
                                           : tr("How many logs match is not known.");
        sum += *matches;
    }
    if (sum == 0)
        return tr("No log matches now: there would be nothing to measure.");
    if (sum == 1)
        return tr("1 log matches now.");
    return ids.size() == 1
        ? tr("%1 logs match now.").arg(format::count(sum))
        : tr("At most %1 logs match now; one that is in several datasets counts once.")
              .arg(format::count(sum));
}

} // namespace gatehouse
