// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/customdomainspage.h"

#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/gateways/copybutton.h"
#include "views/gateways/customdomainform.h"

#include <QAction>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

static const QString listKey = QStringLiteral("list");
static const QString addKey = QStringLiteral("add");

CustomDomainsPage::CustomDomainsPage(ConnectionModels *models, const GatewayId &gateway,
                                     Dialogs *dialogs, QWidget *parent)
    : GatewayPage(models, gateway, parent)
    , m_dialogs(dialogs)
    , m_model(models->connection()->customDomains(), gateway, models->time())
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("Custom domains")))
    , m_stack(new StateStack(m_table))
    , m_form(new CustomDomainForm)
{
    makeActions();
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{CustomDomainModel::HostnameColumn, 32},
                                {CustomDomainModel::StatusColumn, 18},
                                {CustomDomainModel::CreatedColumn, 20},
                                {CustomDomainModel::ModifiedColumn, 20},
                                {CustomDomainModel::CertificateColumn, 38, false}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Link, tr("No custom domains"),
                          tr("A hostname of your own can stand in place of the gateway's URL."),
                          m_add);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The domains are read as soon as the connection is there."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeDetails());
    layout->addWidget(m_form);
    m_form->hide();
    setFocusProxy(m_table);

    m_poll.setSingleShot(true);
    m_poll.setInterval(std::chrono::seconds(3));
    connect(&m_poll, &QTimer::timeout, this, [this] { m_model.refresh(Urgency::Background); });
    connect(m_stack, &StateStack::retryRequested, this, &CustomDomainsPage::refresh);
    connect(&m_model, &TableModel::stateChanged, this, &CustomDomainsPage::onModelChanged);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &CustomDomainsPage::onModelChanged);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &CustomDomainsPage::onModelChanged);
    connect(models->time(), &TimeDisplay::changed, this, &CustomDomainsPage::showDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showDetails();
        updateControls();
    });
    connect(m_table, &QTableView::activated, this, &CustomDomainsPage::inspect);
    connect(m_form, &CustomDomainForm::changed, this, &CustomDomainsPage::updateControls);
    connect(m_form, &CustomDomainForm::submitted, this, &CustomDomainsPage::add);
    connect(m_form, &CustomDomainForm::closed, this, &CustomDomainsPage::closeForm);
    connect(m_writes, &WriteGuard::changed, this, &CustomDomainsPage::updateControls);
    showDetails();
    updateControls();
}

void CustomDomainsPage::makeActions()
{
    m_add = makeAction(this, icon(Icon::Add), tr("Add…"), tr("Add a custom domain"),
                       {QKeySequence::New});
    m_remove =
        makeAction(this, icon(Icon::Delete), tr("Remove…"), tr("Remove the selected domain"), {});
    m_inspect = makeAction(this, icon(Icon::Refresh), tr("Check now"),
                           tr("Ask the service how the selected domain fares"), {});
    m_writes->add(m_add);
    m_writes->add(m_remove);
    m_writes->add(m_form->addButton());
    connect(m_add, &QAction::triggered, this, &CustomDomainsPage::openForm);
    connect(m_remove, &QAction::triggered, this, &CustomDomainsPage::askRemoval);
    connect(m_inspect, &QAction::triggered, this, &CustomDomainsPage::inspect);
}

QWidget *CustomDomainsPage::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    for (QAction *action : {m_add, m_inspect, m_remove})
        layout->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
    layout->addStretch();
    return bar;
}

QWidget *CustomDomainsPage::makeDetails()
{
    m_details = new QWidget;
    m_details->setAccessibleName(tr("The selected domain"));
    m_copyTarget = new CopyButton(tr("Copy the CNAME target"), [this] {
        return selected() ? m_model.cnameTarget(selected()->id) : QString();
    });
    m_fields = new QFormLayout;
    m_fields->setHorizontalSpacing(2 * grid);
    m_fields->setVerticalSpacing(grid / 2);
    auto *layout = new QHBoxLayout(m_details);
    layout->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    layout->addLayout(m_fields, 1);
    layout->addWidget(m_copyTarget, 0, Qt::AlignBottom);
    return m_details;
}

const CustomDomain *CustomDomainsPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(rows.constFirst().row());
}

