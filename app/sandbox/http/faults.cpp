// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/faults.h"

#include "app/sandbox/http/schema.h"

#include <algorithm>
#include <fnmatch.h>
#include <sstream>

namespace sandbox {

namespace {

constexpr int mostMilliseconds = 600'000;

const Schema &ruleSchema()
{
    static const Schema schema =
        object({{"kind",
                 string()
                     .oneOf({"latency", "rate_limited", "error", "html", "truncated", "cut",
                             "trickle", "content_type", "unknown_enum", "extra_fields", "nulls"})
                     .required()},
                {"path", string().otherwise("*")},
                {"method", string().oneOf({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})},
                {"probability", number().min(0).max(1).otherwise(1)},
                {"count", integer().min(1)},
                {"milliseconds", integer().min(0).max(mostMilliseconds)},
                {"retry_after", integer().min(0).max(3600)},
                {"status", integer().min(200).max(599)},
                {"body", boolean()},
                {"field", string()}})
            .refuseUnknown();
    return schema;
}

bool concerns(const Json &rule, const std::string &method, const std::string &path)
{
    return rule.value("method", method) == method
        && fnmatch(rule["path"].get<std::string>().c_str(), path.c_str(), 0) == 0;
}

Reply htmlPage(int status)
{
    Reply reply;
    reply.status = status;
    reply.contentType = "text/html; charset=UTF-8";
    reply.body = "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>\n"
                 "<body><center><h1>Bad gateway</h1></center><hr><center>proxy</center></body>"
                 "</html>\n";
    return reply;
}

/// Properties whose values are enumerated by the API, or nearly so.
bool isEnumerated(const std::string &name)
{
    static constexpr std::array names{"action",
                                      "billing_mode",
                                      "brand",
                                      "content_type",
                                      "duration",
                                      "evaluation_type",
                                      "limitType",
                                      "log_management_strategy",
                                      "mode",
                                      "model_type",
                                      "operator",
                                      "rate_limiting_technique",
                                      "request_type",
                                      "retry_backoff",
                                      "status",
                                      "strategy",
                                      "technique",
                                      "type",
                                      "workers_ai_billing_mode"};
    return std::ranges::find(names, name) != names.end();
}

/// Calls `change(name, value)` for every property below; it may return true to go no deeper.
template <typename Change> void forEachProperty(Json &value, const Change &change)
{
    for (auto it = value.begin(); value.is_structured() && it != value.end(); ++it) {
        if (value.is_object() && change(it.key(), *it)) {
            continue;
        }
        forEachProperty(*it, change);
    }
}

void addFields(Json &value)
{
    for (Json &child : value) {
        if (child.is_structured()) {
            addFields(child);
        }
    }
    if (value.is_object()) {
        value["x_unheard_of"] = {{"list", {1, "two", nullptr}}};
    }
}

void changeJson(Json &document, const std::string &kind, const std::optional<std::string> &field)
{
    const auto chosen = [&](const std::string &name, bool byDefault) {
        return field ? name == *field : byDefault;
    };
    if (kind == "extra_fields") {
        addFields(document);
    } else if (kind == "unknown_enum") {
        forEachProperty(document, [&](const std::string &name, Json &value) {
            if (value.is_string() && chosen(name, isEnumerated(name))) {
                value = "unheard-of";
            }
            return false;
        });
    } else {
        forEachProperty(document, [&](const std::string &name, Json &value) {
            const bool envelope = name == "success" || name == "errors" || name == "result_info";
            if (!envelope && chosen(name, value.is_primitive() && !name.ends_with("id"))) {
                value = nullptr;
            }
            return envelope;
        });
    }
}

void changeBody(Reply &reply, const Json &rule)
{
    Json document = Json::parse(reply.body, nullptr, false);
    if (!document.is_structured()) {
        return;
    }
    std::optional<std::string> field;
    if (rule.contains("field")) {
        field = rule["field"];
    }
    changeJson(document, rule["kind"], field);
    reply.body = document.dump();
}

} // namespace

Fault Faults::add(const Json &rule)
{
    std::vector<Problem> problems;
    Fault fault;
    fault.rule = checked(ruleSchema(), rule, Json::array({"body"}), problems);
    if (!problems.empty()) {
        throw Failure(400, std::move(problems));
    }
    const std::scoped_lock guard(m_mutex);
    fault.id = std::to_string(++m_lastId);
    m_faults.push_back(fault);
    return fault;
}

void Faults::addText(const std::string &text)
{
    std::istringstream words(text);
    Json rule = Json::object();
    std::string word;
    words >> word;
    rule["kind"] = word;
    while (words >> word) {
        const auto equals = std::min(word.find('='), word.size());
        const std::string value = word.substr(std::min(equals + 1, word.size()));
        const Json typed = Json::parse(value, nullptr, false);
        rule[word.substr(0, equals)] =
            typed.is_primitive() && !typed.is_discarded() ? typed : Json(value);
    }
    add(rule);
}

std::vector<Fault> Faults::all() const
{
    const std::scoped_lock guard(m_mutex);
    return m_faults;
}

bool Faults::remove(const std::string &id)
{
    const std::scoped_lock guard(m_mutex);
    return std::erase_if(m_faults, [&](const Fault &fault) { return fault.id == id; }) > 0;
}

void Faults::clear()
{
    const std::scoped_lock guard(m_mutex);
    m_faults.clear();
}

std::vector<Fault> Faults::strike(const std::string &method, const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    std::vector<Fault> struck;
    for (Fault &fault : m_faults) {
        if (concerns(fault.rule, method, path)
            && m_random.chance(fault.rule["probability"].get<double>())) {
            struck.push_back(fault);
            if (fault.rule.contains("count")) {
                fault.rule["count"] = fault.rule["count"].get<int>() - 1;
            }
        }
    }
    std::erase_if(m_faults, [](const Fault &fault) { return fault.rule.value("count", 1) == 0; });
    return struck;
}

std::optional<Reply> replacement(const std::vector<Fault> &faults, ErrorForm form)
{
    for (const Fault &fault : faults) {
        const Json &rule = fault.rule;
        const std::string kind = rule["kind"];
        if (kind == "rate_limited") {
            Failure failure(429, RateLimited, "Please wait and consider throttling your requests");
            failure.headers.emplace_back("Retry-After",
                                         std::to_string(rule.value("retry_after", 1)));
            return failure.reply(form);
        }
        if (kind == "error") {
            Reply reply = Failure(rule.value("status", 500), InternalError,
                                  "An unknown error occurred, as was asked for")
                              .reply(form);
            if (!rule.value("body", true)) {
                reply.body.clear();
            }
            return reply;
        }
        if (kind == "html") {
            return htmlPage(rule.value("status", 502));
        }
    }
    return {};
}

Delivery spoil(Reply &reply, const std::vector<Fault> &faults)
{
    Delivery delivery;
    for (const Fault &fault : faults) {
        const std::string kind = fault.rule["kind"];
        const int milliseconds = fault.rule.value("milliseconds", 1000);
        if (kind == "latency") {
            delivery.delay += milliseconds;
        } else if (kind == "trickle") {
            delivery.trickle += milliseconds;
        } else if (kind == "cut") {
            delivery.cut = true;
        } else if (kind == "truncated") {
            reply.body.resize(reply.body.size() / 2);
        } else if (kind == "content_type") {
            reply.contentType = "text/html; charset=UTF-8";
        } else if (kind == "unknown_enum" || kind == "extra_fields" || kind == "nulls") {
            changeBody(reply, fault.rule);
        }
    }
    return delivery;
}

} // namespace sandbox
