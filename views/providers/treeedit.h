// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QWidget>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gatehouse {

// Edits a list of ngrok's as a tree: API surfaces with their parameters below, or models. Members
// that it does not show stay in their objects.
class TreeEdit : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TreeEdit)

public:
    enum class Kind { Surfaces, Models };

    explicit TreeEdit(Kind kind, const QString &accessibleName, QWidget *parent = nullptr);

    QJsonArray value() const;
    void setValue(const QJsonArray &value);
    void setReadOnly(bool readOnly);

    QTreeWidget *tree() const { return m_tree; }
    QPushButton *addButton() const { return m_add; }
    QPushButton *addParameterButton() const { return m_addParameter; } // nullptr: of models
    QPushButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void changed(); // by the person

private:
    QTreeWidgetItem *makeItem(const QJsonObject &object, QTreeWidgetItem *parent);
    QJsonObject objectOf(const QTreeWidgetItem *item) const;
    void add(QTreeWidgetItem *parent);
    void remove();
    void updateButtons();

    Kind m_kind;
    bool m_readOnly = false;
    bool m_showing = false;
    QTreeWidget *m_tree;
    QPushButton *m_add;
    QPushButton *m_addParameter = nullptr;
    QPushButton *m_remove;
};

} // namespace gatehouse
