// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

namespace gatehouse {

// What an evaluation can measure: GET /evaluation-types.
struct EvaluationType
{
    EvaluationTypeId id;
    QString name;
    QString type;
    QString description;
    bool enable = false;
    bool mandatory = false;
    QDateTime createdAt;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const EvaluationType &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("name", self.name);
        visitor("type", self.type);
        visitor("description", self.description);
        visitor("enable", self.enable);
        visitor("mandatory", self.mandatory);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

} // namespace gatehouse
