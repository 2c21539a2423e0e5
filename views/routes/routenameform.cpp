// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routenameform.h"

#include "views/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace gatehouse {

RouteNameForm::RouteNameForm(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_name(new QLineEdit)
    , m_in(new QLabel(tr("in")))
    , m_profile(new QComboBox)
    , m_target(new QComboBox)
    , m_button(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_error(new QLabel)
{
    m_title->setTextFormat(Qt::PlainText);
    m_in->setTextFormat(Qt::PlainText);
    m_name->setAccessibleName(tr("Name of the route"));
    m_name->setPlaceholderText(tr("name"));
    m_profile->setAccessibleName(tr("Connection"));
    m_target->setAccessibleName(tr("Gateway"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_button->setAutoDefault(true);
    m_cancel->setAutoDefault(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_title);
    row->addWidget(m_name, 1);
    row->addWidget(m_in);
    row->addWidget(m_profile);
    row->addWidget(m_target);
    row->addWidget(m_button);
    row->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->addLayout(row);
    layout->addWidget(m_error);
    setFocusProxy(m_name);

    connect(m_name, &QLineEdit::textChanged, this, &RouteNameForm::check);
    connect(m_name, &QLineEdit::returnPressed, m_button, &QPushButton::click);
    connect(m_button, &QPushButton::clicked, this, &RouteNameForm::submitted);
    connect(m_cancel, &QPushButton::clicked, this, &RouteNameForm::cancelled);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &RouteNameForm::fillGateways);
    connect(m_target, &QComboBox::currentIndexChanged, this, &RouteNameForm::check);
}

void RouteNameForm::ask(const QString &title, const QString &name, const QString &action,
                        const QString &own)
{
    m_own = own;
    m_title->setText(title);
    m_button->setText(action);
    m_in->hide();
    m_profile->hide();
    m_target->hide();
    m_connections = nullptr;
    disconnect(m_follows);
    disconnect(m_reads);
    m_name->setText(name);
    m_name->selectAll();
    check();
}

void RouteNameForm::setTaken(const QStringList &taken)
{
    if (taken == m_taken)
        return;
    m_taken = taken;
    check();
}

void RouteNameForm::offerTargets(const ConnectionList *connections, ConnectionModels *models,
                                 const GatewayId &gateway)
{
    m_connections = connections;
    m_home = models;
    m_gateway = gateway;
    m_profile->clear();
    m_in->show();
    m_target->show();
    if (connections)
        m_follows =
            connect(connections, &ConnectionList::changed, this, &RouteNameForm::fillProfiles);
    fillProfiles();
}

// What is chosen stays chosen as long as it is there.
void RouteNameForm::fillProfiles()
{
    const QString home = m_home->connection()->profile().id;
    const QString chosen = m_profile->count() > 0 ? m_profile->currentData().toString() : home;
    const QSignalBlocker blocker(m_profile);
    m_profile->clear();
    const QList<ConnectionModels *> all =
        m_connections ? m_connections->values() : QList<ConnectionModels *>{m_home};
    for (const ConnectionModels *other : all)
        m_profile->addItem(other->connection()->name(), other->connection()->profile().id);
    const int index = m_profile->findData(chosen);
    m_profile->setCurrentIndex(index < 0 ? m_profile->findData(home) : index);
    m_profile->setVisible(m_profile->count() > 1);
    fillGateways();
}

void RouteNameForm::fillGateways()
{
    const QString profile = m_profile->currentData().toString();
    m_models = m_connections ? m_connections->find(profile) : m_home;
    disconnect(m_reads);
    if (m_models)
        m_reads = connect(m_models->gateways(), &TableModel::stateChanged, this,
                          &RouteNameForm::fillGateways);
    QStringList ids;
    if (m_models)
        for (const Gateway &gateway : m_models->gateways()->values())
            ids.append(gateway.id.value);
    if (ids != m_offered) { // else the list may be open
        m_offered = ids;
        const QString chosen = m_target->currentData().toString();
        const QSignalBlocker blocker(m_target);
        m_target->clear();
        for (const QString &id : std::as_const(ids))
            m_target->addItem(id, id);
        for (const QString &wanted : {m_gateway.value, chosen})
            if (const int index = m_target->findData(wanted); index >= 0)
                m_target->setCurrentIndex(index);
    }
    check();
}

QString RouteNameForm::name() const
{
    return m_name->text().trimmed();
}

GatewayId RouteNameForm::targetGateway() const
{
    return {m_target->currentData().toString()};
}

bool RouteNameForm::isValid() const
{
    const bool isElsewhere =
        m_target->isVisibleTo(this) && (m_models != m_home || targetGateway() != m_gateway);
    if (m_target->isVisibleTo(this)
        && (!m_models || targetGateway().isEmpty() || m_models->connection()->isReadOnly()))
        return false;
    return !name().isEmpty() && (isElsewhere || name() == m_own || !m_taken.contains(name()));
}

QString RouteNameForm::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; m_taken.contains(name); ++number)
        name = wanted + u' ' + QString::number(number);
    return name;
}

void RouteNameForm::setError(const QString &error)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
    m_error->setPalette(colors);
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void RouteNameForm::check()
{
    const bool hasTarget = m_target->isVisibleTo(this) && m_models;
    const QString where = hasTarget ? m_models->connection()->name() : QString();
    QString why;
    if (hasTarget && m_models->connection()->isReadOnly())
        why = tr("“%1” is read-only.").arg(where);
    else if (hasTarget && targetGateway().isEmpty())
        why = m_models->gateways()->state() == TableModel::State::Failed
            ? tr("The gateways of “%1” could not be read.").arg(where)
            : m_models->gateways()->state() == TableModel::State::Ready
            ? tr("“%1” has no gateways.").arg(where)
            : tr("The gateways of “%1” are not read yet.").arg(where);
    else if (!name().isEmpty() && !isValid())
        why = tr("There is a route with this name already.");
    setError(why);
    Q_EMIT changed();
}

void RouteNameForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return cancelled();
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
