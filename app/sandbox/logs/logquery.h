// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/schema.h"

namespace sandbox {

/// What a filter's key is compared as.
enum class KeyType { Text, Number, Boolean, Time };

enum class Operator { Equal, NotEqual, Contains, Less, Greater, AtLeast, AtMost };

/// One condition. Values are null or, by the key's type, string, number (also a
/// time's milliseconds) or boolean; Contains has strings. Several mean any of them.
struct Term
{
    std::string key;
    KeyType type = KeyType::Text;
    Operator op = Operator::Equal;
    std::vector<Json> values;
};

/// Which logs, in which order.
struct LogQuery
{
    std::vector<Term> terms;
    std::string search;
    std::string orderBy = "created_at";
    bool descending = true;

    /// Equal for queries with the same rows in the same buckets.
    std::string cacheKey() const;
};

/// The parameters of a list of logs; throws a 400 that names every violation.
struct LogListQuery : LogQuery
{
    std::size_t page = 1;
    std::size_t perPage = 20;
    bool metaInfo = false;
};
LogListQuery parseLogList(const Call &call, bool dottedFilters);

/// The parameters of a deletion of logs.
struct LogDeleteQuery : LogQuery
{
    std::size_t limit = 0;
};
LogDeleteQuery parseLogDelete(const Call &call, bool dottedFilters);

/// A `filters` array as terms; violations go to `problems` below `path`.
std::vector<Term> parseFilters(const Json &filters, const Json &path,
                               std::vector<Problem> &problems);

/// One filter of a dataset: fewer keys and operators, and no null. The service takes any
/// value for any key.
const Schema &datasetFilterSchema();

/// Filters that this schema accepts as terms. A value that the key cannot have, and an
/// operator that does not apply to it, match no log.
std::vector<Term> datasetTerms(const Json &filters);

} // namespace sandbox
