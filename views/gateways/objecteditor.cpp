// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/objecteditor.h"

#include "models/domain/format.h"
#include "models/domain/json.h"
#include "views/common/fieldrow.h"
#include "views/common/linesedit.h"
#include "views/common/secretfield.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <cmath>

namespace gatehouse {

ObjectEditor::ObjectEditor(Place place, QWidget *parent)
    : JsonEditor(parent)
    , m_captionWidth((place == Place::Form ? 20 : 13) * grid)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(2 * grid);
    m_layout->setVerticalSpacing(grid);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
}

ObjectEditor::Check textOf(int shortest, int longest)
{
    return [shortest, longest](const QJsonValue &value) {
        const qsizetype size = value.toString().size();
        if (size < shortest)
            return size == 0 ? ObjectEditor::tr("It is needed.")
                             : ObjectEditor::tr("%1 characters; at least %2 are needed.")
                                   .arg(format::count(size), format::count(shortest));
        return size > longest ? ObjectEditor::tr("%1 characters; at most %2 are allowed.")
                                    .arg(format::count(size), format::count(longest))
                              : QString();
    };
}

ObjectEditor::Member &ObjectEditor::add(const QString &key, const QString &label, QWidget *editor,
                                        const QString &unit, const QString &help, Check check)
{
    auto *row = new FieldRow(editor, unit, help);
    auto *caption = new QLabel(label);
    caption->setTextFormat(Qt::PlainText);
    caption->setBuddy(editor);
    caption->setMinimumWidth(m_captionWidth);
    caption->setContentsMargins(0, grid / 2, 0, 0);
    if (qobject_cast<JsonEditor *>(editor)) { // needs all the width there is
        m_layout->addRow(caption);
        m_layout->addRow(row);
    } else {
        m_layout->addRow(caption, row);
    }
    m_members.append({.key = key,
                      .label = label,
                      .unit = unit,
                      .row = row,
                      .editor = editor,
                      .check = std::move(check)});
    return m_members.last();
}

static QJsonValue textOrNone(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

void ObjectEditor::addText(const QString &key, const QString &label, const QString &help,
                           Check check)
{
    auto *edit = new QLineEdit;
    edit->setMinimumWidth(16 * grid);
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(edit, &QLineEdit::textChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, edit, {}, help, std::move(check));
    member.show = [edit](const QJsonValue &value) { edit->setText(value.toString()); };
    member.read = [edit] { return textOrNone(edit->text()); };
    member.setReadOnly = [edit](bool readOnly) { edit->setReadOnly(readOnly); };
}

void ObjectEditor::addSecret(const QString &key, const QString &label, const QString &help,
                             Check check)
{
    auto *field = new SecretField;
    connect(field, &SecretField::valueChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, field, {}, help, std::move(check));
    member.show = [field](const QJsonValue &value) { field->setValue(value.toString()); };
    member.read = [field] { return textOrNone(field->value()); };
    member.setReadOnly = [field](bool readOnly) { field->edit()->setReadOnly(readOnly); };
}

void ObjectEditor::addLongText(const QString &key, const QString &label, const QString &help,
                               Check check)
{
    auto *edit = new LinesEdit;
    connect(edit, &QPlainTextEdit::textChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, edit, {}, help, std::move(check));
    member.show = [edit](const QJsonValue &value) { edit->setPlainText(value.toString()); };
    member.read = [edit] { return textOrNone(edit->toPlainText()); };
    member.setReadOnly = [edit](bool readOnly) { edit->setReadOnly(readOnly); };
}

void ObjectEditor::addLines(const QString &key, const QString &label, const QString &help,
                            Check check)
{
    auto *edit = new LinesEdit;
    connect(edit, &QPlainTextEdit::textChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, edit, {}, help, std::move(check));
    member.show = [edit](const QJsonValue &value) {
        QStringList lines;
        for (const QJsonValue item : value.toArray())
            lines.append(item.toString());
        edit->setPlainText(lines.join(u'\n'));
    };
    member.read = [edit] { return QJsonValue(QJsonArray::fromStringList(edit->items())); };
    member.setReadOnly = [edit](bool readOnly) { edit->setReadOnly(readOnly); };
}

static Field<QString> textField(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    return value.isNull() ? Field<QString>::null() : Field<QString>(value.toString());
}

void ObjectEditor::addChoice(const QString &key, const QString &label,
                             const QList<OptionalCombo::Choice> &choices, const QString &help)
{
    auto *combo = new OptionalCombo;
    combo->setMinimumWidth(16 * grid);
    combo->setChoices(choices);
    connect(combo, &OptionalCombo::valueChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, combo, {}, help, {});
    member.show = [combo](const QJsonValue &value) { combo->setValue(textField(value)); };
    member.read = [combo] { return toJson(combo->value()); };
    member.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
}

void ObjectEditor::addSwitch(const QString &key, const QString &label, const QString &help)
{
    auto *combo = new TriState;
    combo->setMinimumWidth(16 * grid);
    connect(combo, &OptionalCombo::valueChanged, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, combo, {}, help, {});
    member.show = [combo](const QJsonValue &value) {
        combo->setState(value.isBool()       ? Field<bool>(value.toBool())
                            : value.isNull() ? Field<bool>::null()
                                             : Field<bool>());
    };
    member.read = [combo] { return toJson(combo->state()); };
    member.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
}

void ObjectEditor::addNumber(const QString &key, const QString &label, const QString &unit,
                             const Limits &limits)
{
    auto *box = new NumberBox;
    box->setLimits(limits.minimum, limits.maximum);
    box->setMinimumWidth(14 * grid);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ObjectEditor::onEdited);
    connect(box->findChild<QLineEdit *>(), &QLineEdit::textEdited, this, &ObjectEditor::onEdited);
    connect(box, &QDoubleSpinBox::editingFinished, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, box, unit, {}, [box, limits](const QJsonValue &) {
        return box->isInLimits()
            ? QString()
            : tr("%1 to %2").arg(format::count(limits.minimum), format::count(limits.maximum));
    });
    member.show = [box](const QJsonValue &value) { box->setNumber(value.toInteger()); };
    member.read = [box] { return QJsonValue(box->number()); };
    member.setReadOnly = [box](bool readOnly) { box->setReadOnly(readOnly); };
}

