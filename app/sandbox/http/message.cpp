// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/message.h"

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

Reply Failure::reply() const
{
    Json errors = Json::array();
    for (const Problem &problem : m_problems) {
        Json error = {{"code", problem.code}, {"message", problem.message}};
        if (!problem.path.is_null()) {
            error["path"] = problem.path;
        }
        errors.push_back(std::move(error));
    }
    Reply reply = jsonReply(
        {{"success", false}, {"errors", std::move(errors)}, {"result", Json::object()}}, m_status);
    reply.allow = allow;
    return reply;
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
    try {
        return Json::parse(call.body);
    } catch (const Json::parse_error &error) {
        const auto at = std::to_string(error.byte);
        throw Failure(400, {{InvalidInput, "Malformed JSON at byte " + at, Json::array({"body"})}});
    }
}

} // namespace sandbox
