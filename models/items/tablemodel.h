// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

#include <QAbstractTableModel>

namespace gatehouse {

// The base of every table: seals the index plumbing; a subclass answers cell() and header().
// What the content is doing is a state of the model, not the absence of rows: rows that could not
// be refreshed stay, with State::Failed beside them.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableModel)

public:
    enum Role {
        SortRole = Qt::UserRole, // what the cell sorts by: a number, a time or a text
        IdRole, // the row's identifier as text
        OwnRole, // subclasses count on from here
    };
    enum class State { Idle, Loading, Ready, Failed };
    Q_ENUM(State)

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const final;

    State state() const { return m_state; }
    const ApiError &error() const { return m_error; } // of State::Failed

Q_SIGNALS:
    void stateChanged();

protected:
    TableModel(int columnCount, QObject *parent);

    virtual int rows() const = 0;
    // Row and column are valid. Alignment is asked of holdsNumbers().
    virtual QVariant cell(int row, int column, int role) const = 0;
    // DisplayRole: the title; ToolTipRole: what the column holds and in which unit.
    virtual QVariant header(int column, int role) const = 0;

    // Right-aligned, heading and all.
    virtual bool holdsNumbers(int /*column*/) const { return false; }

    void setState(State state, const ApiError &error = {});
    void columnsChanged(int first, int last); // dataChanged over all rows

private:
    QVariant alignment(int column) const;

    int m_columnCount;
    State m_state = State::Idle;
    ApiError m_error;
};

} // namespace gatehouse
