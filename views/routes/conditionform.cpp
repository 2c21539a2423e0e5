// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/conditionform.h"

#include "views/common/theme.h"
#include "views/routes/conditiongroup.h"
#include "views/routes/jsonedit.h"
#include "views/routes/jsonform.h"

#include <QJsonDocument>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gatehouse {

static const QString conditionsKey = QStringLiteral("conditions");

ConditionForm::ConditionForm(QWidget *parent)
    : ElementForm(parent)
    , m_place(new QVBoxLayout)
    , m_json(new JsonEdit(tr("Conditions as JSON")))
    , m_note(new QLabel)
{
    m_json->setFixedHeight(16 * grid);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *title = new QLabel(tr("As JSON"));
    title->setBuddy(m_json);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addLayout(m_place);
    layout->addWidget(title);
    layout->addWidget(m_json);
    layout->addWidget(m_note);
    connect(m_json, &QPlainTextEdit::textChanged, this, &ConditionForm::onJsonEdited);
    build({});
    showJson({});
}

void ConditionForm::build(const QJsonObject &conditions)
{
    delete m_group;
    RouteCondition condition = RouteCondition::fromJson(conditions);
    if (condition.kind == RouteCondition::Kind::Test
        || condition.kind == RouteCondition::Kind::Unknown)
        condition = RouteCondition::group(RouteCondition::Kind::Members, {condition});
    m_group = new ConditionGroup(condition, 0, tr("Conditions"));
    m_group->setSuggestions(m_suggestions);
    m_group->setReadOnly(m_readOnly);
    m_place->addWidget(m_group);
    connect(m_group, &ConditionGroup::edited, this, &ConditionForm::onBuilt);
}

void ConditionForm::showJson(const QJsonObject &conditions)
{
    const QSignalBlocker blocker(m_json);
    m_json->setPlainText(QString::fromUtf8(QJsonDocument(conditions).toJson()).trimmed());
    m_json->setErrors({});
    m_note->hide();
}

void ConditionForm::setProperties(const QJsonObject &properties)
{
    const QJsonObject conditions = properties.value(conditionsKey).toObject();
    if (conditions == m_conditions && (m_json->hasFocus() || m_json->errors().isEmpty()))
        return; // what the person has just made
    m_conditions = conditions;
    build(conditions);
    showJson(conditions);
}

void ConditionForm::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_group->setReadOnly(readOnly);
    m_json->setReadOnly(readOnly);
}

void ConditionForm::setSuggestions(const RouteSuggestions &suggestions)
{
    m_suggestions = suggestions;
    m_group->setSuggestions(suggestions);
}

void ConditionForm::onBuilt(bool typing)
{
    m_conditions = m_group->value().toJson();
    showJson(m_conditions);
    Q_EMIT edited(conditionsKey, m_conditions, typing);
}

void ConditionForm::onJsonEdited()
{
    const ParsedObject parsed = parseObject(m_json->toPlainText());
    m_json->setErrors(parsed.errors);
    m_note->setVisible(!parsed.errors.isEmpty());
    if (!parsed.errors.isEmpty()) {
        m_note->setText(tr("Line %1: %2")
                            .arg(QString::number(parsed.errors.firstKey()), parsed.errors.first()));
        return;
    }
    if (parsed.object == m_conditions)
        return;
    m_conditions = parsed.object;
    build(m_conditions);
    Q_EMIT edited(conditionsKey, m_conditions);
}

} // namespace gatehouse
