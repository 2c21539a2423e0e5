// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

namespace gatehouse {

// An identifier of one kind of object; two kinds cannot be swapped by mistake.
template <class Tag> struct Id
{
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const Id &) const = default;
    auto operator<=>(const Id &other) const { return value.compare(other.value) <=> 0; }
};

template <class Tag> size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

using AccountId = Id<struct AccountTag>;
using GatewayId = Id<struct GatewayTag>;
using LogId = Id<struct LogTag>;
using DatasetId = Id<struct DatasetTag>;
using EvaluationTypeId = Id<struct EvaluationTypeTag>;

} // namespace gatehouse
