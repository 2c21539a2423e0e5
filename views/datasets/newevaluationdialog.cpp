// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/newevaluationdialog.h"

#include "models/domain/format.h"
#include "models/services/evaluationwaits.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/taborder.h"
#include "views/common/writeguard.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gatehouse {

enum ListColumn { NameColumn, MatchesColumn, FiltersColumn };

NewEvaluationDialog::NewEvaluationDialog(ConnectionModels *models, const GatewayId &gateway,
                                         EvaluationWaits *waits, const NewEvaluation &initial,
                                         const QHash<QString, QString> &names, QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_waits(waits)
    , m_initial(initial)
    , m_names(names)
    , m_datasets(models->connection()->datasets(), models->connection()->logs(), gateway,
                 models->time())
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_name(new QLineEdit(initial.name))
    , m_filter(new QLineEdit)
    , m_list(new QTreeWidget)
    , m_typesLayout(new QVBoxLayout)
    , m_count(makePlainLabel())
    , m_missing(makePlainLabel({}, Lettering::Muted))
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
    auto *types = new QWidget;
    auto *top = new QVBoxLayout(types);
    top->setContentsMargins({});
    top->addLayout(m_typesLayout);
    top->addStretch();
    QScrollArea *scroll = makeScrollArea(types);
    scroll->setMinimumHeight(20 * grid);
    form->addRow(makePlainLabel(tr("Types")), scroll);
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
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_missing, 1);
    bottom->addWidget(buttons);
    content->addLayout(bottom);
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
    m_list->headerItem()->setTextAlignment(MatchesColumn, Qt::AlignRight | Qt::AlignVCenter);
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
        warnOfGone(QStringLiteral("gone"), gone);
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
        QCheckBox *check = m_types.value(type.id.value);
        if (!check) {
            check = makeType(type);
            check->setChecked(m_initial.types.contains(type.id));
        }
        const bool usable = type.enable || type.mandatory;
        check->setChecked(type.mandatory || (usable && check->isChecked()));
        check->setEnabled(usable && !type.mandatory);
        QString help = type.description;
        if (type.mandatory)
            help = tr("%1. Always included.").arg(help);
        else if (!type.enable)
            help = tr("%1. Not available at present.").arg(help);
        check->setText(format::literal(type.name));
        check->setAccessibleName(type.name);
        check->setAccessibleDescription(help);
        check->setToolTip(format::toolTip(help));
        m_typeHelp.value(type.id.value)->setText(help);
    }
    if (types->state() == TableModel::State::Ready) {
        QStringList gone;
        for (const EvaluationTypeId &id : std::as_const(m_initial.types))
            if (const EvaluationType *type = types->find(id.value); !type)
                gone.append(id.value);
            else if (!type->enable && !type->mandatory)
                gone.append(type->name);
        warnOfGone(QStringLiteral("gone types"), gone);
    }
    updateControls();
}

QCheckBox *NewEvaluationDialog::makeType(const EvaluationType &type)
{
    auto *check = new QCheckBox;
    QLabel *help = makePlainLabel({}, Lettering::Muted);
    help->setWordWrap(true);
    help->setContentsMargins(3 * grid, 0, 0, grid / 2);
    m_typesLayout->addWidget(check);
    putInTabOrder(check, m_start);
    m_typesLayout->addWidget(help);
    connect(check, &QCheckBox::toggled, this, &NewEvaluationDialog::updateControls);
    m_types.insert(type.id.value, check);
    m_typeHelp.insert(type.id.value, help);
    return check;
}

void NewEvaluationDialog::warnOfGone(const QString &key, const QStringList &ids)
{
    QStringList names;
    for (const QString &id : ids)
        names.append(m_names.value(id, id));
    if (names.isEmpty())
        m_messages->clear(key);
    else
        m_messages->showWarning(key,
                                tr("Not available any more, and so not chosen: %1")
                                    .arg(names.join(QStringLiteral(", "))));
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
    if (sum == 1)
        return tr("1 log matches now.");
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
    m_missing->setText(missing());
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
