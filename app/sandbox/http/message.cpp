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

Json Failure::ngrokError() const
{
    Json details = Json::object();
    for (const Problem &problem : m_problems) {
        if (problem.path.is_array()) {
            std::string path;
            for (const Json &part : problem.path) {
                path += (path.empty() ? "" : ".")
                    + (part.is_string() ? part.get<std::string>() : part.dump());
            }
            details[path] = problem.message;
        }
    }
    return {{"errorCode", "ERR_NGROK_" + std::to_string(m_problems.front().code)},
            {"statusCode", m_status},
            {"msg", what()},
            {"details", std::move(details)}};
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
        const auto at = std::to_string(error.byte);
        throw Failure(400, {{InvalidInput, "Malformed JSON at byte " + at, Json::array({"body"})}});
    } catch (const Json::out_of_range &) {
        throw Failure(400, {{InvalidInput, "A number is out of range", Json::array({"body"})}});
    }
}

} // namespace sandbox