void ObjectEditor::addAmount(const QString &key, const QString &label, const QString &unit)
{
    auto *edit = new QLineEdit;
    edit->setAlignment(Qt::AlignRight);
    edit->setFont(Theme::tabularFont());
    edit->setMaximumWidth(16 * grid);
    connect(edit, &QLineEdit::textChanged, this, &ObjectEditor::onEdited);
    const auto number = [edit] {
        bool isNumber = false;
        const double value = edit->text().trimmed().toDouble(&isNumber);
        return isNumber && std::isfinite(value) ? value : 0;
    };
    Member &member = add(key, label, edit, unit, {}, [number](const QJsonValue &) {
        return number() > 0 ? QString() : tr("A number above 0, such as 12.50");
    });
    member.show = [edit](const QJsonValue &value) {
        edit->setText(value.isDouble()
                          ? QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
                          : QString());
    };
    member.read = [number] { return QJsonValue(number()); };
    member.setReadOnly = [edit](bool readOnly) { edit->setReadOnly(readOnly); };
}

void ObjectEditor::addTicks(const QString &key, const QString &label,
                            const QList<OptionalCombo::Choice> &choices, Check check)
{
    auto *group = new QWidget;
    auto *layout = new QHBoxLayout(group);
    layout->setContentsMargins({});
    layout->setSpacing(2 * grid);
    QList<std::pair<QString, QCheckBox *>> boxes;
    for (const OptionalCombo::Choice &choice : choices) {
        auto *box = new QCheckBox(choice.label);
        connect(box, &QCheckBox::toggled, this, &ObjectEditor::onEdited);
        layout->addWidget(box);
        boxes.append({choice.value, box});
    }
    group->setFocusProxy(boxes.constFirst().second);
    Member &member = add(key, label, group, {}, {}, std::move(check));
    const auto others = std::make_shared<QJsonArray>();
    member.show = [boxes, others](const QJsonValue &value) {
        *others = value.toArray();
        for (const auto &[text, box] : boxes) {
            box->setChecked(others->contains(text));
            while (others->contains(text))
                for (int i = 0; i < others->size(); ++i)
                    if (others->at(i) == text)
                        others->removeAt(i--);
        }
    };
    member.read = [boxes, others] {
        QJsonArray list;
        for (const auto &[text, box] : boxes)
            if (box->isChecked())
                list.append(text);
        for (const QJsonValue other : std::as_const(*others))
            list.append(other);
        return QJsonValue(list);
    };
    member.setReadOnly = [group](bool readOnly) { group->setEnabled(!readOnly); };
}

void ObjectEditor::addPart(const QString &key, const QString &label, JsonEditor *part,
                           const QString &help)
{
    part->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(part, &JsonEditor::changed, this, &ObjectEditor::onEdited);
    Member &member = add(key, label, part, {}, help, {});
    member.part = part;
    member.show = [part](const QJsonValue &value) { part->setValue(value); };
    member.read = [part] { return part->value(); };
    member.setReadOnly = [part](bool readOnly) { part->setReadOnly(readOnly); };
}

void ObjectEditor::setReadOnly(bool readOnly)
{
    for (const Member &member : std::as_const(m_members))
        member.setReadOnly(readOnly);
}

void ObjectEditor::show(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    for (Member &member : m_members) {
        member.value = object.value(member.key);
        member.show(member.value);
        member.shown = member.read();
    }
}

// What was shown as well as it could be goes back as it came.
QJsonValue ObjectEditor::valueOf(const Member &member)
{
    const QJsonValue value = member.read();
    if (value == member.shown)
        return member.value;
    const bool wasThere = !member.value.isUndefined() && member.value.isString();
    return value.isUndefined() && wasThere ? QJsonValue(QString()) : value;
}

QJsonValue ObjectEditor::edited(const QJsonValue &read) const
{
    QJsonObject object = read.toObject();
    for (const Member &member : m_members) {
        if (const QJsonValue value = valueOf(member); value.isUndefined())
            object.remove(member.key);
        else
            object.insert(member.key, value);
    }
    return object;
}

QString ObjectEditor::findProblem(bool touched, bool everything)
{
    QString first;
    for (const Member &member : std::as_const(m_members)) {
        QString problem;
        if (member.part) // which marks its own
            problem = member.part->check(everything);
        else if (touched && member.check)
            problem = member.check(valueOf(member));
        const bool isMarked = member.part && member.part->marksProblems();
        if (!isMarked)
            member.row->setError(problem);
        if (first.isEmpty() && !problem.isEmpty())
            first = isMarked ? problem : tr("%1: %2").arg(member.label, problem);
    }
    return first;
}

void ObjectEditor::applyName()
{
    for (const Member &member : std::as_const(m_members)) {
        const QString name = QStringLiteral("%1: %2").arg(this->name(), member.label);
        member.editor->setAccessibleName(
            member.unit.isEmpty() ? name : tr("%1 in %2").arg(name, member.unit));
        if (member.part)
            member.part->setName(name);
        for (auto *box : member.editor->findChildren<QCheckBox *>())
            if (!member.part)
                box->setAccessibleName(QStringLiteral("%1: %2").arg(name, box->text()));
    }
}

} // namespace gatehouse
