// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>

// The versions of one object, compared member by member: what edits began with (base), the edited
// one (mine) and what the service has by now (theirs).
namespace gatehouse {

// One member that differs. Undefined: not there.
struct FieldChange
{
    QString key;
    QJsonValue before;
    QJsonValue after;
};

// A member that the service changed meanwhile.
struct FieldConflict
{
    QString key;
    QJsonValue base; // what the edits started from
    QJsonValue mine;
    QJsonValue theirs;

    bool isEdited() const { return mine != base; }
};

// How the members of one kind of object are compared.
struct MemberRules
{
    QStringList order{}; // these come first; the others by name
    QStringList serviceOwned{}; // what the service itself sets does not count
};

QList<FieldChange> changesBetween(const QJsonObject &before, const QJsonObject &after,
                                  const MemberRules &rules = {});
// Members to overwrite, by key. A member that is not there any more is no edit.
QJsonObject editsBetween(const QJsonObject &before, const QJsonObject &after,
                         const MemberRules &rules = {});
// What differs from base on the service, unless it is the same as mine. A member that the service
// does not report is unknown, which is no difference.
QList<FieldConflict> conflictsBetween(const QJsonObject &base, const QJsonObject &mine,
                                      const QJsonObject &theirs, const MemberRules &rules = {});
// base with every member of above in its place: what above does not report stays.
QJsonObject overlaid(QJsonObject base, const QJsonObject &above);
// What to write when nothing that was edited is in conflict: theirs with the edits.
QJsonObject merged(const QJsonObject &base, const QJsonObject &mine, const QJsonObject &theirs,
                   const MemberRules &rules = {});

} // namespace gatehouse
