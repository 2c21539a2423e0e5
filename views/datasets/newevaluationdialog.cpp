// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/newevaluationdialog.h"

#include "models/domain/format.h"
#include "models/services/evaluationwaits.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/taborder.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetpicker.h"
#include "views/gateways/gatewaydraft.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

static const QString startKey = QStringLiteral("start");

NewEvaluationDialog::NewEvaluationDialog(ConnectionModels *models, const GatewayId &gateway,
                                         const Parts &parts, const NewEvaluation &initial,
                                         const QHash<QString, QString> &names, QWidget *parent)
    : QDialog(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_parts(parts)
    , m_initial(initial)
    , m_wantedTypes(initial.types)
    , m_names(names)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_draft(new GatewayDraft(parts.drafts,
                               models->connection()->identity() + QStringLiteral("/gateway/")
                                   + gateway.value + QStringLiteral("/new-evaluation"),
                               this))
    , m_form(new QWidget)
    , m_name(new QLineEdit(initial.name))
    , m_datasets(new DatasetPicker(models, gateway, initial.datasets))
    , m_typesLayout(new QVBoxLayout)
    , m_count(makePlainLabel())
    , m_missing(makePlainLabel({}, Lettering::Muted))
{
    setWindowTitle(tr("New evaluation of %1").arg(gateway.value));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("What it is to find out"));
    m_name->selectAll();
    m_typesLayout->setSpacing(grid / 2);
    m_typesLayout->setContentsMargins({});
    m_count->setWordWrap(true);

    auto *form = new QFormLayout(m_form);
    form->setContentsMargins({});
    form->setSpacing(grid);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    QLabel *name = makePlainLabel(tr("&Name"));
    name->setBuddy(m_name);
    form->addRow(name, m_name);
    form->addRow(makePlainLabel(tr("Datasets")), m_datasets);
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
    buttons->addButton(QDialogButtonBox::Cancel);
    m_writes->add(m_start);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    content->setSpacing(2 * grid);
    content->addWidget(m_form, 1);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_missing, 1);
    bottom->addWidget(buttons);
    content->addLayout(bottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addLayout(content, 1);
    m_start->setDefault(true); // only within the dialog is it more than Cancel, after a focus there
    resize(90 * grid, 66 * grid);

    connect(buttons, &QDialogButtonBox::accepted, this, &NewEvaluationDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &NewEvaluationDialog::updateControls);
    connect(m_name, &QLineEdit::textEdited, this, &NewEvaluationDialog::onEdited);
    connect(m_datasets, &DatasetPicker::edited, this, &NewEvaluationDialog::onEdited);
    connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("keep"),
                                tr("What is chosen could not be kept: %1").arg(why));
    });
    connect(m_datasets, &DatasetPicker::changed, this, &NewEvaluationDialog::updateControls);
    connect(m_datasets->model(), &TableModel::stateChanged, this,
            &NewEvaluationDialog::onDatasetsRead);
    connect(models->evaluationTypes(), &TableModel::stateChanged, this,
            &NewEvaluationDialog::showTypes);
    if (models->evaluationTypes()->state() != TableModel::State::Loading)
        models->evaluationTypes()->refresh();
    showTypes();
    offerDraft();
    updateControls();
}

void NewEvaluationDialog::onDatasetsRead()
{
    const QString key = QStringLiteral("datasets");
    DatasetModel *datasets = m_datasets->model();
    if (datasets->state() == TableModel::State::Failed)
        m_messages->showError(key, datasets->error(), [datasets] { datasets->refresh(); });
    else
        m_messages->clear(key);
    warnOfGone(QStringLiteral("gone"), m_datasets->gone());
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
        if (!check)
            check = makeType(type);
        const bool usable = type.enable || type.mandatory;
        check->setChecked(type.mandatory || (usable && m_wantedTypes.contains(type.id)));
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
        for (const EvaluationTypeId &id : std::as_const(m_wantedTypes))
            if (const EvaluationType *type = types->find(id.value); !type)
                gone.append(id.value);
            else if (!type->enable && !type->mandatory)
                gone.append(type->name);
        warnOfGone(QStringLiteral("gone types"), gone);
    }
    updateControls();
}

