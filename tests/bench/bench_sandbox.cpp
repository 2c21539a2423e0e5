// SPDX-License-Identifier: GPL-3.0-or-later
// What the sandbox promises about speed, measured over HTTP on a database of its own.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <httplib.h>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using Query = std::map<std::string, std::string>;

constexpr int perPage = 50;
constexpr int pagesPerQuery = 60;
constexpr auto logsPath = "/client/v4/accounts/sandbox/ai-gateway/gateways/production-chat/logs";

Milliseconds timed(const std::function<void()> &action)
{
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::steady_clock::now() - start;
}

/// A gatehouse-sandbox on a free port.
class Sandbox
{
public:
    Sandbox(const std::string &database, const std::string &rows)
    {
        int output[2];
        if (pipe(output) != 0) {
            throw std::runtime_error("pipe");
        }
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, output[0]);
        std::vector<std::string> words{GATEHOUSE_BIN_DIR "/gatehouse-sandbox", "--database",
                                       database, "--seed-logs", rows};
        std::vector<char *> arguments;
        for (std::string &word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        const int error =
            posix_spawn(&m_process, arguments[0], &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(output[1]);
        FILE *reader = fdopen(output[0], "r");
        char line[256] = "";
        const bool ready = error == 0 && std::fgets(line, sizeof line, reader) != nullptr;
        std::fclose(reader);
        if (!ready) {
            throw std::runtime_error("gatehouse-sandbox did not start");
        }
        m_port = std::stoi(std::strstr(line, "127.0.0.1:") + std::strlen("127.0.0.1:"));
    }

    ~Sandbox()
    {
        kill(m_process, SIGTERM);
        waitpid(m_process, nullptr, 0);
    }

    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    int port() const { return m_port; }

private:
    pid_t m_process = 0;
    int m_port = 0;
};

class Client
{
public:
    explicit Client(int port) : m_http("127.0.0.1", port)
    {
        m_http.set_keep_alive(true);
        m_http.set_tcp_nodelay(true);
        m_http.set_read_timeout(std::chrono::seconds(60));
    }

    /// The total count of what the query finds.
    std::size_t list(Query query, std::size_t page)
    {
        query["page"] = std::to_string(page);
        query["per_page"] = std::to_string(perPage);
        const httplib::Params params(query.begin(), query.end());
        const auto answer = m_http.Get(logsPath, params, {{"Authorization", "Bearer bench"}});
        if (!answer || answer->status != 200) {
            throw std::runtime_error("the sandbox failed to answer");
        }
        return nlohmann::json::parse(answer->body)["result_info"]["total_count"];
    }

private:
    httplib::Client m_http;
};

void measure(Client &client, const std::string &name, const Query &query, std::mt19937 &random)
{
    std::size_t total = 0;
    const Milliseconds first = timed([&] { total = client.list(query, 1); });
    std::vector<double> times;
    std::uniform_int_distribution<std::size_t> pages(1, total / perPage + 1);
    for (int i = 0; i < pagesPerQuery; ++i) {
        times.push_back(timed([&] { client.list(query, pages(random)); }).count());
    }
    std::ranges::sort(times);
    std::printf("%-34s %9zu rows  first %8.1f ms  page median %6.2f ms  p99 %6.2f ms\n",
                name.c_str(), total, first.count(), times[times.size() / 2],
                times[times.size() * 99 / 100]);
}

std::string filter(const std::string &key, const std::string &op, const nlohmann::json &value)
{
    return nlohmann::json::array(
               {{{"key", key}, {"operator", op}, {"value", nlohmann::json::array({value})}}})
        .dump();
}

void measureAll(Client &client)
{
    std::mt19937 random(1); // the same pages each time
    for (const char *order :
         {"created_at", "provider", "model", "model_type", "success", "cached"}) {
        for (const char *direction : {"desc", "asc"}) {
            measure(client, std::string("order ") + order + " " + direction,
                    {{"order_by", order}, {"order_by_direction", direction}}, random);
        }
    }
    const std::vector<std::tuple<std::string, std::string, nlohmann::json>> filters{
        {"model", "eq", "gpt-4o"},
        {"model", "gt", "gpt"},
        {"provider", "eq", "anthropic"},
        {"success", "eq", false},
        {"cached", "eq", true},
        {"cost", "gt", 0.01},
        {"cost", "lt", 0.0001},
        {"duration", "gt", 10'000},
        {"tokens", "gt", 5000},
        {"tokens_in", "lt", 100},
        {"tokens_out", "eq", 300},
        {"created_at", "gt", "2020-01-01T00:00:00Z"},
        {"model", "contains", "mini"},
        {"user_agent", "contains", "python"},
        {"metadata.value", "eq", "coding"},
        {"feedback", "eq", 1},
        {"id", "contains", "ABCD"},
        {"event_id", "contains", "abcd"},
        {"cost", "contains", "17"},
        {"created_at", "contains", "T14:3"},
    };
    for (const auto &[key, op, value] : filters) {
        measure(client, key + " " + op, {{"filters", filter(key, op, value)}}, random);
    }
    measure(client, "search", {{"search", "coding"}}, random);
    measure(client, "success and model order",
            {{"success", "false"}, {"order_by", "model"}, {"meta_info", "true"}}, random);
}

/// Loads when the file is new, then starts it again and asks.
void run(const std::string &rows, const std::string &file)
{
    const bool isNew = !std::filesystem::exists(file);
    if (isNew) {
        const Milliseconds load = timed([&] { const Sandbox sandbox(file, rows); });
        std::printf("loaded %s rows and fewer in the other gateways in %.1f s: %.0f rows/s\n",
                    rows.c_str(), load.count() / 1000, std::stod(rows) / load.count() * 1000);
    }
    std::printf("file: %ju MB\n",
                static_cast<std::uintmax_t>(std::filesystem::file_size(file) >> 20));
    std::unique_ptr<Sandbox> sandbox;
    const Milliseconds start = timed([&] { sandbox = std::make_unique<Sandbox>(file, rows); });
    std::printf("start on the existing file: %.2f s\n", start.count() / 1000);
    Client client(sandbox->port());
    measureAll(client);
}

} // namespace

int main(int argc, char *argv[])
{
    std::string rows = "1000000";
    std::string file;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string option = argv[i];
        if (option == "--rows") {
            rows = argv[i + 1];
        } else if (option == "--keep") {
            file = argv[i + 1];
        } else {
            std::cerr << "usage: bench_sandbox [--rows N] [--keep FILE]\n";
            return 2;
        }
    }
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("bench_sandbox." + std::to_string(getpid()));
    int status = 0;
    try {
        std::filesystem::create_directory(folder);
        run(rows, file.empty() ? (folder / "bench.db").string() : file);
    } catch (const std::exception &error) {
        std::cerr << "bench_sandbox: " << error.what() << '\n';
        status = 1;
    }
    std::filesystem::remove_all(folder);
    return status;
}
