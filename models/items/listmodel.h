// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/tablemodel.h"
#include "models/services/call.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <vector>

namespace gatehouse {

// The members of a sequence that stay in place when as few others as possible leave it to make it
// ascending (a longest ascending subsequence). Negative numbers never stay. O(n log n).
std::vector<bool> longestAscending(const std::vector<int> &sequence);

// A table that holds the whole of a list of values, each with an id member. A refresh is merged by
// id as the fewest inserts, removes and changes, so that selection and scroll position survive.
template <class T> class ListModel : public TableModel
{
public:
    const QList<T> &values() const { return m_values; }
    const T &at(int row) const { return m_values.at(row); }
    int rowOf(const QString &id) const // -1: not there
    {
        const auto it = std::find_if(m_values.begin(), m_values.end(),
                                     [&id](const T &value) { return value.id.value == id; });
        return it == m_values.end() ? -1 : int(it - m_values.begin());
    }
    const T *find(const QString &id) const // nullptr: not there
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &m_values.at(row);
    }

protected:
    using TableModel::TableModel;

    int rows() const final { return int(m_values.size()); }

    // Takes the answer to the newest call only; an older one is cancelled. Keeps the rows on
    // failure.
    void load(const Call<QList<T>> &call)
    {
        m_call.cancel();
        m_call = call;
        setState(State::Loading);
        call.then(this, [this, serial = ++m_serial](Result<QList<T>> result) {
            if (serial != m_serial)
                return;
            if (!result)
                return setState(State::Failed, result.error());
            merge(*result);
            setState(State::Ready);
        });
    }

    // Afterwards the rows are the given values in their order. A row that has to change its place
    // among the others is removed and inserted anew; of two values with one id the first counts.
    void merge(const QList<T> &values)
    {
        QHash<QString, int> oldRows;
        for (int row = 0; row < rows(); ++row)
            oldRows.insert(m_values.at(row).id.value, row);

        QList<T> wanted;
        std::vector<int> from; // the row that each wanted value has now, or -1
        QSet<QString> seen;
        for (const T &value : values) {
            if (seen.contains(value.id.value))
                continue;
            seen.insert(value.id.value);
            wanted.append(value);
            from.push_back(oldRows.value(value.id.value, -1));
        }

        const std::vector<bool> stays = longestAscending(from);
        std::vector<bool> kept(size_t(rows()), false);
        for (size_t i = 0; i < from.size(); ++i)
            if (stays[i])
                kept[size_t(from[i])] = true;

        removeRowsNotIn(kept);
        insertMissing(wanted, stays);
        updateChanged(wanted);
    }

    void insertOrUpdate(const T &value) // a new one comes last
    {
        const int row = rowOf(value.id.value);
        if (row < 0) {
            beginInsertRows({}, rows(), rows());
            m_values.append(value);
            endInsertRows();
        } else if (m_values.at(row) != value) {
            m_values[row] = value;
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }

    void removeId(const QString &id)
    {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_values.removeAt(row);
        endRemoveRows();
    }

private:
    void removeRowsNotIn(const std::vector<bool> &kept)
    {
        for (int last = int(kept.size()) - 1; last >= 0; --last) {
            if (kept[size_t(last)])
                continue;
            int first = last;
            while (first > 0 && !kept[size_t(first) - 1])
                --first;
            beginRemoveRows({}, first, last);
            m_values.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }

    void insertMissing(const QList<T> &wanted, const std::vector<bool> &stays)
    {
        for (int first = 0; first < wanted.size(); ++first) {
            if (stays[size_t(first)])
                continue;
            int last = first;
            while (last + 1 < wanted.size() && !stays[size_t(last) + 1])
                ++last;
            beginInsertRows({}, first, last);
            m_values = m_values.first(first) + wanted.mid(first, last - first + 1)
                + m_values.sliced(first);
            endInsertRows();
            first = last;
        }
    }

    void updateChanged(const QList<T> &wanted)
    {
        for (int first = 0; first < wanted.size(); ++first) {
            int end = first;
            while (end < wanted.size() && m_values.at(end) != wanted.at(end)) {
                m_values[end] = wanted.at(end);
                ++end;
            }
            if (end == first)
                continue;
            Q_EMIT dataChanged(index(first, 0), index(end - 1, columnCount() - 1));
            first = end;
        }
    }

    QList<T> m_values;
    Call<QList<T>> m_call;
    quint64 m_serial = 0;
};

} // namespace gatehouse