void NewEvaluationDialog::present()
{
    m_isCancelled = false;
    setAttribute(Qt::WA_DeleteOnClose);
    show();
    raise();
    activateWindow();
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
    connect(check, &QCheckBox::clicked, this, [this, id = type.id](bool on) {
        m_wantedTypes.removeAll(id);
        if (on)
            m_wantedTypes.append(id);
        onEdited();
    });
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

NewEvaluation NewEvaluationDialog::value() const
{
    NewEvaluation value{m_name->text().trimmed(), m_datasets->chosen(), {}};
    for (const EvaluationType &type : m_models->evaluationTypes()->values())
        if (const QCheckBox *check = m_types.value(type.id.value); check && check->isChecked())
            value.types.append(type.id);
    return value;
}

bool NewEvaluationDialog::isBusy() const
{
    return m_call.isRunning() || m_datasets->isBusy()
        || m_models->evaluationTypes()->state() == TableModel::State::Loading;
}

QString NewEvaluationDialog::missing() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("It needs a name");
    const qsizetype datasets = m_datasets->chosen().size();
    if (datasets == 0)
        return tr("It needs a dataset");
    return datasets > NewEvaluation::maxDatasets ? tr("It takes five datasets at most") : QString();
}

void NewEvaluationDialog::updateControls()
{
    const qsizetype datasets = m_datasets->chosen().size();
    m_count->setText(
        datasets > NewEvaluation::maxDatasets
            ? tr("%1 datasets are chosen; an evaluation takes five at most.").arg(datasets)
            : m_datasets->countText());
    m_start->setText(isStarting() ? tr("Starting…") : tr("Start"));
    m_start->setAccessibleDescription(missing());
    m_missing->setText(missing());
    m_writes->setEnabled(m_start, missing().isEmpty() && !isStarting());
    // What would be chosen now is not in what has been sent, and would be gone with the dialog.
    m_form->setEnabled(!isStarting());
    m_messages->setEnabled(!isStarting());
}

void NewEvaluationDialog::start()
{
    if (!missing().isEmpty() || isStarting() || !m_writes->mayWrite())
        return;
    m_messages->clear(startKey);
    setFocus(); // on nothing: what has it is about to be disabled, and Enter would cancel next
    m_call = m_models->connection()->evaluations()->create(m_gateway, value());
    m_call.then(this, [this](const Result<Evaluation> &evaluation) { onStarted(evaluation); });
    updateControls();
}

void NewEvaluationDialog::onStarted(const Result<Evaluation> &evaluation)
{
    updateControls();
    if (evaluation) {
        dropDraft();
        if (m_parts.waits && !evaluation->processed)
            m_parts.waits->start(m_models->connection(), m_gateway, *evaluation);
    }
    if (m_isCancelled) {
        if (evaluation)
            m_parts.messages->showInfo(
                startKey,
                tr("“%1” was started all the same: it had been sent before it was cancelled.")
                    .arg(evaluation->name));
        else if (evaluation.error().mayHaveHappened)
            m_parts.messages->showError(startKey, evaluation.error());
        Q_EMIT endedUnseen();
        return deleteLater();
    }
    if (!evaluation) {
        m_messages->showError(startKey, evaluation.error(), {},
                              m_writes->retry(evaluation.error(), [this] { start(); }));
        return m_name->setFocus();
    }
    Q_EMIT started(*evaluation);
    accept();
}

// What has been sent cannot be called back: what becomes of it is told where the dialog came from.
void NewEvaluationDialog::reject()
{
    if (!isStarting())
        return QDialog::reject();
    m_isCancelled = true;
    setAttribute(Qt::WA_DeleteOnClose, false);
    hide();
}

} // namespace gatehouse
