// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/newevaluationdialog.h"

#include "models/domain/format.h"
#include "models/services/evaluationwaits.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/writeguard.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gatehouse {

enum ListColumn { NameColumn, MatchesColumn, FiltersColumn };

NewEvaluationDialog::NewEvaluationDialog(ConnectionModels *models, const GatewayId &gateway,
                                         EvaluationWaits *waits, const NewEvaluation &initial,
                                         QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_waits(waits)
    , m_initial(initial)
    , m_datasets(models->connection()->datasets(), models->connection()->logs(), gateway,
                 models->time())
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_name(new QLineEdit(initial.name))
    , m_filter(new QLineEdit)
    , m_list(new QTreeWidget)
    , m_typesLayout(new QVBoxLayout)
    , m_count(makePlainLabel())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New evaluation of %1").arg(gateway.value));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("What it is to find out"));
    m_typesLayout->setSpacing(grid / 2);
    m_typesLayout->setContentsMargins({});
    m_count->setWordWrap(true);

    auto *form = new QFormLayout;
    form->setSpacing(grid);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    QLabel *name = makePlainLabel(tr("&Name"));
    name->setBuddy(m_name);
    form->addRow(name, m_name);
    form->addRow(makePlainLabel(tr("Datasets")), makeDatasets());
    form->addRow(makePlainLabel(tr("Types")), m_typesLayout);
    form->addRow(makePlainLabel(tr("Logs")), m_count);
    auto *buttons = new QDialogButtonBox;
    m_start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    m_start->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    m_writes->add(m_start);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    content->setSpacing(2 * grid);
    content->addLayout(form, 1);
    content->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addLayout(content, 1);
    resize(90 * grid, 66 * grid);

    connect(buttons, &QDialogButtonBox::accepted, this, &NewEvaluationDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &NewEvaluationDialog::updateControls);
    connect(m_list, &QTreeWidget::itemChanged, this, [this] {
        if (!m_filling)
            showCounts();
    });
    connect(&m_datasets, &TableModel::stateChanged, this, &NewEvaluationDialog::showDatasets);
    connect(&m_datasets, &QAbstractItemModel::dataChanged, this, &NewEvaluationDialog::showCounts);
    connect(models->evaluationTypes(), &TableModel::stateChanged, this,
            &NewEvaluationDialog::showTypes);
    m_datasets.refresh();
    if (models->evaluationTypes()->state() != TableModel::State::Loading)
        models->evaluationTypes()->refresh();
    showTypes();
    updateControls();
}

QWidget *NewEvaluationDialog::makeDatasets()
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the datasets by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Search, Semantic::Muted), QLineEdit::LeadingPosition);
    connect(m_filter, &QLineEdit::textChanged, this, &NewEvaluationDialog::filterDatasets);
    m_list->setAccessibleName(tr("Datasets, one to five"));
    m_list->setHeaderLabels({tr("Dataset"), tr("Matches now"), tr("Filters")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(16 * grid);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Interactive);
    m_list->header()->resizeSection(NameColumn, 32 * grid);
    m_list->header()->resizeSection(MatchesColumn, 13 * grid);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    return box;
}

// What the person has chosen meanwhile stays.
void NewEvaluationDialog::showDatasets()
{
    if (m_datasets.state() == TableModel::State::Failed)
        m_messages->showError(QStringLiteral("datasets"), m_datasets.error(),
                              [this] { m_datasets.refresh(); });
    else
        m_messages->clear(QStringLiteral("datasets"));
    if (m_datasets.state() == TableModel::State::Ready) {
        m_filling = true;
        const QList<DatasetId> wanted = m_list->topLevelItemCount() ? chosen() : m_initial.datasets;
        m_list->clear();
        for (const Dataset &dataset : m_datasets.values()) {
            auto *item = new QTreeWidgetItem(m_list);
            item->setText(NameColumn,
                          dataset.enable ? dataset.name : tr("%1 (disabled)").arg(dataset.name));
            item->setText(FiltersColumn, filtersInWords(dataset.filters, *m_models->time()));
            item->setToolTip(FiltersColumn, format::toolTip(item->text(FiltersColumn)));
            item->setTextAlignment(MatchesColumn, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(NameColumn, Qt::UserRole, dataset.id.value);
            item->setSizeHint(NameColumn, {0, 3 * grid});
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(NameColumn,
                                wanted.contains(dataset.id) ? Qt::Checked : Qt::Unchecked);
        }
        m_filling = false;
        filterDatasets(m_filter->text());
        QStringList gone;
        for (const DatasetId &id : wanted)
            if (!m_datasets.find(id.value))
                gone.append(id.value);
        if (!gone.isEmpty())
            m_messages->showWarning(QStringLiteral("gone"),
                                    tr("Not there any more, and so not chosen: %1")
                                        .arg(gone.join(QStringLiteral(", "))));
    }
    showCounts();
}

void NewEvaluationDialog::filterDatasets(const QString &text)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const bool checked = item->checkState(NameColumn) == Qt::Checked;
        item->setHidden(!checked && !item->text(NameColumn).contains(text, Qt::CaseInsensitive));
    }
}

