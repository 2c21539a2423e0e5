// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "views/common/viewaddress.h"

#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QWidget>

class QLineEdit;
class QTreeView;

namespace gatehouse {

class Settings;

// The tree of connections, their gateways and what belongs to each. Of the gateways, those are open
// that the person has opened, or looks at.
class Navigator : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Navigator)

public:
    explicit Navigator(Settings *settings, QWidget *parent = nullptr);

    void add(ConnectionModels *models);
    void remove(ConnectionModels *models);
    // Marks what the person is looking at.
    void select(const Connection *connection, const ViewAddress &address);
    void focusFilter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // keys in the filter

Q_SIGNALS:
    void openRequested(gatehouse::Connection *connection, const gatehouse::ViewAddress &address);
    void disconnectRequested(const QString &profile);
    void editRequested(const QString &profile);

private:
    struct Branch
    {
        ConnectionModels *models;
        QStandardItem *root;
        QStandardItem *gateways;
    };
    void updateRoot(const Branch &branch);
    void updateGateways(const Branch &branch);
    QStandardItem *makeItem(const QString &text, const QIcon &icon, Connection *connection,
                            const ViewAddress &address) const;
    void setFilter(const QString &text);
    void showOpen(const QModelIndex &parent = {}); // as it was before the filter
    void keepOpen(const QModelIndex &index, bool isOpen);
    void closeOthers();
    QModelIndex firstMatch(const QModelIndex &parent = {}) const;
    void open(const QModelIndex &index);
    void showMenu(const QPoint &position);

    Settings *m_settings;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QStandardItemModel m_model;
    QSortFilterProxyModel m_proxy;
    QList<Branch> m_branches;
    const Connection *m_connection = nullptr; // that is looked at, and what of it
    ViewAddress m_address;
};

} // namespace gatehouse
