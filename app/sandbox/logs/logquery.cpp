// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logquery.h"

#include "app/sandbox/clock.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sandbox {

namespace {

struct KeyInfo
{
    const char *name;
    KeyType type;
    bool inDatasets = false;
};

constexpr KeyInfo keys[]{{"id", KeyType::Text},
                         {"created_at", KeyType::Time, true},
                         {"request_content_type", KeyType::Text, true},
                         {"response_content_type", KeyType::Text, true},
                         {"request_type", KeyType::Text},
                         {"success", KeyType::Boolean, true},
                         {"cached", KeyType::Boolean, true},
                         {"provider", KeyType::Text, true},
                         {"model", KeyType::Text, true},
                         {"model_type", KeyType::Text},
                         {"cost", KeyType::Number, true},
                         {"tokens", KeyType::Number, true},
                         {"tokens_in", KeyType::Number, true},
                         {"tokens_out", KeyType::Number, true},
                         {"duration", KeyType::Number, true},
                         {"feedback", KeyType::Number, true},
                         {"event_id", KeyType::Text},
                         {"metadata.key", KeyType::Text},
                         {"metadata.value", KeyType::Text},
                         {"authentication", KeyType::Boolean},
                         {"wholesale", KeyType::Boolean},
                         {"compatibilityMode", KeyType::Boolean},
                         {"dlp_action", KeyType::Text},
                         {"user_agent", KeyType::Text}};

struct OperatorInfo
{
    const char *name;
    Operator op;
    bool inDatasets = true;
};

constexpr OperatorInfo operators[]{{"eq", Operator::Equal},
                                   {"neq", Operator::NotEqual, false},
                                   {"contains", Operator::Contains},
                                   {"lt", Operator::Less},
                                   {"gt", Operator::Greater}};

template <typename Infos> std::vector<std::string> names(const Infos &infos, bool datasets)
{
    std::vector<std::string> list;
    for (const auto &info : infos) {
        if (!datasets || info.inDatasets) {
            list.emplace_back(info.name);
        }
    }
    return list;
}

std::optional<double> numberOf(const Json &value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    if (!value.is_string()) {
        return {};
    }
    const auto &text = value.get_ref<const std::string &>();
    double number = 0;
    const char *end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && at == end && std::isfinite(number) ? std::optional(number)
                                                                      : std::nullopt;
}

std::string scalarText(const Json &value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The value as the key's type wants it, or what is wrong with it.
std::optional<Json> typedValue(const Term &term, const Json &value, std::string &wrong)
{
    if (value.is_null()) {
        return Json();
    }
    if (term.op == Operator::Contains) {
        return Json(scalarText(value));
    }
    switch (term.type) {
    case KeyType::Text:
        if (value.is_string() || term.key == "metadata.value") {
            return Json(scalarText(value));
        }
        wrong = "Expected string or null for '" + term.key + "'";
        break;
    case KeyType::Number:
        if (const auto number = numberOf(value)) {
            return Json(*number);
        }
        wrong = "Expected number or null for '" + term.key + "'";
        break;
    case KeyType::Boolean:
        if (value.is_boolean()) {
            return value;
        }
        if (value == "true" || value == "false") {
            return Json(value == "true");
        }
        wrong = "Expected boolean or null for '" + term.key + "'";
        break;
    case KeyType::Time:
        if (const auto time =
                value.is_string() ? parseIsoTime(value.get<std::string>()) : std::nullopt) {
            return Json(static_cast<double>(*time));
        }
        wrong = "Expected ISO 8601 date-time or null for '" + term.key + "'";
        break;
    }
    return {};
}

Schema filterSchema(bool datasets)
{
    const Schema text = datasets ? string() : string().nullable();
    return object({
        {"key", string().oneOf(names(keys, datasets)).required()},
        {"operator", string().oneOf(names(operators, datasets)).required()},
        {"value", array(anyOf({text, number(), boolean()})).required()},
    });
}

/// A filter that meets the schema, still without its values.
Term termOf(const Json &filter)
{
    const auto key = filter["key"].get<std::string>();
    const auto op = filter["operator"].get<std::string>();
    return {key,
            std::ranges::find(keys, key, &KeyInfo::name)->type,
            std::ranges::find(operators, op, &OperatorInfo::name)->op,
            {}};
}

bool applies(const Term &term)
{
    return term.type != KeyType::Boolean || term.op == Operator::Equal
        || term.op == Operator::NotEqual;
}

std::optional<Term> parseTerm(const Json &filter, const Json &path, std::vector<Problem> &problems)
{
    static const Schema schema = filterSchema(false);
    const std::size_t before = problems.size();
    const Json checkedFilter = checked(schema, filter, path, problems);
    if (problems.size() != before) {
        return {};
    }
    Term term = termOf(checkedFilter);
    Json valuePath = path;
    valuePath.push_back("value");
    const Json &values = checkedFilter["value"];
    if (values.empty()) {
        problems.push_back({InvalidInput, "Array must contain at least 1 element(s)", valuePath});
    } else if (!applies(term)) {
        problems.push_back({InvalidInput,
                            "Operator '" + checkedFilter["operator"].get<std::string>()
                                + "' does not apply to boolean '" + term.key + "'",
                            valuePath});
    } else {
        for (const Json &value : values) {
            std::string wrong;
            if (auto typed = typedValue(term, value, wrong)) {
                term.values.push_back(std::move(*typed));
            } else {
                problems.push_back({InvalidInput, wrong, valuePath});
            }
        }
    }
    return term;
}

/// The vendor SDK's form: `filters.key=…&filters.operator=…&filters.value=…`, where
/// a second key or operator begins the next filter.
Json dottedFilters(const Call &call)
{
    Json filters = Json::array();
    for (const auto &[name, value] : call.query) {
        if (!name.starts_with("filters.")) {
            continue;
        }
        const std::string member = name.substr(sizeof "filters." - 1);
        if (filters.empty() || (member != "value" && filters.back().contains(member))) {
            filters.push_back(Json::object());
        }
        if (member == "value") {
            filters.back()["value"].push_back(value);
        } else {
            filters.back()[member] = value;
        }
    }
    return filters;
}

std::vector<Term> filterParameters(const Call &call, bool dotted, std::vector<Problem> &problems)
{
    const Json path = Json::array({"query", "filters"});
    std::vector<Term> terms;
    for (const auto &[name, value] : call.query) {
        if (name != "filters") {
            continue;
        }
        const Json filters = Json::parse(value, nullptr, false);
        if (filters.is_discarded()) {
            problems.push_back({InvalidInput, "Malformed JSON", path});
            continue;
        }
        std::ranges::move(parseFilters(filters, path, problems), std::back_inserter(terms));
    }
    if (dotted) {
        std::ranges::move(parseFilters(dottedFilters(call), path, problems),
                          std::back_inserter(terms));
    }
    return terms;
}

/// The parameters beside `filters` that the vendor calls deprecated.
struct Separate
{
    const char *parameter;
    const char *key;
    Operator op;
};

constexpr Separate separates[]{
    {"start_date", "created_at", Operator::AtLeast},
    {"end_date", "created_at", Operator::AtMost},
    {"min_cost", "cost", Operator::AtLeast},
    {"max_cost", "cost", Operator::AtMost},
    {"min_tokens_in", "tokens_in", Operator::AtLeast},
    {"max_tokens_in", "tokens_in", Operator::AtMost},
    {"min_tokens_out", "tokens_out", Operator::AtLeast},
    {"max_tokens_out", "tokens_out", Operator::AtMost},
    {"min_total_tokens", "tokens", Operator::AtLeast},
    {"max_total_tokens", "tokens", Operator::AtMost},
    {"min_duration", "duration", Operator::AtLeast},
    {"max_duration", "duration", Operator::AtMost},
    {"feedback", "feedback", Operator::Equal},
    {"success", "success", Operator::Equal},
    {"cached", "cached", Operator::Equal},
    {"model", "model", Operator::Equal},
    {"model_type", "model_type", Operator::Equal},
    {"provider", "provider", Operator::Equal},
    {"request_content_type", "request_content_type", Operator::Equal},
    {"response_content_type", "response_content_type", Operator::Equal},
};

Schema separateSchema(const Separate &separate)
{
    switch (std::ranges::find(keys, std::string_view(separate.key), &KeyInfo::name)->type) {
    case KeyType::Boolean:
        return boolean();
    case KeyType::Number:
        return separate.op == Operator::Equal ? integer().min(0).max(1) : number();
    case KeyType::Time:
        return string().isTime();
    case KeyType::Text:
        break;
    }
    return string();
}

Schema listSchema()
{
    std::vector<Property> properties{
        {"search", string().otherwise("")},
        {"page", integer().min(1).otherwise(1)},
        {"per_page", integer().min(1).max(50).otherwise(20)},
        {"order_by",
         string()
             .oneOf({"created_at", "provider", "model", "model_type", "success", "cached"})
             .otherwise("created_at")},
        {"order_by_direction", string().oneOf({"asc", "desc"})},
        {"direction", string().oneOf({"asc", "desc"})},
        {"meta_info", boolean().otherwise(false)},
    };
    for (const Separate &separate : separates) {
        properties.push_back({separate.parameter, separateSchema(separate)});
    }
    return object(std::move(properties));
}

const Schema &deleteSchema()
{
    static const Schema schema = object({
        {"order_by",
         string()
             .oneOf({"created_at", "provider", "model", "model_type", "success", "cached", "cost",
                     "tokens_in", "tokens_out", "duration", "feedback"})
             .otherwise("created_at")},
        {"order_by_direction", string().oneOf({"asc", "desc"}).otherwise("asc")},
        {"limit", integer().min(1).max(10'000).otherwise(10'000)},
    });
    return schema;
}

} // namespace

std::vector<Term> parseFilters(const Json &filters, const Json &path,
                               std::vector<Problem> &problems)
{
    std::vector<Term> terms;
    if (!filters.is_array()) {
        problems.push_back({InvalidInput, "Expected array", path});
        return terms;
    }
    for (std::size_t i = 0; i < filters.size(); ++i) {
        Json termPath = path;
        termPath.push_back(i);
        if (auto term = parseTerm(filters[i], termPath, problems)) {
            terms.push_back(std::move(*term));
        }
    }
    return terms;
}

const Schema &datasetFilterSchema()
{
    static const Schema schema = filterSchema(true);
    return schema;
}

std::vector<Term> datasetTerms(const Json &filters)
{
    std::vector<Term> terms;
    for (const Json &filter : filters) {
        Term term = termOf(filter);
        if (!applies(term)) {
            term.op = Operator::Equal; // to none of no values
        } else {
            for (const Json &value : filter["value"]) {
                std::string wrong;
                if (auto typed = typedValue(term, value, wrong)) {
                    term.values.push_back(std::move(*typed));
                }
            }
        }
        terms.push_back(std::move(term));
    }
    return terms;
}

std::string LogQuery::cacheKey() const
{
    Json key = {search, orderBy};
    for (const Term &term : terms) {
        key.push_back({term.key, static_cast<int>(term.op), term.values});
    }
    return key.dump(-1, ' ', false, Json::error_handler_t::replace);
}

LogListQuery parseLogList(const Call &call, bool dotted)
{
    static const Schema schema = listSchema();
    std::vector<Problem> problems;
    const Json values = checkedQuery(schema, call, problems);
    LogListQuery query;
    query.terms = filterParameters(call, dotted, problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    query.search = values["search"];
    query.page = values["page"];
    query.perPage = values["per_page"];
    query.metaInfo = values["meta_info"];
    query.orderBy = values["order_by"];
    query.descending =
        values.value("order_by_direction", values.value("direction", "desc")) == "desc";
    for (const Separate &separate : separates) {
        const auto found = values.find(separate.parameter);
        if (found == values.end()) {
            continue;
        }
        const KeyType type =
            std::ranges::find(keys, std::string_view(separate.key), &KeyInfo::name)->type;
        Json value = *found;
        if (type == KeyType::Time) {
            value = static_cast<double>(*parseIsoTime(value.get<std::string>()));
        }
        query.terms.push_back({separate.key, type, separate.op, {std::move(value)}});
    }
    return query;
}

LogDeleteQuery parseLogDelete(const Call &call, bool dotted)
{
    std::vector<Problem> problems;
    const Json values = checkedQuery(deleteSchema(), call, problems);
    LogDeleteQuery query;
    query.terms = filterParameters(call, dotted, problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    query.orderBy = values["order_by"];
    query.descending = values["order_by_direction"] == "desc";
    query.limit = values["limit"];
    return query;
}

} // namespace sandbox
