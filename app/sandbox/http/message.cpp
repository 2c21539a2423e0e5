// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/message.h"

#include <optional>

namespace sandbox {

Failure::Failure(int status, std::vector<Problem> problems)
    : std::runtime_error(problems.empty() ? "failure" : problems.front().message)
    , m_status(status)
    , m_problems(std::move(problems))
{
}

Failure::Failure(int status, int code, std::string message)
    : Failure(status, {Problem{code, std::move(message), nullptr}})
{
}

Reply Failure::reply(ErrorForm form) const
{
    Reply reply = jsonReply(form == ErrorForm::Ngrok ? ngrokError() : envelope(), m_status);
    reply.headers = headers;
    return reply;
}

Json Failure::envelope() const
{
    Json errors = Json::array();
    for (const Problem &problem : m_problems) {
        Json error = {{"code", problem.code}, {"message", problem.message}};
        if (!problem.path.is_null()) {
            error["path"] = problem.path;
        }
        errors.push_back(std::move(error));
    }
    return {{"success", false}, {"errors", std::move(errors)}, {"result", Json::object()}};
}

namespace {

/// ngrok documents a code for some errors only, and may leave it out.
std::optional<int> ngrokCode(int code)
{
    switch (code) {
    case Unauthenticated:
        return NgrokNoCredentials;
    case Forbidden:
        return NgrokInvalidCredentials;
    case NgrokReservedProvider:
    case NgrokReferencedProvider:
    case NgrokProviderExists:
        return code;
    default:
        return std::nullopt;
    }
}

/// `["body", "models", 0, "modelId"]` as `models.0.modelId`
std::string fieldName(const Json &path)
{
    std::string name;
    for (std::size_t i = 1; i < path.size(); ++i) {
        name.append(i > 1 ? "." : "")
            .append(path[i].is_string() ? path[i].get<std::string>() : path[i].dump());
    }
    return name;
}

} // namespace

Json Failure::ngrokError() const
{
    std::string message = what();
    Json details = Json::object();
    for (const Problem &problem : m_problems) {
        if (const std::string field = fieldName(problem.path); !field.empty()) {
            if (details.empty() && problem.code == InvalidInput) {
                message = field + ": " + problem.message;
            }
            details[field] = problem.message;
        }
    }
    Json error = {{"statusCode", m_status}, {"msg", message}, {"details", std::move(details)}};
    if (const auto code = ngrokCode(m_problems.front().code)) {
        error["errorCode"] = "ERR_NGROK_" + std::to_string(*code);
    }
    return error;
}

Reply success(Json result)
{
    Json envelope = {{"success", true}};
    envelope["result"] = std::move(result);
    return jsonReply(envelope);
}

Reply jsonReply(const Json &envelope, int status)
{
    Reply reply;
    reply.status = status;
    reply.body = envelope.dump(-1, ' ', false, Json::error_handler_t::replace);
    return reply;
}

Json parseBody(const Call &call)
{
    constexpr int deepest = 256; // whoever walks a document recursively must survive it
    const auto notTooDeep = [](int depth, Json::parse_event_t, const Json &) {
        if (depth > deepest) {
            throw Failure(400, {{InvalidInput, "JSON nested too deep", Json::array({"body"})}});
        }
        return true;
    };
    try {
        return Json::parse(call.body, notTooDeep);
    } catch (const Json::parse_error &error) {
        const auto message =
            std::string("Malformed JSON at byte ").append(std::to_string(error.byte));
        throw Failure(400, {{InvalidInput, message, Json::array({"body"})}});
    } catch (const Json::out_of_range &) {
        throw Failure(400, {{InvalidInput, "A number is out of range", Json::array({"body"})}});
    }
}

} // namespace sandbox
