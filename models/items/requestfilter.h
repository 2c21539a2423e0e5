// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/requestmodel.h"

#include <QSortFilterProxyModel>

namespace gatehouse {

// Those of the API calls made that the person wants to see.
class RequestFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestFilter)

public:
    explicit RequestFilter(RequestModel *model, QObject *parent = nullptr);

    void setText(const QString &text); // every word of it, in any of the columns
    void setFailedOnly(bool failedOnly);
    void setConnection(const QString &name); // the profile; null: all of them
    bool isFiltering() const;

    const RequestRecord &at(int row) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    RequestModel *m_model;
    QStringList m_words;
    bool m_failedOnly = false;
    QString m_connection;
};

} // namespace gatehouse
