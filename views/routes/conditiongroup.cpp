// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/conditiongroup.h"

#include "views/common/breakinglabel.h"
#include "views/common/icons.h"
#include "views/routes/choicebox.h"
#include "views/routes/conditionvalue.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

static constexpr int mostShown = 300; // characters of what is only kept
static constexpr int deepest = 8; // groups in each other: there is no room for more
static const QString inOperator = QStringLiteral("$in");

static QToolButton *removeButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon(Icon::Close));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(ConditionGroup::tr("Remove"));
    button->setAccessibleName(ConditionGroup::tr("Remove %1").arg(name));
    return button;
}

ConditionRow::ConditionRow(const QString &field, const RouteCondition::Operator &operation,
                           bool shorthand, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_field(makeChoiceBox(tr("%1: field").arg(name)))
    , m_operator(new QComboBox)
    , m_value(makeChoiceBox(tr("%1: value").arg(name)))
    , m_remove(removeButton(name))
    , m_operand(operation.operand)
    , m_shorthand(shorthand)
{
    m_field->setEditText(field);
    for (const auto &[wire, text] :
         {std::pair("$eq", tr("is")), {"$ne", tr("is not")}, {"$in", tr("is one of")}})
        m_operator->addItem(text, QString::fromLatin1(wire));
    if (m_operator->findData(operation.name) < 0)
        m_operator->addItem(operation.name, operation.name);
    m_operator->setCurrentIndex(m_operator->findData(operation.name));
    m_value->setEditText(isList() ? conditionListText(m_operand) : conditionValueText(m_operand));
    m_value->lineEdit()->setPlaceholderText(tr("value"));
    setSuggestions({});
    m_field->setToolTip(tr("metadata.…, headers.… or body.…: what the request says of itself"));
    m_operator->setAccessibleName(tr("%1: operator").arg(name));
    m_value->setToolTip(tr("free, 10, true, null; \"10\" is a text; several parted by commas"));

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_field, 0, 0, 1, 2);
    layout->addWidget(m_operator, 1, 0);
    layout->addWidget(m_value, 1, 1, 1, 2);
    layout->addWidget(m_remove, 0, 2); // what Tab comes to last
    layout->setColumnStretch(1, 1);
    connect(m_field, &QComboBox::editTextChanged, this, [this] {
        offerValues();
        Q_EMIT edited(true);
    });
    connect(m_operator, &QComboBox::activated, this, &ConditionRow::onOperatorChosen);
    connect(m_value, &QComboBox::editTextChanged, this, [this] {
        m_touched = true;
        Q_EMIT edited(true);
    });
    connect(static_cast<QToolButton *>(m_remove), &QToolButton::clicked, this,
            &ConditionRow::removeRequested);
}

bool ConditionRow::isList() const
{
    return m_operator->currentData() == inOperator;
}

void ConditionRow::onOperatorChosen()
{
    m_touched = true;
    m_shorthand = false;
    offerValues();
    Q_EMIT edited(false);
}

void ConditionRow::setSuggestions(const RouteSuggestions &suggestions)
{
    m_suggestions = suggestions;
    setChoices(m_field,
               suggestions.fieldsOf({QStringLiteral("metadata"), QStringLiteral("headers"),
                                     QStringLiteral("body")}));
    offerValues();
}

// Those that the field had; of a list, a choice would take the place of all.
void ConditionRow::offerValues()
{
    QStringList values;
    if (!isList())
        for (const QJsonValue &value : m_suggestions.fields.value(m_field->currentText()))
            values.append(conditionValueText(value));
    values.sort();
    setChoices(m_value, values);
}

RouteCondition ConditionRow::value() const
{
    const QString name = m_operator->currentData().toString();
    const QJsonValue operand = !m_touched ? m_operand
        : isList()                        ? conditionList(m_value->currentText())
                                          : conditionValue(m_value->currentText());
    RouteCondition test = RouteCondition::test(m_field->currentText(), name, operand);
    test.shorthand = m_shorthand;
    return test;
}

void ConditionRow::setReadOnly(bool readOnly)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_field, m_operator, m_value, m_remove})
        part->setEnabled(!readOnly);
}

QWidget *ConditionRow::firstField() const
{
    return m_field;
}

