// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/bulkfield.h"

#include "models/domain/format.h"
#include "models/domain/secrets.h"
#include "views/common/fields.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"
#include "views/gateways/jsoneditor.h"
#include "views/gateways/optionalmember.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>

namespace gatehouse {

using Kind = GatewaySimpleField::Kind;

bool BulkField::canEdit(const QString &key)
{
    return gatewaySimpleField(key) || gatewayparts::keys().contains(key);
}

BulkField::BulkField(const QString &key, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_simple(gatewaySimpleField(key))
    , m_tick(new QCheckBox(tr("Change")))
{
    setObjectName(key);
    const QString label = gatewayfields::label(key);
    m_tick->setAccessibleName(tr("Change %1").arg(label));
    m_tick->setToolTip(format::toolTip(gatewayfields::help(key)));
    if (m_simple)
        makeEditor();
    else
        makePart();
    m_fresh = m_read();
    m_editor->setAccessibleName(label);
    m_editor->setToolTip(m_tick->toolTip());

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_tick);
    layout->addWidget(m_editor, 1);
    if (const QString unit = gatewayfields::unit(key); !unit.isEmpty()) {
        auto *text = new QLabel(unit);
        text->setTextFormat(Qt::PlainText);
        layout->addWidget(text);
    }
    if (m_simple && m_simple->nullable && m_simple->kind != Kind::Choice) {
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
    if (m_simple->kind == Kind::Number) {
        constexpr qint64 most = 1'000'000'000;
        auto *box = new NumberBox;
        box->setRange(m_simple->minimum, m_simple->maximum > 0 ? m_simple->maximum : most);
        box->setNumber(m_simple->start);
        box->setMinimumWidth(16 * grid);
        connect(box, &QDoubleSpinBox::valueChanged, this, &BulkField::onEdited);
        m_read = [box] { return QJsonValue(box->number()); };
        m_show = [box](const QJsonValue &value) { box->setNumber(value.toInteger()); };
        m_editor = box;
    } else if (m_simple->kind == Kind::Text || m_simple->kind == Kind::PublicKey) {
        auto *edit = new QPlainTextEdit;
        edit->setTabChangesFocus(true);
        edit->setFont(Theme::fixedFont());
        edit->setFixedHeight((m_simple->kind == Kind::PublicKey ? 3 : 1)
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
        if (m_simple->kind == Kind::Switch)
            choices = {{QStringLiteral("true"), tr("On")}, {QStringLiteral("false"), tr("Off")}};
        for (const gatewayfields::Choice &choice : gatewayfields::choices(m_key))
            choices.append({choice.value, choice.label});
        if (m_simple->kind == Kind::Choice && m_simple->nullable)
            choices.append({QLatin1String(""), gatewayfields::notSet()});
        combo->setChoices(choices);
        combo->setValue(choices.constFirst().value);
        connect(combo, &OptionalCombo::valueChanged, this, &BulkField::onEdited);
        const bool isSwitch = m_simple->kind == Kind::Switch;
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

void BulkField::makePart()
{
    m_member = new OptionalMember(m_key, this);
    m_editor = m_member->choice();
    m_below = new QWidget;
    auto *layout = new QVBoxLayout(m_below);
    layout->setContentsMargins({});
    layout->addWidget(m_member->editor());
    m_read = [this] { return m_member->value(); };
    m_show = [this](const QJsonValue &value) { m_member->setValue(value, true, {}); };
    m_show(m_member->fresh());
    connect(m_member, &OptionalMember::changed, this, &BulkField::onEdited);
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
    if (m_touched || isChosen())
        return;
    const QJsonObject member{{m_key, value}};
    const bool isOffered = !value.isUndefined() && !((m_null || m_member) && value.isNull())
        && withoutSecrets(member) == member; // one gateway's are not another's
    const QJsonValue &start = isOffered ? value : m_fresh;
    if (m_read() == start)
        return;
    m_show(start);
    m_touched = false;
}

QString BulkField::problem() const
{
    const QJsonValue chosen = value();
    if (chosen.isUndefined())
        return {};
    return m_simple ? m_simple->mistake(chosen) : m_member->check();
}

void BulkField::updateEditor()
{
    const bool isNull = m_null && m_null->isChecked();
    m_editor->setEnabled(isChosen() && !isNull);
    if (m_null)
        m_null->setEnabled(isChosen());
    if (m_below)
        m_below->setVisible(isChosen());
}

void BulkField::onEdited()
{
    m_touched = true;
    updateEditor();
    Q_EMIT changed();
}

} // namespace gatehouse
