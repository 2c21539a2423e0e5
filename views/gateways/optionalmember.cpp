// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/optionalmember.h"

#include "views/gateways/gatewayfields.h"
#include "views/gateways/jsoneditor.h"

namespace gatehouse {

static const QString setChoice = QStringLiteral("set");
static const QString nullChoice = QStringLiteral("null");

OptionalMember::OptionalMember(const QString &key, QObject *parent)
    : QObject(parent)
    , m_choice(new OptionalCombo)
    , m_part(gatewayparts::make(key))
{
    m_part.editor->setName(gatewayfields::label(key));
    QList<OptionalCombo::Choice> choices{{setChoice, tr("Set")}};
    if (m_part.isNullable)
        choices.append({nullChoice, gatewayfields::notSet()});
    m_choice->setChoices(choices);
    connect(m_choice, &OptionalCombo::valueChanged, this, [this] {
        if (isSet() && !std::exchange(m_hasContent, true))
            m_part.editor->startWith(m_part.fresh);
        m_part.editor->setVisible(isSet());
        Q_EMIT changed();
    });
    connect(m_part.editor, &JsonEditor::changed, this, &OptionalMember::changed);
}

bool OptionalMember::isSet() const
{
    return m_choice->value().valueOr({}) == setChoice;
}

QJsonValue OptionalMember::value() const
{
    if (isSet())
        return m_part.editor->value();
    return m_choice->value().isAbsent() ? QJsonValue::Undefined : QJsonValue::Null;
}

void OptionalMember::setValue(const QJsonValue &value, bool isEdited, const QString &absentText)
{
    m_hasContent = !value.isUndefined() && !value.isNull();
    if (m_hasContent && isEdited)
        m_part.editor->startWith(value);
    else if (m_hasContent)
        m_part.editor->setValue(value);
    m_choice->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText);
    m_choice->setValue(m_hasContent            ? Field<QString>(setChoice)
                           : !value.isNull()   ? Field<QString>()
                           : m_part.isNullable ? Field<QString>(nullChoice)
                                               : Field<QString>::null());
    m_part.editor->setVisible(m_hasContent);
}

QString OptionalMember::check() const
{
    return isSet() ? m_part.editor->check() : QString();
}

void OptionalMember::setReadOnly(bool readOnly)
{
    m_choice->setReadOnly(readOnly);
    m_part.editor->setReadOnly(readOnly);
}

} // namespace gatehouse
