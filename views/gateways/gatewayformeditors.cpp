// SPDX-License-Identifier: GPL-3.0-or-later
// The editors of GatewayForm's fields.
#include "models/domain/gatewaysimplefields.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/optionaltext.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/jsoneditor.h"
#include "views/gateways/optionalmember.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

namespace gatehouse {

GatewayForm::Editor &GatewayForm::addEditor(FormSection *section, const QString &key,
                                            QWidget *widget, const QString &note)
{
    widget->setObjectName(key);
    widget->setToolTip(gatewayfields::help(key));
    widget->setProperty(noteProperty, note);
    m_sections.last().keys.append(key);
    Editor &editor = m_editors[key];
    editor.widget = widget;
    editor.row =
        section->addField(gatewayfields::label(key), widget, gatewayfields::unit(key), note);
    return editor;
}

void GatewayForm::addId(FormSection *section)
{
    const QString key = QStringLiteral("id");
    m_id = new QLineEdit;
    m_id->setMinimumWidth(20 * grid);
    m_id->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_id, &QLineEdit::textChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, m_id, {});
    editor.read = [this] { return QJsonValue(m_id->text()); };
    editor.show = [this](const QJsonValue &value, const QJsonValue &) {
        m_id->setText(value.toString());
    };
    editor.problem = [this] { return idProblem(); };
}

void GatewayForm::addNumber(FormSection *section, const QString &key, qint64 step,
                            const QString &note)
{
    constexpr qint64 most = 1LL << 53; // what a JSON number holds exactly
    const GatewaySimpleField &field = *gatewaySimpleField(key);
    auto *box = new OptionalSpinBox;
    box->box()->setLimits(field.minimum, field.maximum > 0 ? field.maximum : most);
    box->setSingleStep(step);
    box->setDefault(field.start);
    box->setNullable(true);
    box->box()->setMinimumWidth(14 * grid);
    connect(box, &OptionalSpinBox::valueChanged, this, [this, key] { onEdited(key); });
    // What is typed and no number in the range yet is signalled by the text alone.
    connect(box->box()->findChild<QLineEdit *>(), &QLineEdit::textEdited, this,
            [this, key] { onEdited(key); });
    connect(box->box(), &QDoubleSpinBox::editingFinished, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, box, note);
    editor.read = [box] { return toJson(box->value()); };
    editor.show = [this, box](const QJsonValue &value, const QJsonValue &) {
        Field<qint64> number;
        JsonContext context;
        readJson(value, number, context);
        box->setUnsetText(number.isAbsent() ? absentText() : gatewayfields::notSet());
        box->setValue(number);
    };
    // What the service has is left alone, whatever it is.
    editor.problem = [this, box, field, key] {
        if (!box->box()->isEnabled() || box->box()->isInLimits()
            || (box->box()->hasAcceptableInput() && toJson(box->value()) == m_baseJson.value(key)))
            return QString();
        return tr("It has to be %1.").arg(field.limits());
    };
    editor.commit = [box] {
        if (box->box()->isEnabled())
            box->box()->interpretText();
    };
    editor.setReadOnly = [box](bool readOnly) { box->setReadOnly(readOnly); };
}

// Null is a choice of its own, an empty text: OptionalCombo offers it only where it was read.
void GatewayForm::addChoice(FormSection *section, const QString &key)
{
    const bool nullable = gatewaySimpleField(key)->nullable;
    auto *combo = new OptionalCombo;
    QList<OptionalCombo::Choice> choices;
    if (nullable)
        choices.append({QLatin1String(""), gatewayfields::notSet()});
    for (const gatewayfields::Choice &choice : gatewayfields::choices(key))
        choices.append({choice.value, choice.label});
    combo->setChoices(choices);
    combo->setMinimumWidth(21 * grid);
    connect(combo, &OptionalCombo::valueChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, combo, {});
    editor.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
    editor.read = [combo, nullable] {
        const Field<QString> value = combo->value();
        return nullable && value && value->isEmpty() ? QJsonValue(QJsonValue::Null) : toJson(value);
    };
    editor.show = [this, combo, nullable](const QJsonValue &value, const QJsonValue &) {
        combo->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText());
        if (value.isUndefined())
            combo->setValue({});
        else if (value.isNull())
            combo->setValue(nullable ? Field<QString>(QLatin1String("")) : Field<QString>::null());
        else
            combo->setValue(value.toString());
    };
}

void GatewayForm::addSwitch(FormSection *section, const QString &key, const QString &note)
{
    auto *combo = new TriState;
    combo->setMinimumWidth(21 * grid);
    connect(combo, &OptionalCombo::valueChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, combo, note);
    editor.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
    editor.read = [combo] { return toJson(combo->state()); };
    editor.show = [this, combo](const QJsonValue &value, const QJsonValue &) {
        combo->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText());
        Field<bool> field;
        JsonContext context;
        readJson(value, field, context);
        combo->setState(field);
    };
}

void GatewayForm::addTick(FormSection *section, const QString &key, const QString &text,
                          const QString &note)
{
    auto *box = new QCheckBox(text);
    connect(box, &QCheckBox::toggled, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, box, note);
    editor.setReadOnly = [box](bool readOnly) { box->setEnabled(!readOnly); };
    editor.read = [box] { return QJsonValue(box->isChecked()); };
    editor.show = [box](const QJsonValue &value, const QJsonValue &) {
        box->setChecked(value.toBool());
    };
}

void GatewayForm::addText(FormSection *section, const QString &key, OptionalText *text,
                          const QString &note)
{
    connect(text, &OptionalText::valueChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, text, note);
    editor.read = [text] { return toJson(text->value()); };
    editor.show = [this, text](const QJsonValue &value, const QJsonValue &) {
        Field<QString> field;
        JsonContext context;
        readJson(value, field, context);
        text->setUnsetText(field.isAbsent() ? absentText() : gatewayfields::notSet());
        text->setValue(field);
    };
    editor.setReadOnly = [text](bool readOnly) { text->setReadOnly(readOnly); };
}

void GatewayForm::addPart(FormSection *section, const QString &key, const QString &note)
{
    auto *member = new OptionalMember(key, this);
    member->choice()->setMinimumWidth(21 * grid);
    connect(member, &OptionalMember::changed, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, member->choice(), note);
    section->addWidget(member->editor());
    editor.read = [member] { return member->value(); };
    editor.show = [this, member](const QJsonValue &value, const QJsonValue &base) {
        member->setValue(value, value != base, absentText());
    };
    editor.problem = [member] { return member->check(); };
    editor.setReadOnly = [member](bool readOnly) { member->setReadOnly(readOnly); };
}

// What a field reads that nobody has given a value.
QString GatewayForm::absentText() const
{
    return m_isNew ? tr("default") : gatewayfields::notReported();
}

void GatewayForm::addShown(FormSection *section, const QString &key)
{
    auto *value = new QLabel;
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setToolTip(gatewayfields::help(key));
    value->setObjectName(key);
    m_shown.insert(key, value);
    m_shownRows.append(section->addField(gatewayfields::label(key), value));
}

} // namespace gatehouse
