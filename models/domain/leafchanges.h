// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QStringList>

// The versions of one nested value, compared down to its leaves. Here, other than between the
// members of an object of the service's (threeway.h), what is not there has been removed.
namespace gatehouse {

// Where in a value: names of members; of a list's item its number from 0 or, where all items have
// one of their own, its id as "=ID".
using LeafPath = QStringList;

// One place that differs. Undefined: not there.
struct LeafChange
{
    LeafPath path; // empty: the whole value
    QJsonValue before;
    QJsonValue after;
};
// A list of plain values is one leaf.
QList<LeafChange> leafChanges(const QJsonValue &before, const QJsonValue &after);

// One place that theirs and perhaps mine changed, in different ways.
struct LeafConflict
{
    LeafPath path;
    QJsonValue base;
    QJsonValue mine;
    QJsonValue theirs;

    bool isEdited() const { return mine != base; }
};
// Lists whose items cannot be told apart by an id are compared as a whole.
QList<LeafConflict> leafConflicts(const QJsonValue &base, const QJsonValue &mine,
                                  const QJsonValue &theirs);
// mine, with theirs in each of these places.
QJsonValue withTheirs(const QJsonValue &mine, const QJsonValue &theirs,
                      const QList<LeafPath> &places);

} // namespace gatehouse
