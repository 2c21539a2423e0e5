// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"

namespace gatehouse {

// What people say about a log afterwards: the body of PATCH /gateways/{g}/logs/{id}. Null takes
// away what is there. A log's detail tells of the metadata only.
struct LogAnnotations
{
    static constexpr int maxMetadata = 5; // entries

    Field<double> feedback; // -1, 0 or 1
    Field<double> score; // 0 to 100
    Field<QJsonObject> metadata; // flat: texts, numbers and booleans

    bool operator==(const LogAnnotations &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("feedback", self.feedback);
        visitor("score", self.score);
        visitor("metadata", self.metadata);
    }
};

// Metadata that is not the text of a JSON object is absent.
LogAnnotations annotationsOf(const Log &log);
// The log with them; what they do not say stays.
Log annotated(Log log, const LogAnnotations &annotations);

// One entry of metadata as it is edited: what is typed, and what it shall be.
struct MetadataEntry
{
    enum class Type { Text, Number, Boolean };

    QString key;
    Type type = Type::Text;
    QString text;

    bool operator==(const MetadataEntry &) const = default;
};
// In the order of the keys. A value of another type, which nobody promises, is its JSON as a text.
QList<MetadataEntry> metadataEntries(const QJsonObject &metadata);
// An error of Kind::Validation whose path is the entry's index, and "key" or "value".
Result<QJsonObject> metadataOf(const QList<MetadataEntry> &entries);

} // namespace gatehouse
