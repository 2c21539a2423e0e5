// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/bulkfield.h"

#include "models/domain/format.h"
#include "views/common/fields.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace gatehouse {

using Kind = GatewaySimpleField::Kind;

BulkField::BulkField(const GatewaySimpleField &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_tick(new QCheckBox(tr("Change")))
{
    setObjectName(field.key);
    const QString label = gatewayfields::label(field.key);
    m_tick->setAccessibleName(tr("Change %1").arg(label));
    m_tick->setToolTip(format::toolTip(gatewayfields::help(field.key)));
    makeEditor();
    m_editor->setAccessibleName(label);
    m_editor->setToolTip(m_tick->toolTip());

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_tick);
    layout->addWidget(m_editor, 1);
    if (const QString unit = gatewayfields::unit(field.key); !unit.isEmpty()) {
        auto *text = new QLabel(unit);
        text->setTextFormat(Qt::PlainText);
        layout->addWidget(text);
    }
    if (field.nullable && field.kind != Kind::Choice) {
        m_null = new QCheckBox(gatewayfields::notSet());
        m_null->setAccessibleName(tr("%1: not set").arg(label));
        layout->addWidget(m_null);
        connect(m_null, &QCheckBox::toggled, this, &BulkField::onEdited);
    }
    setFocusProxy(m_tick);
    connect(m_tick, &QCheckBox::toggled, this, [this](bool on) {
        updateEditor();
        if (on && m_tick->hasFocus() && m_editor->isEnabled())
            m_editor->setFocus();
        Q_EMIT changed();
    });
    updateEditor();
}

void BulkField::makeEditor()
{
    if (m_field.kind == Kind::Number) {
        constexpr qint64 most = 1'000'000'000;
        auto *box = new NumberBox;
        box->setRange(m_field.minimum, m_field.maximum > 0 ? m_field.maximum : most);
        box->setNumber(m_field.start);
        box->setMinimumWidth(16 * grid);
        connect(box, &QDoubleSpinBox::valueChanged, this, &BulkField::onEdited);
        m_read = [box] { return QJsonValue(box->number()); };
        m_show = [box](const QJsonValue &value) { box->setNumber(value.toInteger()); };
        m_editor = box;
    } else if (m_field.kind == Kind::Text || m_field.kind == Kind::PublicKey) {
        auto *edit = new QPlainTextEdit;
        edit->setTabChangesFocus(true);
        edit->setFont(Theme::fixedFont());
        edit->setFixedHeight((m_field.kind == Kind::PublicKey ? 3 : 1)
                                 * edit->fontMetrics().lineSpacing()
                             + 2 * grid);
        edit->setLineWrapMode(QPlainTextEdit::NoWrap);
        edit->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        connect(edit, &QPlainTextEdit::textChanged, this, &BulkField::onEdited);
        m_read = [edit] { return QJsonValue(edit->toPlainText().trimmed()); };
        m_show = [edit](const QJsonValue &value) { edit->setPlainText(value.toString()); };
        m_editor = edit;
    } else {
        // Null is a choice of its own, an empty text.
        auto *combo = new OptionalCombo;
        QList<OptionalCombo::Choice> choices;
        if (m_field.kind == Kind::Switch)
            choices = {{QStringLiteral("true"), tr("On")}, {QStringLiteral("false"), tr("Off")}};
        for (const gatewayfields::Choice &choice : gatewayfields::choices(m_field.key))
            choices.append({choice.value, choice.label});
        if (m_field.kind == Kind::Choice && m_field.nullable)
            choices.append({QLatin1String(""), gatewayfields::notSet()});
        combo->setChoices(choices);
        combo->setValue(choices.constFirst().value);
        connect(combo, &OptionalCombo::valueChanged, this, &BulkField::onEdited);
        const bool isSwitch = m_field.kind == Kind::Switch;
        m_read = [combo, isSwitch] {
            const QString text = combo->value().valueOr({});
            return isSwitch      ? QJsonValue(text == u"true")
                : text.isEmpty() ? QJsonValue(QJsonValue::Null)
                                 : QJsonValue(text);
        };
        m_show = [combo](const QJsonValue &value) {
            combo->setValue(!value.isBool()      ? value.toString(QLatin1String(""))
                                : value.toBool() ? QStringLiteral("true")
                                                 : QStringLiteral("false"));
        };
        m_editor = combo;
    }
}

bool BulkField::isChosen() const
{
    return m_tick->isChecked();
}

QJsonValue BulkField::value() const
{
    if (!isChosen())
        return QJsonValue::Undefined;
    return m_null && m_null->isChecked() ? QJsonValue(QJsonValue::Null) : m_read();
}

void BulkField::setValue(const QJsonValue &value)
{
    if (m_null)
        m_null->setChecked(value.isNull());
    if (!value.isUndefined() && (!m_null || !value.isNull()))
        m_show(value);
    m_touched = !value.isUndefined();
    m_tick->setChecked(!value.isUndefined());
}

void BulkField::suggest(const QJsonValue &value)
{
    if (m_touched || isChosen() || value.isUndefined() || (m_null && value.isNull()))
        return;
    m_show(value);
    m_touched = false;
}

QString BulkField::problem() const
{
    const QJsonValue chosen = value();
    return chosen.isUndefined() ? QString() : m_field.mistake(chosen);
}

void BulkField::updateEditor()
{
    const bool isNull = m_null && m_null->isChecked();
    m_editor->setEnabled(isChosen() && !isNull);
    if (m_null)
        m_null->setEnabled(isChosen());
}

void BulkField::onEdited()
{
    m_touched = true;
    updateEditor();
    Q_EMIT changed();
}

} // namespace gatehouse