void NewEvaluationDialog::showTypes()
{
    const EvaluationTypeModel *types = m_models->evaluationTypes();
    if (types->state() == TableModel::State::Failed)
        m_messages->showError(QStringLiteral("types"), types->error(),
                              [this] { m_models->evaluationTypes()->refresh(); });
    else
        m_messages->clear(QStringLiteral("types"));
    for (const EvaluationType &type : types->values()) {
        if (m_types.contains(type.id.value))
            continue;
        auto *check = new QCheckBox(format::literal(type.name));
        check->setAccessibleName(type.name);
        check->setAccessibleDescription(type.description);
        check->setChecked(type.mandatory || m_initial.types.contains(type.id));
        check->setEnabled(type.enable && !type.mandatory);
        QString help = type.description;
        if (type.mandatory)
            help = tr("%1. Always included.").arg(help);
        else if (!type.enable)
            help = tr("%1. Not available at present.").arg(help);
        check->setToolTip(format::toolTip(help));
        auto *label = makePlainLabel(help, Lettering::Muted);
        label->setWordWrap(true);
        label->setContentsMargins(3 * grid, 0, 0, grid / 2);
        m_typesLayout->addWidget(check);
        m_typesLayout->addWidget(label);
        connect(check, &QCheckBox::toggled, this, &NewEvaluationDialog::updateControls);
        m_types.insert(type.id.value, check);
    }
    updateControls();
}

QList<DatasetId> NewEvaluationDialog::chosen() const
{
    QList<DatasetId> ids;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        if (const QTreeWidgetItem *item = m_list->topLevelItem(row);
            item->checkState(NameColumn) == Qt::Checked)
            ids.append({item->data(NameColumn, Qt::UserRole).toString()});
    return ids;
}

NewEvaluation NewEvaluationDialog::value() const
{
    NewEvaluation value{m_name->text().trimmed(), chosen(), {}};
    for (const EvaluationType &type : m_models->evaluationTypes()->values())
        if (const QCheckBox *check = m_types.value(type.id.value); check && check->isChecked())
            value.types.append(type.id);
    return value;
}

bool NewEvaluationDialog::isBusy() const
{
    return m_call.isRunning() || m_datasets.isCounting()
        || m_datasets.state() == TableModel::State::Loading
        || m_models->evaluationTypes()->state() == TableModel::State::Loading;
}

void NewEvaluationDialog::showCounts()
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
    updateControls();
}

// The service evaluates a log that is in two datasets once, and cannot be asked how many those are.
QString NewEvaluationDialog::countText() const
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
    return ids.size() == 1
        ? tr("%1 logs match now.").arg(format::count(sum))
        : tr("At most %1 logs match now; one that is in several datasets counts once.")
              .arg(format::count(sum));
}

QString NewEvaluationDialog::missing() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("It needs a name");
    const qsizetype datasets = chosen().size();
    if (datasets == 0)
        return tr("It needs a dataset");
    return datasets > NewEvaluation::maxDatasets ? tr("It takes five datasets at most") : QString();
}

void NewEvaluationDialog::updateControls()
{
    const qsizetype datasets = chosen().size();
    m_count->setText(
        datasets > NewEvaluation::maxDatasets
            ? tr("%1 datasets are chosen; an evaluation takes five at most.").arg(datasets)
            : countText());
    m_start->setText(m_call.isRunning() ? tr("Starting…") : tr("Start"));
    m_start->setAccessibleDescription(missing());
    m_writes->setEnabled(m_start, missing().isEmpty() && !m_call.isRunning());
}

void NewEvaluationDialog::start()
{
    if (!missing().isEmpty() || m_call.isRunning() || !m_writes->mayWrite())
        return;
    const QString key = QStringLiteral("start");
    m_messages->clear(key);
    m_call = m_models->connection()->evaluations()->create(m_gateway, value());
    m_call.then(this, [this, key](const Result<Evaluation> &evaluation) {
        updateControls();
        if (!evaluation) {
            m_messages->showError(key, evaluation.error(), {},
                                  m_writes->retry(evaluation.error(), [this] { start(); }));
            if (evaluation.error().path.contains(QStringLiteral("name")))
                m_name->setFocus();
            return;
        }
        if (m_waits && !evaluation->processed)
            m_waits->start(m_models->connection(), m_gateway, *evaluation);
        Q_EMIT started(*evaluation);
        accept();
    });
    updateControls();
}

} // namespace gatehouse
