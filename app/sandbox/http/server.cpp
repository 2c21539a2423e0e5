// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/server.h"

#include "app/sandbox/http/control.h"

#include <condition_variable>
#include <cstring>
#include <httplib.h>
#include <thread>

namespace sandbox {

namespace {

constexpr std::size_t workers = 128; // a kept-alive connection holds one
constexpr std::size_t keepAliveRequests = 1'000'000;
constexpr time_t keepAliveSeconds = 30;
constexpr std::size_t mostBodyBytes = std::size_t{64} << 20;

/// The library leaves idle connections to their time-out; ending their reading
/// side makes their workers stop at once and lets running answers be written.
void endReadingOnAllConnections()
{
    const long descriptors = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < std::min(descriptors, 65'536L); ++descriptor) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) == 0) {
            shutdown(descriptor, SHUT_RD);
        }
    }
}

} // namespace

struct Server::Private
{
    Options options;
    Router router;
    Faults faults;
    Journal journal;
    httplib::Server http;
    int port = 0;
    std::thread listener;
    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;

    void authenticate(const httplib::Request &request) const;
    Reply answer(const httplib::Request &request, ErrorForm form) const;
    void handle(const httplib::Request &request, httplib::Response &response);
    void send(const Reply &reply, const Delivery &delivery, httplib::Response &response);
    void record(const httplib::Request &request, const Reply &reply,
                const std::vector<Fault> &faults);
    void wait(int milliseconds);
};

ErrorForm errorFormOf(std::string_view path)
{
    return path.starts_with("/ngrok/") ? ErrorForm::Ngrok : ErrorForm::Envelope;
}

bool isControl(std::string_view path)
{
    return path.starts_with("/_sandbox/");
}

/// The documents of invoices are opened by a browser, which has no credentials.
bool isOpen(std::string_view path)
{
    return path.starts_with("/invoices/");
}

void Server::Private::authenticate(const httplib::Request &request) const
{
    constexpr std::string_view bearer = "bearer ";
    const std::string authorization = request.get_header_value("Authorization");
    std::string credential;
    if (authorization.size() > bearer.size()
        && strncasecmp(authorization.c_str(), bearer.data(), bearer.size()) == 0) {
        credential = authorization.substr(bearer.size());
    } else if (!request.get_header_value("X-Auth-Email").empty()) {
        credential = request.get_header_value("X-Auth-Key");
    }
    if (credential.empty()) {
        throw Failure(401, Unauthenticated, "Authentication error: no credentials were sent");
    }
    if (!options.token.empty() && credential != options.token) {
        throw Failure(403, Forbidden, "Authentication error: these credentials have no access");
    }
}

Reply Server::Private::answer(const httplib::Request &request, ErrorForm form) const
{
    try {
        if (!isOpen(request.target)) {
            authenticate(request);
        }
        const std::string_view target = request.target;
        const auto question = std::min(target.find('?'), target.size());
        Call call;
        call.method = request.method;
        call.host = request.has_header("Host") ? request.get_header_value("Host")
                                               : "127.0.0.1:" + std::to_string(port);
        call.query = parseQueryString(target.substr(std::min(question + 1, target.size())));
        call.body = request.body;
        const Handler &handler = router.match(call, target.substr(0, question));
        const auto account = call.path.find("account_id");
        if (account != call.path.end() && account->second != options.account) {
            throw Failure(404, WrongAccount,
                          "Could not route to this account, perhaps its identifier is invalid");
        }
        return handler(call);
    } catch (const Failure &failure) {
        return failure.reply(form);
    } catch (const std::exception &error) {
        return Failure(500, InternalError, error.what()).reply(form);
    }
}

void Server::Private::handle(const httplib::Request &request, httplib::Response &response)
{
    const std::string path = request.target.substr(0, request.target.find('?'));
    const ErrorForm form = errorFormOf(path);
    std::vector<Fault> struck;
    if (!isControl(path)) {
        struck = faults.strike(request.method, path);
    }
    std::optional<Reply> reply = replacement(struck, form);
    if (!reply) {
        reply = answer(request, form);
    }
    const Delivery delivery = spoil(*reply, struck);
    if (!isControl(path)) {
        record(request, *reply, struck);
    }
    send(*reply, delivery, response);
}

void Server::Private::record(const httplib::Request &request, const Reply &reply,
                             const std::vector<Fault> &struck)
{
    JournalEntry entry;
    entry.method = request.method;
    entry.target = request.target;
    entry.body = request.body.substr(0, Journal::keptBody);
    entry.bodySize = request.body.size();
    entry.status = reply.status;
    for (const auto &[name, value] : request.headers) {
        // the library adds what it knows of the connection
        if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR"
            && name != "LOCAL_PORT") {
            entry.headers.emplace_back(name, value);
        }
    }
    for (const Fault &fault : struck) {
        entry.faults.push_back(fault.id);
    }
    journal.add(std::move(entry));
}

