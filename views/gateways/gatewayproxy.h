// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace gatehouse {

// The gateways as the person has sorted and filtered them, with those that are being deleted
// marked.
class GatewayProxy : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayProxy)

public:
    explicit GatewayProxy(QObject *parent = nullptr);

    QString idAt(int row) const;
    // Every word has to be in what a row shows in one of the columns; no matter the case.
    void setWords(const QString &text, const QList<int> &columns);
    void setDeleting(const GatewayId &id, bool deleting);
    bool isDeleting(const QString &id) const { return m_deleting.contains(id); }

    QVariant data(const QModelIndex &index, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    QList<int> m_columns;
    QSet<QString> m_deleting;
};

} // namespace gatehouse
