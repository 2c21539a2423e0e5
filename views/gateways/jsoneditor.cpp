// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/jsoneditor.h"

#include <QScopedValueRollback>

namespace gatehouse {

JsonEditor::JsonEditor(QWidget *parent) : QWidget(parent) { }

void JsonEditor::setValue(const QJsonValue &value)
{
    set(value, false);
}

void JsonEditor::startWith(const QJsonValue &value)
{
    set(value, true);
}

void JsonEditor::set(const QJsonValue &value, bool isNew)
{
    const QScopedValueRollback guard(m_showing, true);
    m_read = value;
    m_isNew = isNew;
    show(value);
    applyName();
    m_untouched = edited(m_read);
}

QJsonValue JsonEditor::value() const
{
    const QJsonValue now = edited(m_read);
    return m_isNew || now != m_untouched ? now : m_read;
}

bool JsonEditor::isTouched() const
{
    return m_isNew || edited(m_read) != m_untouched;
}

QString JsonEditor::check(bool everything)
{
    return findProblem(everything || isTouched(), everything || m_isNew);
}

void JsonEditor::setName(const QString &name)
{
    m_name = name;
    applyName();
}

void JsonEditor::onEdited()
{
    if (!m_showing)
        Q_EMIT changed();
}

} // namespace gatehouse