void Server::Private::send(const Reply &reply, const Delivery &delivery,
                           httplib::Response &response)
{
    response.status = reply.status;
    for (const auto &[name, value] : reply.headers) {
        response.set_header(name, value);
    }
    wait(options.latency + delivery.delay);
    if (!delivery.cut && delivery.trickle == 0) {
        response.set_content(reply.body, reply.contentType);
        return;
    }
    constexpr std::size_t pieces = 20;
    const std::size_t size = reply.body.size();
    const std::size_t piece = delivery.trickle > 0 ? size / pieces + 1 : size;
    const std::size_t end = delivery.cut ? size / 2 : size;
    response.set_content_provider(
        size, reply.contentType,
        [this, body = reply.body, piece, end, pause = delivery.trickle / static_cast<int>(pieces)](
            std::size_t offset, std::size_t, httplib::DataSink &sink) {
            if (offset >= end) {
                return false; // the library then closes the connection
            }
            wait(pause);
            return sink.write(body.data() + offset, std::min(piece, end - offset));
        });
}

void Server::Private::wait(int milliseconds)
{
    if (milliseconds > 0) {
        std::unique_lock guard(mutex);
        wake.wait_for(guard, std::chrono::milliseconds(milliseconds), [this] { return stopping; });
    }
}

/// What the library refuses before a handler sees it.
const char *refusal(int status)
{
    switch (status) {
    case 413:
        return "The request's body is too large";
    case 414:
        return "The request's address is too long";
    case 416:
        return "The range asked for is not there";
    default:
        return "The request could not be understood";
    }
}

Server::Server(const Options &options) : d(std::make_unique<Private>())
{
    d->options = options;
    httplib::Server &http = d->http;
    http.new_task_queue = [] { return new httplib::ThreadPool(workers); };
    http.set_tcp_nodelay(true);
    http.set_keep_alive_max_count(keepAliveRequests);
    http.set_keep_alive_timeout(keepAliveSeconds);
    http.set_payload_max_length(mostBodyBytes);
    // the library's default, SO_REUSEPORT, would share a port with another sandbox
    http.set_socket_options([](socket_t socket) {
        const int on = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    d->port = options.port == 0                        ? http.bind_to_any_port("127.0.0.1")
        : http.bind_to_port("127.0.0.1", options.port) ? options.port
                                                       : -1;
    if (d->port <= 0) {
        throw StartError("cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": "
                         + std::strerror(errno));
    }
    for (const std::string &fault : options.faults) {
        try {
            d->faults.addText(fault);
        } catch (const Failure &failure) {
            throw StartError("invalid value '" + fault + "' for --fault: " + failure.what());
        }
    }
}

Server::~Server()
{
    stop();
}

int Server::port() const
{
    return d->port;
}

void Server::start(Router router)
{
    d->router = std::move(router);
    addControlRoutes(d->router, d->faults, d->journal);
    const auto handle = [this](const httplib::Request &request, httplib::Response &response) {
        d->handle(request, response);
    };
    // the library would wait for a body that a request without a length never sends
    d->http.set_pre_routing_handler([handle](const auto &request, auto &response) {
        if (request.has_header("Content-Length") || request.has_header("Transfer-Encoding")) {
            return httplib::Server::HandlerResponse::Unhandled;
        }
        handle(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    d->http.Get(".*", handle);
    d->http.Post(".*", handle);
    d->http.Put(".*", handle);
    d->http.Patch(".*", handle);
    d->http.Delete(".*", handle);
    d->http.Options(".*", handle);
    d->http.set_error_handler([](const httplib::Request &request, httplib::Response &response) {
        // a handler's answer has a content type even if it is empty
        if (!response.has_header("Content-Type")) {
            const Reply reply = Failure(response.status, InvalidInput, refusal(response.status))
                                    .reply(errorFormOf(request.path));
            response.set_content(reply.body, reply.contentType);
        }
    });
    d->listener = std::thread([this] { d->http.listen_after_bind(); });
}

void Server::stop()
{
    if (!d->listener.joinable()) {
        return;
    }
    {
        const std::scoped_lock guard(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    while (!d->http.is_running()) {
        std::this_thread::yield();
    }
    d->http.stop();
    endReadingOnAllConnections();
    d->listener.join();
}

} // namespace sandbox
