// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/options.h"

#include <charconv>
#include <functional>
#include <map>

namespace sandbox {

namespace {

constexpr std::uint64_t mostRows = 100'000'000;

template <typename Number>
Number parsed(const std::string &name, const std::string &text, Number least, Number most)
{
    Number value{};
    const char *end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || !(value >= least && value <= most)) {
        throw StartError("invalid value '" + text + "' for " + name);
    }
    return value;
}

std::string nonEmpty(const std::string &name, const std::string &text)
{
    if (text.empty()) {
        throw StartError("empty value for " + name);
    }
    return text;
}

/// Four digits, or the word.
std::string cardDigits(const std::string &text)
{
    const bool digits =
        text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits && text != "none") {
        throw StartError("invalid value '" + text + "' for --card: want four digits or none");
    }
    return text;
}

using Setter = std::function<void(const std::string &)>;

} // namespace

Options parseOptions(const std::vector<std::string> &arguments)
{
    Options options;
    const std::map<std::string, bool *> flags{{"--help", &options.help},
                                              {"-h", &options.help},
                                              {"--version", &options.version},
                                              {"--dotted-filters", &options.dottedFilters},
                                              {"--fill-gap", &options.fillGap}};
    const std::map<std::string, Setter> setters{
        {"--port", [&](const auto &v) { options.port = parsed("--port", v, 0, 65535); }},
        {"--database", [&](const auto &v) { options.database = nonEmpty("--database", v); }},
        {"--account", [&](const auto &v) { options.account = nonEmpty("--account", v); }},
        {"--token", [&](const auto &v) { options.token = nonEmpty("--token", v); }},
        {"--seed-logs",
         [&](const auto &v) {
             options.seedLogs = parsed<std::uint64_t>("--seed-logs", v, 0, mostRows);
         }},
        {"--seed-number",
         [&](const auto &v) {
             options.seedNumber = parsed<std::uint64_t>("--seed-number", v, 0, UINT64_MAX >> 1);
         }},
        {"--traffic",
         [&](const auto &v) { options.traffic = parsed("--traffic", v, 0.0, 10'000.0); }},
        {"--fault", [&](const auto &v) { options.faults.push_back(v); }},
        {"--latency", [&](const auto &v) { options.latency = parsed("--latency", v, 0, 60'000); }},
        {"--dataset-limit",
         [&](const auto &v) {
             options.datasetLimit = parsed<std::uint64_t>("--dataset-limit", v, 0, mostRows);
         }},
        {"--card", [&](const auto &v) { options.card = cardDigits(v); }},
        {"--spending-limit",
         [&](const auto &v) {
             if (v != "retired") {
                 throw StartError("invalid value '" + v + "' for --spending-limit: want retired");
             }
             options.spendingLimitRetired = true;
         }},
        {"--now",
         [&](const auto &v) {
             options.now = parseIsoTime(v);
             if (!options.now) {
                 throw StartError("invalid value '" + v + "' for --now: want ISO 8601 UTC");
             }
         }},
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        const auto equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        if (const auto flag = flags.find(argument); flag != flags.end()) {
            *flag->second = true;
        } else if (const auto setter = setters.find(name); setter == setters.end()) {
            throw StartError("unknown option '" + argument + "'; --help lists them");
        } else if (equals != std::string::npos) {
            setter->second(argument.substr(equals + 1));
        } else if (++i < arguments.size()) {
            setter->second(arguments[i]);
        } else {
            throw StartError("no value given for " + name);
        }
    }
    return options;
}

std::string helpText()
{
    return R"(gatehouse-sandbox: a local AI gateway API over HTTP and SQLite

Usage: gatehouse-sandbox [options]
  --port N            port on 127.0.0.1; 0 (default) takes a free one
  --database FILE     keep the data in FILE; without it they are gone at exit
  --account ID        the account id in the URL (default: sandbox)
  --token T           the only token that is accepted (default: any)
  --seed-logs N       logs made for the busiest gateway of a new database
                      (default: 200000)
  --seed-number N     which set of made-up data (default: 1)
  --traffic R         insert R logs a second while running, e.g. 0.5
  --latency MS        delay every answer
  --fault RULE        spoil answers; may be repeated. RULE is a kind (latency,
                      rate_limited, error, html, truncated, cut, trickle,
                      content_type, unknown_enum, extra_fields, nulls) and any of
                      path=GLOB method=VERB probability=P count=N milliseconds=MS
                      retry_after=S status=CODE body=false field=NAME
  --now TIME          ISO 8601 UTC; fixes the clock
  --fill-gap          at start, insert the logs that a kept database missed
                      while it was not running
  --dataset-limit N   refuse more datasets of a gateway (default: no limit)
  --card LAST4        the card that top-ups are charged to (default: 4242);
                      0341 is declined, 3184 asks for a confirmation that never
                      comes, none is no card: with it a new database has no
                      top-ups yet, so that 403 NO_MANUAL_TOPUP can be seen
  --spending-limit retired
                      refuse to set the account's spending limit, as the vendor
                      does now
  --dotted-filters    accept filters.key=…&filters.operator=…&filters.value=…
  --help, --version

When ready it prints its URL on standard output. SIGTERM or SIGINT ends it.
)";
}

} // namespace sandbox
