// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logstore.h"
#include "app/sandbox/random.h"
#include "app/sandbox/seed/catalogue.h"

#include <queue>

namespace sandbox {

/// How busy callers are at a time, about 1 on average: day, night, weekends.
double rhythm(Millis time);

/// The topic of a request, which its body and its metadata share.
std::size_t topicOf(const Profile &profile, std::uint32_t gateway, std::uint32_t event);

/// The profile of a seeded gateway; any other gateway is like the playground.
const Profile &profileOf(const std::string &gatewayId);

/// Makes up the logs of one gateway, one after the other in time.
class LogGenerator
{
public:
    LogGenerator(const Profile &profile, const LogTable &table, LogStore &store,
                 std::uint64_t seed);

    LogRow next(Millis time);

private:
    struct Request
    {
        std::uint32_t event = 0;
        std::uint8_t step = 0;
        std::size_t model = 0;
        bool streamed = false;
        bool compatible = false;
        std::size_t user = 0;
        std::size_t topic = 0;
        std::size_t agent = 0;
        double tokensIn = 0;
        Millis due = 0;
    };
    struct Later
    {
        bool operator()(const Request &a, const Request &b) const { return a.due > b.due; }
    };

    Request newRequest(Millis time);
    void succeed(LogRow &row, const Request &request);
    void fail(LogRow &row, const Request &request, int status);
    int failureStatus(const Request &request, Millis time);
    void screen(LogRow &row, const Request &request);
    void rate(LogRow &row);
    void describe(LogRow &row, const Request &request);
    void repeat(const LogRow &row, Request request);
    std::uint32_t metadata(const Request &request);
    std::uint32_t code(Text column, const char *text);

    const Profile &m_profile;
    std::uint32_t m_gateway;
    LogStore &m_store;
    std::uint64_t m_seed;
    Random m_random;
    std::uint32_t m_sequence;
    double m_mixTotal = 0;
    std::priority_queue<Request, std::vector<Request>, Later> m_repeats;
    std::unordered_map<const char *, std::uint32_t> m_codes[shortTextCount];
    std::unordered_map<std::size_t, std::uint32_t> m_metadataCodes;
};

} // namespace sandbox
