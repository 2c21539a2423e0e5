// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/schema.h"

#include "app/sandbox/clock.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sandbox {

namespace {

Json joined(Json path, Json element)
{
    path.push_back(std::move(element));
    return path;
}

std::string received(const Json &value)
{
    return value.is_null() ? "null" : value.type_name();
}

std::string numberText(double value)
{
    return Json(value).dump();
}

std::string plainNumber(double value)
{
    return value == std::floor(value) && std::abs(value) < 1e15
        ? std::to_string(static_cast<long long>(value))
        : numberText(value);
}

std::size_t characters(const std::string &text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool looksLikeUrl(const std::string &text)
{
    const auto colon = text.find("://");
    return colon != std::string::npos && colon > 0 && text.size() > colon + 3
        && text.find_first_of(" \t\r\n") == std::string::npos;
}

/// One walk over one value; the members are what every level needs.
class Checker
{
public:
    explicit Checker(std::vector<Problem> &problems) : m_problems(problems) { }

    Json check(const Schema &schema, const Json &value, const Json &path)
    {
        if (value.is_null() && schema.allowsNull) {
            return value;
        }
        switch (schema.type) {
        case Schema::Type::Boolean:
            return expect(value.is_boolean(), "boolean", value, path), value;
        case Schema::Type::Integer:
        case Schema::Type::Number:
            return checkNumber(schema, value, path);
        case Schema::Type::String:
            return checkString(schema, value, path);
        case Schema::Type::Array:
            return checkArray(schema, value, path);
        case Schema::Type::Object:
            return checkObject(schema, value, path);
        case Schema::Type::AnyOf:
            return checkAnyOf(schema, value, path);
        case Schema::Type::Anything:
            break;
        }
        return value;
    }

private:
    void fail(std::string message, const Json &path)
    {
        m_problems.push_back({InvalidInput, std::move(message), path});
    }

    bool expect(bool holds, const char *type, const Json &value, const Json &path)
    {
        if (!holds) {
            fail(std::string("Expected ") + type + ", received " + received(value), path);
        }
        return holds;
    }

    Json checkNumber(const Schema &schema, const Json &value, const Json &path)
    {
        const bool whole = schema.type == Schema::Type::Integer;
        const double number = value.is_number() ? value.get<double>() : 0;
        constexpr double exactlyWhole = 9007199254740992; // 2^53
        if (!expect(value.is_number()
                        && (!whole
                            || (number == std::floor(number) && std::abs(number) <= exactlyWhole)),
                    whole ? "integer" : "number", value, path)) {
            return value;
        }
        const double least = schema.minimum.value_or(number);
        if (number < least || (schema.exclusiveMinimum && number == least)) {
            fail(std::string("Number must be greater than ")
                     + (schema.exclusiveMinimum ? "" : "or equal to ") + plainNumber(least),
                 path);
        }
        if (schema.maximum && number > *schema.maximum) {
            fail("Number must be less than or equal to " + plainNumber(*schema.maximum), path);
        }
        return whole && value.is_number_float() ? Json(static_cast<std::int64_t>(number)) : value;
    }

    Json checkString(const Schema &schema, const Json &value, const Json &path)
    {
        if (!expect(value.is_string(), "string", value, path)) {
            return value;
        }
        const auto &text = value.get_ref<const std::string &>();
        const std::size_t size = characters(text);
        if (size < schema.minLength) {
            fail("String must contain at least " + std::to_string(schema.minLength)
                     + " character(s)",
                 path);
        }
        if (schema.maxLength && size > *schema.maxLength) {
            fail("String must contain at most " + std::to_string(*schema.maxLength)
                     + " character(s)",
                 path);
        }
        if (!schema.values.empty()
            && std::ranges::find(schema.values, text) == schema.values.end()) {
            std::string list;
            for (const std::string &allowed : schema.values) {
                list += (list.empty() ? "'" : " | '") + allowed + "'";
            }
            fail("Invalid enum value. Expected " + list + ", received '" + text + "'", path);
        }
        if (schema.holds && !schema.holds(text)) {
            fail(schema.violation, path);
        }
        if (schema.url && !looksLikeUrl(text)) {
            fail("Invalid url", path);
        }
        if (schema.time && !parseIsoTime(text)) {
            fail("Invalid date-time", path);
        }
        return value;
    }

    Json checkArray(const Schema &schema, const Json &value, const Json &path)
    {
        if (!expect(value.is_array(), "array", value, path)) {
            return value;
        }
        if (value.size() < schema.itemMinimum) {
            fail("Array must contain at least " + std::to_string(schema.itemMinimum)
                     + " element(s)",
                 path);
        }
        if (schema.itemLimit && value.size() > *schema.itemLimit) {
            fail("Array must contain at most " + std::to_string(*schema.itemLimit) + " element(s)",
                 path);
        }
        Json result = Json::array();
        for (std::size_t i = 0; i < value.size(); ++i) {
            result.push_back(check(*schema.items, value[i], joined(path, i)));
        }
        return result;
    }

    Json checkObject(const Schema &schema, const Json &value, const Json &path)
    {
        if (!expect(value.is_object(), "object", value, path)) {
            return value;
        }
        Json result = Json::object();
        for (const Schema &property : schema.properties) {
            const auto found = value.find(property.name);
            if (found != value.end()) {
                result[property.name] = check(property, *found, joined(path, property.name));
            } else if (property.isRequired) {
                fail("Required", joined(path, property.name));
            } else if (property.fallback) {
                result[property.name] = *property.fallback;
            }
        }
        for (const auto &[name, member] : value.items()) {
            if (std::ranges::find(schema.properties, name, &Schema::name)
                != schema.properties.end()) {
                continue;
            }
            if (schema.items) {
                result[name] = check(*schema.items, member, joined(path, name));
            } else if (schema.unknownRefused) {
                fail("Unrecognized key", joined(path, name));
            }
        }
        if (schema.itemLimit && result.size() > *schema.itemLimit) {
            fail("Object must contain at most " + std::to_string(*schema.itemLimit) + " entries",
                 path);
        }
        return result;
    }

    /// The alternative with the fewest violations is taken for the one that was meant,
    /// among those whose constant properties agree.
    Json checkAnyOf(const Schema &schema, const Json &value, const Json &path)
    {
        std::optional<std::pair<bool, std::size_t>> best;
        std::vector<Problem> bestProblems;
        Json result = value;
        for (const Schema &alternative : schema.alternatives) {
            std::vector<Problem> problems;
            Json candidate = checked(alternative, value, path, problems);
            const std::pair misfit{contradicts(alternative, value), problems.size()};
            if (!best || misfit < *best) {
                best = misfit;
                bestProblems = std::move(problems);
                result = std::move(candidate);
            }
        }
        m_problems.insert(m_problems.end(), bestProblems.begin(), bestProblems.end());
        return result;
    }

    static bool contradicts(const Schema &schema, const Json &value)
    {
        return value.is_object()
            && std::ranges::any_of(schema.properties, [&](const Schema &property) {
                   const auto &values = property.values;
                   return values.size() == 1
                       && value.value(property.name, Json()) != Json(values.front());
               });
    }

    std::vector<Problem> &m_problems;
};

/// A query parameter's text as the JSON type that its schema asks for; text that
/// is no such thing stays a string, which then fails the check.
Json typedParameter(const Schema &schema, const std::string &text)
{
    if (schema.allowsNull && (text.empty() || text == "null")) {
        return nullptr;
    }
    if (schema.type == Schema::Type::Boolean) {
        if (text == "true" || text == "1") {
            return true;
        }
        if (text == "false" || text == "0") {
            return false;
        }
    }
    if (schema.type == Schema::Type::Integer || schema.type == Schema::Type::Number) {
        double value = 0;
        const char *end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data(), end, value);
        if (error == std::errc{} && at == end && std::isfinite(value)) {
            return value;
        }
    }
    return text;
}

} // namespace

Json checked(const Schema &schema, const Json &value, const Json &path,
             std::vector<Problem> &problems)
{
    return Checker(problems).check(schema, value, path);
}

Json checkedBody(const Schema &schema, const Call &call)
{
    std::vector<Problem> problems;
    Json body = checked(schema, parseBody(call), Json::array({"body"}), problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    return body;
}

Json checkedQuery(const Schema &schema, const Call &call, std::vector<Problem> &problems)
{
    Json values = Json::object();
    for (const auto &[name, text] : call.query) {
        const auto property = std::ranges::find(schema.properties, name, &Schema::name);
        if (property != schema.properties.end() && !values.contains(name)) {
            values[name] = typedParameter(*property, text);
        }
    }
    return checked(schema, values, Json::array({"query"}), problems);
}

Json checkedQuery(const Schema &schema, const Call &call)
{
    std::vector<Problem> problems;
    Json values = checkedQuery(schema, call, problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    return values;
}

} // namespace sandbox
