// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/routegraph.h"

#include "app/sandbox/http/schema.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <set>

namespace sandbox {

namespace {

constexpr auto elementTypes = {"start", "conditional", "percentage", "rate", "model", "end"};

std::vector<Property> head()
{
    return {{"id", string().required()},
            {"type", string().oneOf({elementTypes.begin(), elementTypes.end()}).required()}};
}

Schema target()
{
    return object({{"elementId", string().required()}}).required();
}

Schema outputs(std::initializer_list<const char *> names)
{
    std::vector<Property> properties;
    for (const char *name : names) {
        properties.push_back({name, target()});
    }
    return object(std::move(properties)).refuseUnknown().required();
}

Schema element(Schema outputs, std::vector<Property> properties = {})
{
    auto members = head();
    members.push_back({"outputs", std::move(outputs)});
    if (!properties.empty()) {
        members.push_back({"properties", object(std::move(properties)).required()});
    }
    return object(std::move(members));
}

std::map<std::string, Schema> schemas()
{
    constexpr std::size_t mostPercentages = 5;
    return {
        {"start", element(outputs({"next"}))},
        {"conditional", element(outputs({"true", "false"}), {{"conditions", mapOf(anything())}})},
        {"percentage", element(mapOf(target()).maxItems(mostPercentages).required())},
        {"rate",
         element(outputs({"success", "fallback"}),
                 {{"key", string().required()},
                  {"limit", number().required()},
                  {"limitType", string().oneOf({"count", "cost"}).required()},
                  {"window", number().required()}})},
        {"model",
         element(outputs({"success", "fallback"}),
                 {{"provider", string().required()},
                  {"model", string().required()},
                  {"timeout", number().required()},
                  {"retries", number().required()}})},
        {"end", element(mapOf(target()).required())},
    };
}

/// A text member of what may be no object.
std::optional<std::string> member(const Json &element, const char *name)
{
    const auto found = element.is_object() ? element.find(name) : element.end();
    return found != element.end() && found->is_string() ? std::optional<std::string>(*found)
                                                        : std::nullopt;
}

/// "12.5%" is 12.5.
std::optional<double> percentage(const std::string &key)
{
    if (key.empty() || key.front() < '0' || key.front() > '9') {
        return {};
    }
    double value = 0;
    const char *last = key.data() + key.size() - 1;
    const auto [at, error] = std::from_chars(key.data(), last, value, std::chars_format::fixed);
    return error == std::errc{} && at == last && *last == '%' ? std::optional(value) : std::nullopt;
}

/// One check of one graph; the members are what every step needs.
class GraphCheck
{
public:
    GraphCheck(const Json &elements, const Json &path, std::vector<Problem> &problems)
        : m_elements(elements)
        , m_path(path)
        , m_problems(problems)
    {
    }

    Json run()
    {
        collect();
        Json result = Json::array();
        for (std::size_t i = 0; i < m_elements.size(); ++i) {
            const std::size_t before = m_problems.size();
            result.push_back(checkForm(i));
            if (m_problems.size() == before) {
                checkTargets(i);
                checkPercentages(i);
            }
        }
        return result;
    }

private:
    void collect()
    {
        bool started = false;
        for (std::size_t i = 0; i < m_elements.size(); ++i) {
            const auto id = member(m_elements[i], "id");
            if (id && !m_ids.insert(*id).second) {
                fail("Duplicate element id '" + *id + "'", {i, "id"});
            }
            if (member(m_elements[i], "type") == "start" && std::exchange(started, true)) {
                fail("A route has only one start element", {i, "type"});
            }
        }
        if (!started) {
            fail("A route needs a start element", Json::array());
        }
    }

    Json checkForm(std::size_t i)
    {
        static const Schema anyElement = object(head());
        static const auto byType = schemas();
        const auto schema = byType.find(member(m_elements[i], "type").value_or(""));
        Json path = m_path;
        path.push_back(i);
        return checked(schema != byType.end() ? schema->second : anyElement, m_elements[i], path,
                       m_problems);
    }

    void checkTargets(std::size_t i)
    {
        for (const auto &[name, output] : m_elements[i]["outputs"].items()) {
            const std::string id = output["elementId"];
            if (!m_ids.contains(id)) {
                fail("No element has the id '" + id + "'", {i, "outputs", name});
            }
        }
    }

    void checkPercentages(std::size_t i)
    {
        if (m_elements[i]["type"] != "percentage") {
            return;
        }
        constexpr double rounding = 1e-9; // of decimals such as 33.4%
        double sum = 0;
        bool numbers = true;
        for (const auto &[key, output] : m_elements[i]["outputs"].items()) {
            const auto value = percentage(key);
            if (!value) {
                fail("Expected a percentage such as '10%', received '" + key + "'",
                     {i, "outputs", key});
            }
            numbers = numbers && value;
            sum += value.value_or(0);
        }
        if (numbers && std::abs(sum - 100) > rounding) {
            fail("Percentages must sum to 100, not to " + Json(sum).dump(), {i, "outputs"});
        }
    }

    void fail(std::string message, const Json &below)
    {
        Json path = m_path;
        path.insert(path.end(), below.begin(), below.end());
        m_problems.push_back({InvalidInput, std::move(message), std::move(path)});
    }

    const Json &m_elements;
    const Json &m_path;
    std::vector<Problem> &m_problems;
    std::set<std::string> m_ids;
};

} // namespace

Json checkedElements(const Json &elements, const Json &path, std::vector<Problem> &problems)
{
    return GraphCheck(elements, path, problems).run();
}

} // namespace sandbox