void CustomDomainsPage::select(const Hostname &hostname)
{
    const int row = m_model.rowOf(hostname.value);
    if (row >= 0)
        m_table->setCurrentIndex(m_model.index(row, CustomDomainModel::HostnameColumn));
}

void CustomDomainsPage::start()
{
    m_model.refresh();
}

// An answer that is still on its way is taken; nothing more is asked.
void CustomDomainsPage::stop()
{
    m_poll.stop();
}

void CustomDomainsPage::refresh()
{
    if (isLive())
        m_model.refresh();
}

bool CustomDomainsPage::isBusy() const
{
    return m_pending > 0 || m_inspection.isRunning()
        || (isLive() && m_model.state() == TableModel::State::Loading);
}

bool CustomDomainsPage::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed;
}

void CustomDomainsPage::onModelChanged()
{
    m_stack->setConnected(connection()->state() == Connection::State::Ready);
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(listKey, m_model.error(), [this] { refresh(); });
    else if (m_model.state() == TableModel::State::Ready)
        m_messages->clear(listKey);
    // After a failure, the person says when to go on.
    if (m_model.state() != TableModel::State::Ready || !m_model.isSettling() || !isLive())
        m_poll.stop();
    else if (!m_poll.isActive())
        m_poll.start();
    QStringList taken;
    for (const CustomDomain &domain : m_model.values())
        taken.append(domain.id.value.toLower());
    m_form->setTaken(taken);
    if (!selected() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, CustomDomainModel::HostnameColumn));
    showDetails();
    updateControls();
    Q_EMIT changed();
}

void CustomDomainsPage::openForm()
{
    m_form->show();
    m_form->setFocus();
    updateControls();
}

void CustomDomainsPage::closeForm()
{
    m_form->hide();
    m_form->clear();
    m_messages->clear(addKey);
    m_table->setFocus();
    updateControls();
}