ConditionGroup::ConditionGroup(const RouteCondition &condition, int depth, const QString &name,
                               QWidget *parent)
    : QWidget(parent)
    , m_depth(depth)
    , m_name(name)
    , m_all(condition.kind == RouteCondition::Kind::Or
                ? (depth == 0 ? RouteCondition::Kind::Members : RouteCondition::Kind::And)
                : condition.kind)
    , m_kind(new QComboBox)
    , m_rows(new QVBoxLayout)
{
    m_kind->addItem(tr("all of these hold"), false);
    m_kind->addItem(tr("any of these holds"), true);
    m_kind->setCurrentIndex(condition.kind == RouteCondition::Kind::Or ? 1 : 0);
    m_kind->setAccessibleName(tr("%1: how many must hold").arg(name));
    m_rows->setSpacing(grid);
    auto *head = new QHBoxLayout;
    head->addWidget(m_kind);
    head->addStretch();
    auto *test = new QPushButton(icon(Icon::Add), tr("Test"));
    auto *group = new QPushButton(icon(Icon::Add), tr("Group"));
    test->setAccessibleName(tr("%1: add a test").arg(name));
    group->setAccessibleName(tr("%1: add a group").arg(name));
    m_buttons = {test, group};
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(test);
    buttons->addWidget(group);
    buttons->addStretch();
    if (depth > 0) {
        QToolButton *remove = removeButton(name);
        connect(remove, &QToolButton::clicked, this, &ConditionGroup::removeRequested);
        m_buttons.append(remove);
        head->addWidget(remove);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(depth == 0 ? 0 : grid, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(head);
    layout->addLayout(m_rows);
    layout->addLayout(buttons);

    for (const RouteCondition &child : condition.children)
        addChild(child);
    connect(m_kind, &QComboBox::activated, this, [this] { Q_EMIT edited(false); });
    connect(test, &QPushButton::clicked, this, [this] {
        addRow(QStringLiteral("metadata."), {QStringLiteral("$eq"), QString()}, false);
        m_children.constLast().row->firstField()->setFocus();
        Q_EMIT edited(false);
    });
    connect(group, &QPushButton::clicked, this, [this] {
        // An empty one would never hold.
        addChild(RouteCondition::group(
            RouteCondition::Kind::Or,
            {RouteCondition::test(QStringLiteral("metadata."), QStringLiteral("$eq"), QString())}));
        Q_EMIT edited(false);
    });
}

void ConditionGroup::addChild(const RouteCondition &condition)
{
    using Kind = RouteCondition::Kind;
    if (condition.kind == Kind::Test && !condition.operators.isEmpty()) {
        for (const RouteCondition::Operator &operation : condition.operators)
            addRow(condition.field, operation, condition.shorthand);
    } else if (condition.kind == Kind::Test || condition.kind == Kind::Unknown
               || m_depth == deepest) {
        addKept(condition);
    } else {
        auto *group = new ConditionGroup(condition, m_depth + 1,
                                         tr("%1, group %2").arg(m_name).arg(m_children.size() + 1));
        connect(group, &ConditionGroup::edited, this, &ConditionGroup::edited);
        connect(group, &ConditionGroup::removeRequested, this, [this, group] { remove(group); });
        group->setSuggestions(m_suggestions);
        take({.group = group, .widget = group});
    }
}

void ConditionGroup::addRow(const QString &field, const RouteCondition::Operator &operation,
                            bool shorthand)
{
    auto *row = new ConditionRow(field, operation, shorthand,
                                 tr("%1, test %2").arg(m_name).arg(m_children.size() + 1));
    connect(row, &ConditionRow::edited, this, &ConditionGroup::edited);
    connect(row, &ConditionRow::removeRequested, this, [this, row] { remove(row); });
    row->setSuggestions(m_suggestions);
    take({.row = row, .widget = row});
}

// Shown as it is written, kept, and nothing of it to be edited here.
void ConditionGroup::addKept(const RouteCondition &condition)
{
    auto *widget = new QWidget;
    const bool isItem = condition.kind == RouteCondition::Kind::Unknown && condition.key.isEmpty();
    QString text = isItem
        ? conditionValueText(condition.value)
        : QString::fromUtf8(QJsonDocument(condition.toJson()).toJson(QJsonDocument::Compact));
    if (text.size() > mostShown)
        text = text.left(mostShown) + u'…';
    auto *label = new BreakingLabel;
    label->setValue(text);
    label->setToolTip(
        tr("Not known here, or too deep: it is kept as it is, and can be edited as JSON"));
    QToolButton *removal = removeButton(text);
    m_buttons.append(removal);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(label, 1);
    layout->addWidget(removal);
    connect(removal, &QToolButton::clicked, this, [this, widget, removal] {
        m_buttons.removeOne(removal);
        remove(widget);
    });
    take({.kept = condition, .widget = widget});
}

void ConditionGroup::take(const Child &child)
{
    m_children.append(child);
    m_rows->addWidget(child.widget);
}

void ConditionGroup::remove(const QWidget *widget)
{
    m_children.removeIf([widget](const Child &child) {
        if (child.widget != widget)
            return false;
        child.widget->hide();
        child.widget->deleteLater(); // it is the one that asks
        return true;
    });
    Q_EMIT edited(false);
}

// Tests on one field that follow each other are one test with several operators.
RouteCondition ConditionGroup::value() const
{
    const bool any = m_kind->currentData().toBool();
    RouteCondition result = RouteCondition::group(any ? RouteCondition::Kind::Or : m_all, {});
    for (const Child &child : m_children) {
        RouteCondition next = child.row ? child.row->value()
            : child.group               ? child.group->value()
                                        : child.kept;
        RouteCondition *last = result.children.isEmpty() ? nullptr : &result.children.last();
        const auto isTest = [](const RouteCondition &condition) {
            return condition.kind == RouteCondition::Kind::Test && !condition.shorthand;
        };
        if (child.row && last && !any && isTest(*last) && isTest(next) && last->field == next.field
            && last->operators.constLast().name != next.operators.constFirst().name)
            last->operators += next.operators;
        else
            result.children.append(next);
    }
    return result;
}

void ConditionGroup::setSuggestions(const RouteSuggestions &suggestions)
{
    m_suggestions = suggestions;
    for (const Child &child : std::as_const(m_children)) {
        if (child.row)
            child.row->setSuggestions(suggestions);
        if (child.group)
            child.group->setSuggestions(suggestions);
    }
}

void ConditionGroup::setReadOnly(bool readOnly)
{
    m_kind->setEnabled(!readOnly);
    for (QWidget *button : std::as_const(m_buttons))
        button->setEnabled(!readOnly);
    for (const Child &child : std::as_const(m_children)) {
        if (child.row)
            child.row->setReadOnly(readOnly);
        if (child.group)
            child.group->setReadOnly(readOnly);
    }
}

} // namespace gatehouse
