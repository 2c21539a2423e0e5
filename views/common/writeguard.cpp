// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/writeguard.h"

#include "models/domain/format.h"
#include "views/common/icons.h"

#include <QAbstractButton>
#include <QAction>

namespace gatehouse {

WriteGuard::WriteGuard(Connection *connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_reason(reason())
{
    connect(connection, &Connection::profileChanged, this, &WriteGuard::onProfileChanged);
}

QString WriteGuard::reason() const
{
    return mayWrite() ? QString() : tr("“%1” is read-only").arg(m_connection->name());
}

void WriteGuard::add(QAction *control)
{
    take(control);
}

void WriteGuard::add(QAbstractButton *control)
{
    take(control);
}

// Actions and widgets have these properties in common and no class that has them.
void WriteGuard::take(QObject *control)
{
    m_controls.insert(
        control, {control->property("enabled").toBool(), control->property("toolTip").toString()});
    control->setProperty(mark, true);
    connect(control, &QObject::destroyed, this, [this, control] { m_controls.remove(control); });
    apply(control);
}

void WriteGuard::setEnabled(QObject *control, bool enabled)
{
    Q_ASSERT(m_controls.contains(control));
    m_controls[control].enabled = enabled;
    apply(control);
}

QList<QAction *> WriteGuard::retry(const ApiError &error, const std::function<void()> &run)
{
    if (!error.canRetry())
        return {};
    auto *action = new QAction(icon(Icon::Refresh), tr("Retry"));
    action->setObjectName(QStringLiteral("retry"));
    connect(action, &QAction::triggered, this, run);
    add(action);
    return {action};
}

void WriteGuard::apply(QObject *control)
{
    const Control own = m_controls.value(control);
    control->setProperty("enabled", own.enabled && mayWrite());
    control->setProperty("toolTip", mayWrite() ? own.toolTip : format::toolTip(reason()));
}

void WriteGuard::onProfileChanged()
{
    if (m_reason == reason())
        return;
    m_reason = reason();
    for (QObject *control : m_controls.keys())
        apply(control);
    Q_EMIT changed();
}

} // namespace gatehouse
