// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routecondition.h"
#include "views/routes/routesuggestions.h"

class QComboBox;
class QVBoxLayout;

namespace gatehouse {

// One operator of a test on a field: metadata.plan is “free”. Operators that are not known here are
// kept as they are.
class ConditionRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConditionRow)

public:
    ConditionRow(const QString &field, const RouteCondition::Operator &operation, bool shorthand,
                 const QString &name, QWidget *parent = nullptr);

    RouteCondition value() const; // a test with the one operator
    void setReadOnly(bool readOnly);
    void setSuggestions(const RouteSuggestions &suggestions);
    QWidget *firstField() const;

Q_SIGNALS:
    void edited(bool typing);
    void removeRequested();

private:
    void onOperatorChosen();
    void offerValues();
    bool isList() const;

    QComboBox *m_field;
    QComboBox *m_operator;
    QComboBox *m_value;
    QWidget *m_remove;
    RouteSuggestions m_suggestions;
    QJsonValue m_operand; // as long as its text is not touched
    bool m_touched = false;
    bool m_shorthand;
};

// Tests and groups of which all, or any one, must hold.
class ConditionGroup : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConditionGroup)

public:
    // Of the root, an object whose members must all hold. name: what its controls begin with.
    ConditionGroup(const RouteCondition &condition, int depth, const QString &name,
                   QWidget *parent = nullptr);

    RouteCondition value() const;
    void setReadOnly(bool readOnly);
    void setSuggestions(const RouteSuggestions &suggestions);

Q_SIGNALS:
    void edited(bool typing);
    void removeRequested();

private:
    struct Child
    {
        ConditionRow *row = nullptr;
        ConditionGroup *group = nullptr;
        RouteCondition kept{}; // of neither
        QWidget *widget = nullptr;
    };
    void addChild(const RouteCondition &condition);
    void addRow(const QString &field, const RouteCondition::Operator &operation, bool shorthand);
    void addKept(const RouteCondition &condition);
    void take(const Child &child);
    void remove(const QWidget *widget);

    int m_depth; // of the group in others; 0: the outermost
    QString m_name;
    RouteSuggestions m_suggestions;
    RouteCondition::Kind m_all; // how “all of” is written: as it came
    QComboBox *m_kind;
    QVBoxLayout *m_rows;
    QList<QWidget *> m_buttons;
    QList<Child> m_children;
};

} // namespace gatehouse