void CustomDomainsPage::add()
{
    if (!m_form->isValid() || !m_writes->mayWrite() || !isLive())
        return;
    ++m_pending;
    m_messages->clear(addKey);
    m_form->setAdding(true);
    connection()
        ->customDomains()
        ->create(gateway(), m_form->value())
        .then(this, [this](const Result<CustomDomain> &result) {
            --m_pending;
            m_form->setAdding(false);
            if (result) {
                onAdded(*result);
            } else {
                m_messages->showError(addKey, result.error(), {},
                                      m_writes->retry(result.error(), [this] { add(); }));
                m_form->setServiceError(result.error());
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void CustomDomainsPage::onAdded(const CustomDomain &domain)
{
    closeForm();
    select(domain.id);
    if (!domain.cnameTarget)
        return m_messages->showWarning(
            addKey,
            tr("“%1” was added, but the answer with its CNAME target was lost.")
                .arg(domain.id.value));
    auto *copy = new QAction(tr("Copy the target"));
    connect(copy, &QAction::triggered, this,
            [target = *domain.cnameTarget] { QGuiApplication::clipboard()->setText(target); });
    m_messages->showSuccess(addKey,
                            tr("“%1” was added. Now make a proxied CNAME record in DNS that points "
                               "it at %2: the service does not tell this target again.")
                                .arg(domain.id.value, *domain.cnameTarget),
                            {copy});
}

void CustomDomainsPage::inspect()
{
    const CustomDomain *domain = selected();
    if (!domain || !isLive() || m_inspection.isRunning())
        return;
    const QString key = QStringLiteral("inspect");
    m_inspection = connection()->customDomains()->get(gateway(), domain->id);
    m_inspection.then(this, [this, key](const Result<CustomDomain> &result) {
        if (result) {
            m_messages->clear(key);
            m_model.update(*result);
        } else {
            m_messages->showError(key, result.error(), [this] { inspect(); });
            if (result.error().kind == ApiError::Kind::NotFound)
                refresh();
        }
        updateControls();
        Q_EMIT changed();
    });
    updateControls();
    Q_EMIT changed();
}

void CustomDomainsPage::askRemoval()
{
    const CustomDomain *domain = selected();
    if (!domain)
        return;
    Confirmation question;
    question.title = tr("Remove the custom domain “%1”?").arg(domain->id.value);
    question.losses = {
        tr("Callers that use this hostname get errors from now on."),
        tr("Its certificate goes with it. Its DNS record stays and has to be removed "
           "where DNS is managed."),
        tr("This cannot be undone; it can be added again.")};
    question.from = tr("gateway %1 of account %2")
                        .arg(gateway().value, connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.typedName = domain->id.value;
    question.actionLabel = tr("Remove domain");
    m_dialogs->confirm(question, this,
                       [self = QPointer(this), hostname = domain->id](bool confirmed) {
                           if (self && confirmed)
                               self->remove(hostname);
                       });
}

void CustomDomainsPage::remove(const Hostname &hostname)
{
    const QString key = QStringLiteral("remove ") + hostname.value;
    ++m_pending;
    connection()
        ->customDomains()
        ->remove(gateway(), hostname)
        .then(this, [this, key, hostname](const Result<CustomDomain> &result) {
            --m_pending;
            if (result) {
                m_messages->clear(key);
            } else {
                m_messages->showError(
                    key, result.error(), {},
                    m_writes->retry(result.error(), [this, hostname] { remove(hostname); }));
                if (result.error().kind == ApiError::Kind::NotFound)
                    refresh();
            }
            updateControls();
            Q_EMIT changed();
        });
    updateControls();
    Q_EMIT changed();
}

void CustomDomainsPage::showDetails()
{
    const CustomDomain *domain = selected();
    m_details->setVisible(domain != nullptr);
    QList<std::pair<QString, QString>> fields;
    if (domain) {
        const QString target = m_model.cnameTarget(domain->id);
        fields = {{tr("Hostname"), domain->id.value},
                  {tr("Status"),
                   statusText(domain->status) + QStringLiteral(": ") + statusHelp(domain->status)},
                  {tr("Gateway"), domain->gateway.value},
                  {tr("Added"), models()->time()->preciseText(domain->createdAt)},
                  {tr("Modified"), models()->time()->preciseText(domain->modifiedAt)},
                  {tr("Certificate"),
                   domain->sslHostnameId                ? *domain->sslHostnameId
                       : domain->sslHostnameId.isNull() ? tr("none yet")
                                                        : tr("not reported")},
                  {tr("CNAME target"),
                   target.isEmpty() ? tr("told only when a domain is added") : target}};
        for (auto it = domain->unknown.begin(); it != domain->unknown.end(); ++it)
            fields.append({it.key(),
                           it->isString()
                               ? it->toString()
                               : QString::fromUtf8(
                                   QJsonDocument(QJsonArray{*it}).toJson(QJsonDocument::Compact))});
        m_copyTarget->setVisible(!target.isEmpty());
    }
    while (m_fields->rowCount() > fields.size())
        m_fields->removeRow(m_fields->rowCount() - 1);
    for (int row = 0; row < fields.size(); ++row) {
        if (row == m_fields->rowCount()) {
            auto *name = new QLabel;
            auto *value = new QLabel;
            name->setTextFormat(Qt::PlainText);
            name->setForegroundRole(QPalette::PlaceholderText);
            value->setTextFormat(Qt::PlainText);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_fields->addRow(name, value);
        }
        const auto set = [this, row](QFormLayout::ItemRole role, const QString &text) {
            static_cast<QLabel *>(m_fields->itemAt(row, role)->widget())->setText(text);
        };
        set(QFormLayout::LabelRole, fields.at(row).first);
        set(QFormLayout::FieldRole, fields.at(row).second);
    }
}

QString CustomDomainsPage::details() const
{
    QStringList lines;
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        const auto text = [this, row](QFormLayout::ItemRole role) {
            return static_cast<QLabel *>(m_fields->itemAt(row, role)->widget())->text();
        };
        lines.append(text(QFormLayout::LabelRole) + QStringLiteral(": ")
                     + text(QFormLayout::FieldRole));
    }
    return lines.join(u'\n');
}

void CustomDomainsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_remove->isEnabled())
        return m_remove->trigger();
    GatewayPage::keyPressEvent(event);
}

void CustomDomainsPage::updateControls()
{
    const bool ready = connection()->state() == Connection::State::Ready;
    m_writes->setEnabled(m_add, ready && !m_form->isVisibleTo(this));
    m_writes->setEnabled(m_remove, ready && selected() && m_pending == 0);
    m_inspect->setEnabled(ready && selected() && !m_inspection.isRunning());
    m_writes->setEnabled(m_form->addButton(), ready && m_form->isValid());
}

} // namespace gatehouse
