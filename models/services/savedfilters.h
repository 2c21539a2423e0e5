// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"
#include "models/services/settings.h"

namespace gatehouse {

// A log filter that the person has given a name, as it is typed.
struct SavedFilter
{
    QString name;
    QString filter;
    QJsonObject unknown;

    bool operator==(const SavedFilter &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
        visitor("filter", self.filter);
    }
};

// The named filters of one profile in the person's order, and those that were used last. They are
// in the settings: every view sees what another one has changed.
class SavedFilters
{
public:
    static constexpr int maxRecent = 20;

    // scope: Connection::identity()
    SavedFilters(Settings *settings, const QString &scope);

    QList<SavedFilter> values() const;
    void setValues(const QList<SavedFilter> &filters);
    // At the end, or in place of the one of that name.
    void save(const QString &name, const QString &filter);

    QStringList recent() const; // newest first
    void addRecent(const QString &filter);

    static QByteArray exported(const QList<SavedFilter> &filters);
    // Those of a document; an error when it is none, or one of them cannot be read.
    static Result<QList<SavedFilter>> readImport(const QByteArray &document);
    // Behind those that are there; a name that is taken gets a number, the same filter of the same
    // name is left out. Returns how many came.
    int add(const QList<SavedFilter> &filters);

private:
    Settings *m_settings;
    QString m_scope;
};

} // namespace gatehouse
