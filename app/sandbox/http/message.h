// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sandbox {

using Json = nlohmann::json;

/// Plain `application/json` would be compressed by the HTTP library, at 25 ms a page.
inline constexpr auto jsonContentType = "application/json; charset=utf-8";

/// Codes of the vendor's error envelope.
enum ErrorCode {
    NoRoute = 7000,
    InvalidInput = 7001,
    NotFound = 7002,
    Conflict = 7003,
    WrongAccount = 7003,
    RateLimited = 971,
    Forbidden = 9109,
    Unauthenticated = 10000,
    MethodNotAllowed = 10405,
    InternalError = 10500,
};

/// ngrok's own codes, from its list of errors; spelled ERR_NGROK_27705.
enum NgrokErrorCode {
    NgrokNoCredentials = 200,
    NgrokInvalidCredentials = 203,
    NgrokReservedProvider = 27705,
    NgrokReferencedProvider = 27710,
    NgrokProviderExists = 27712,
};

/// A request as handlers see it: everything percent-decoded.
struct Call
{
    std::string method;
    std::string host; ///< as the client knows the service, such as localhost:8788
    std::map<std::string, std::string> path;
    std::vector<std::pair<std::string, std::string>> query;
    std::string body;
};

struct Reply
{
    int status = 200;
    std::string body;
    std::string contentType = jsonContentType;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// How a service words its errors.
enum class ErrorForm {
    Envelope, ///< `{"success": false, "errors": […], "result": {}}`
    Ngrok, ///< `{"errorCode", "statusCode", "msg", "details": {}}`
};

/// One entry of the envelope's `errors`; `path` mixes names and indexes.
struct Problem
{
    int code = InvalidInput;
    std::string message;
    Json path;
};

/// Thrown by handlers, answered as the service words its errors.
class Failure : public std::runtime_error
{
public:
    Failure(int status, std::vector<Problem> problems);
    Failure(int status, int code, std::string message);

    Reply reply(ErrorForm form = ErrorForm::Envelope) const;
    std::vector<std::pair<std::string, std::string>> headers;

private:
    Json envelope() const;
    Json ngrokError() const;

    int m_status;
    std::vector<Problem> m_problems;
};

/// `{"result": …, "success": true}`
Reply success(Json result);
Reply jsonReply(const Json &envelope, int status = 200);

/// The request's JSON body; a malformed one, or one nested deeper than 256, is a 400.
Json parseBody(const Call &call);

} // namespace sandbox
