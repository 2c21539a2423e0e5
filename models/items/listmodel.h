// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/tablemodel.h"
#include "models/services/call.h"

#include <QHash>

namespace gatehouse {

// A table that holds the whole of a list of values, each with an id member. A refresh is merged by
// id as the fewest inserts, removes and changes, so that selection and scroll position survive.
template <class T> class ListModel : public TableModel
{
public:
    const QList<T> &values() const { return m_values; }
    const T &at(int row) const { return m_values.at(row); }
    int rowOf(const QString &id) const; // -1: not there
    const T *find(const QString &id) const; // nullptr: not there

protected:
    using TableModel::TableModel;

    int rows() const final { return int(m_values.size()); }

    // Takes the answer to the newest call only; an older one is cancelled. Keeps the rows on
    // failure.
    void load(const Call<QList<T>> &call);
    void merge(const QList<T> &values);
    void insertOrUpdate(const T &value); // a new one comes last
    void removeId(const QString &id);

private:
    QList<T> m_values;
    Call<QList<T>> m_call;
};

} // namespace gatehouse
