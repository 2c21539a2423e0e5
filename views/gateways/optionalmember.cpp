// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/optionalmember.h"

#include "views/gateways/gatewayfields.h"
#include "views/gateways/jsoneditor.h"

namespace gatehouse {

static const QString setChoice = QStringLiteral("set");
static const QString nullChoice = QStringLiteral("null");

OptionalMember::OptionalMember(JsonEditor *editor, Nullable nullable, const QJsonValue &fresh,
                               QObject *parent)
    : QObject(parent)
    , m_choice(new OptionalCombo)
    , m_editor(editor)
    , m_nullable(nullable == Nullable::Yes)
    , m_fresh(fresh)
{
    QList<OptionalCombo::Choice> choices{{setChoice, tr("Set")}};
    if (m_nullable)
        choices.append({nullChoice, gatewayfields::notSet()});
    m_choice->setChoices(choices);
    connect(m_choice, &OptionalCombo::valueChanged, this, [this] {
        if (isSet() && !std::exchange(m_hasContent, true))
            m_editor->startWith(m_fresh);
        m_editor->setVisible(isSet());
        Q_EMIT changed();
    });
    connect(m_editor, &JsonEditor::changed, this, &OptionalMember::changed);
}

bool OptionalMember::isSet() const
{
    return m_choice->value().valueOr({}) == setChoice;
}

QJsonValue OptionalMember::value() const
{
    if (isSet())
        return m_editor->value();
    return m_choice->value().isAbsent() ? QJsonValue::Undefined : QJsonValue::Null;
}

void OptionalMember::setValue(const QJsonValue &value, bool isEdited, const QString &absentText)
{
    m_hasContent = !value.isUndefined() && !value.isNull();
    if (m_hasContent && isEdited)
        m_editor->startWith(value);
    else if (m_hasContent)
        m_editor->setValue(value);
    m_choice->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText);
    m_choice->setValue(m_hasContent          ? Field<QString>(setChoice)
                           : !value.isNull() ? Field<QString>()
                           : m_nullable      ? Field<QString>(nullChoice)
                                             : Field<QString>::null());
    m_editor->setVisible(m_hasContent);
}

QString OptionalMember::check() const
{
    return isSet() ? m_editor->check() : QString();
}

void OptionalMember::setReadOnly(bool readOnly)
{
    m_choice->setReadOnly(readOnly);
    m_editor->setReadOnly(readOnly);
}

} // namespace gatehouse
