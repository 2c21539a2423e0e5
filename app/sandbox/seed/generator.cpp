// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/generator.h"

#include <algorithm>
#include <numbers>

namespace sandbox {

namespace {

constexpr Millis hour = 3'600'000;
constexpr Millis day = 24 * hour;

constexpr const char *agents[]{
    "openai-python/1.82.0", "OpenAI/JS 4.103.0",   "anthropic-sdk/0.52.1",
    "langchain-js/0.3.27",  "python-httpx/0.28.1", "gatehouse-worker/2.4",
    "okhttp/4.12.0",        "curl/8.5.0",          "litellm/1.71.1"};
constexpr const char *plans[]{"free", "free", "free", "pro", "pro", "team", "enterprise"};
constexpr const char *firstNames[]{"amelie", "bram",  "chidi", "dana",  "elif",  "farid",
                                   "grace",  "hugo",  "ines",  "jonas", "keiko", "lucia",
                                   "marek",  "nadia", "omar",  "priya", "quinn", "rosa"};

std::size_t indexOf(const Profile &profile)
{
    return static_cast<std::size_t>(&profile - profiles().data());
}

/// Something that goes wrong for an hour, now and then.
bool isBadHour(std::uint64_t seed, std::uint64_t what, Millis time, std::uint64_t oneIn)
{
    const auto hours = static_cast<std::uint64_t>(time / hour);
    return mixed(seed ^ mixed(what) ^ hours) % oneIn == 0;
}

} // namespace

double rhythm(Millis time)
{
    const double hours = static_cast<double>(time % day) / static_cast<double>(hour);
    // a day that peaks at 14:00 UTC, with a dip at lunch
    const double wave = std::cos((hours - 14) / 24 * 2 * std::numbers::pi);
    const double lunch = std::exp(-(hours - 12) * (hours - 12));
    const auto weekday = (time / day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
    const double weekend = weekday == 0 || weekday == 6 ? 0.45 : 1.2;
    const auto slot = static_cast<std::uint64_t>(time / (hour / 12));
    const double noise = 0.85 + 0.3 * static_cast<double>(mixed(slot) >> 40) * 0x1p-24;
    return weekend * noise * std::max(0.12, 1 + 0.85 * wave - 0.25 * lunch);
}

std::size_t topicOf(const Profile &profile, std::uint32_t gateway, std::uint32_t event)
{
    const auto &mix = profile.topicMix;
    return mix[mixed(std::uint64_t{gateway} << 32 | event) % mix.size()];
}

const Profile &profileOf(const std::string &gatewayId)
{
    const auto found = std::ranges::find(profiles(), gatewayId, &Profile::id);
    return found == profiles().end() ? profiles().back() : *found;
}

LogGenerator::LogGenerator(const Profile &profile, const LogTable &table, LogStore &store,
                           std::uint64_t seed)
    : m_profile(profile)
    , m_gateway(table.gateway())
    , m_store(store)
    , m_seed(mixed(seed + 31 * indexOf(profile)))
    , m_random(m_seed + table.nextSequence())
    , m_sequence(table.nextSequence())
{
    for (const auto &[model, weight] : profile.mix) {
        m_mixTotal += weight;
    }
}

std::uint32_t LogGenerator::code(Text column, const char *text)
{
    auto &codes = m_codes[static_cast<std::size_t>(column)];
    const auto found = codes.find(text);
    return found != codes.end() ? found->second : codes[text] = m_store.textCode(column, text);
}

LogGenerator::Request LogGenerator::newRequest(Millis time)
{
    Request request;
    request.event = m_sequence;
    request.due = time;
    double at = m_random.unit() * m_mixTotal;
    for (const auto &[model, weight] : m_profile.mix) {
        request.model = model;
        if ((at -= weight) < 0) {
            break;
        }
    }
    const ModelInfo &model = models()[request.model];
    request.streamed = model.kind == ModelKind::Chat && m_random.chance(m_profile.streamed);
    request.compatible = m_random.chance(m_profile.compatible);
    // squared: a few users make most of the traffic
    const double user = m_random.unit();
    request.user = static_cast<std::size_t>(user * user * static_cast<double>(m_profile.users));
    request.topic = topicOf(m_profile, m_gateway, request.event);
    request.agent = (request.user * 7 + m_random.below(2)) % std::size(agents);
    switch (model.kind) {
    case ModelKind::Chat:
        request.tokensIn = m_random.logNormal(request.topic == 2 ? 2400 : 700, 0.9);
        break;
    case ModelKind::Embedding:
        request.tokensIn = m_random.logNormal(180, 0.8);
        break;
    case ModelKind::Image:
        request.tokensIn = m_random.logNormal(60, 0.4);
        break;
    }
    if (m_random.chance(m_profile.huge)) {
        request.model = 11; // the million-token context
        request.streamed = false;
        request.tokensIn = m_random.logNormal(1'150'000, 0.1);
    }
    return request;
}

void LogGenerator::succeed(LogRow &row, const Request &request)
{
    const ModelInfo &model = models()[request.model];
    row.set(SuccessFlag, true);
    row.status = 200;
    row.tokensIn = std::max(1, static_cast<int>(request.tokensIn));
    const double out =
        model.kind == ModelKind::Chat ? m_random.logNormal(request.topic == 1 ? 120 : 320, 0.8) : 0;
    row.tokensOut = static_cast<int>(out);
    if (m_random.chance(m_profile.cached)) {
        row.set(CachedFlag, true);
        row.duration = static_cast<int>(m_random.logNormal(14, 0.5));
        return;
    }
    row.duration = static_cast<int>(
        (model.firstToken + model.perToken * out + 0.02 * std::min(request.tokensIn, 100'000.0))
        * m_random.logNormal(1, 0.25));
    const double cost = model.kind == ModelKind::Image
        ? model.priceOut
        : (row.tokensIn * model.priceIn + row.tokensOut * model.priceOut) / 1e6;
    const bool custom = m_random.chance(m_profile.customCost);
    row.set(CustomCostFlag, custom);
    row.cost = std::round(cost * (custom ? 0.8 : 1) * 1e9) / 1e9;
}

void LogGenerator::fail(LogRow &row, const Request &request, int status)
{
    row.status = static_cast<std::uint16_t>(status);
    const ModelInfo &model = models()[request.model];
    const double wait = status == 504 ? 30'000 : status >= 500 ? model.firstToken * 2 : 60;
    row.duration = static_cast<int>(m_random.logNormal(wait, 0.3));
}

/// 0, or the status of what goes wrong.
int LogGenerator::failureStatus(const Request &request, Millis time)
{
    constexpr int common[]{429, 429, 500, 502, 503, 504, 400, 400, 401, 408};
    constexpr int outage[]{500, 502, 503, 503, 504};
    constexpr std::uint64_t stormEvery = 180; // hours
    constexpr std::uint64_t outageEvery = 400; // hours, for each provider
    const std::string_view provider = models()[request.model].provider;
    if (isBadHour(m_seed, 1, time, stormEvery) && m_random.chance(0.45)) {
        return 429;
    }
    const auto providerHash = static_cast<std::uint64_t>(provider.size()) * 131
        + static_cast<unsigned char>(provider.front());
    if (isBadHour(m_seed, providerHash, time, outageEvery) && m_random.chance(0.6)) {
        return m_random.pick(outage);
    }
    return m_random.chance(m_profile.failing) ? m_random.pick(common) : 0;
}

/// DLP and guardrails: 424 is what the vendor answers for a block.
void LogGenerator::screen(LogRow &row, const Request &request)
{
    constexpr int blockedStatus = 424;
    const bool dlp = m_random.chance(m_profile.dlp);
    const bool blocked = dlp ? m_random.chance(0.35) : m_random.chance(m_profile.guardrails);
    if (dlp) {
        row.text(Text::DlpAction) = code(Text::DlpAction, blocked ? "BLOCK" : "FLAG");
    }
    if (blocked) {
        const auto dlpAction = row.text(Text::DlpAction);
        fail(row, request, blockedStatus);
        row.set(SuccessFlag, false);
        row.set(CachedFlag, false);
        row.set(CustomCostFlag, false);
        row.tokensIn = row.tokensOut = noTokens;
        row.cost = 0;
        row.text(Text::DlpAction) = dlpAction;
    }
}

void LogGenerator::rate(LogRow &row)
{
    if (m_random.chance(m_profile.rated)) {
        const double mood = m_random.unit();
        row.feedback = static_cast<std::int8_t>(mood < 0.72 ? 1 : mood < 0.94 ? -1 : 0);
    }
}

std::uint32_t LogGenerator::metadata(const Request &request)
{
    constexpr std::size_t withoutMetadata = 23;
    if (request.user % withoutMetadata == withoutMetadata - 1) {
        return noText;
    }
    const std::size_t key = request.user * topics.size() + request.topic;
    const auto found = m_metadataCodes.find(key);
    if (found != m_metadataCodes.end()) {
        return found->second;
    }
    const Json map = {{"user",
                       std::string(firstNames[request.user % std::size(firstNames)]) + "-"
                           + std::to_string(100 + request.user)},
                      {"team", topics[request.topic]},
                      {"plan", plans[mixed(request.user) % std::size(plans)]},
                      {"environment", m_profile.environment}};
    return m_metadataCodes[key] = m_store.textCode(Text::Metadata, map.dump());
}

void LogGenerator::describe(LogRow &row, const Request &request)
{
    const ModelInfo &model = models()[request.model];
    row.text(Text::Provider) = code(Text::Provider, model.provider);
    row.text(Text::Model) = code(Text::Model, model.model);
    row.text(Text::ModelType) = code(Text::ModelType, modelTypeName(model.kind));
    row.text(Text::RequestType) = code(Text::RequestType, model.requestType);
    constexpr int badRequest = 400;
    const bool plain = row.status == badRequest && m_random.chance(0.3);
    row.text(Text::RequestContentType) =
        code(Text::RequestContentType, plain ? "text/plain" : "application/json");
    const bool compatible = request.compatible && model.kind != ModelKind::Image;
    const char *compatiblePath =
        model.kind == ModelKind::Chat ? "compat/chat/completions" : "compat/embeddings";
    row.set(CompatibilityModeFlag, compatible);
    row.text(Text::Path) = code(Text::Path, compatible ? compatiblePath : model.path);
    row.set(AuthenticationFlag, m_profile.authenticated);
    row.set(WholesaleFlag, m_random.chance(m_profile.wholesale));
    if (request.agent + 1 < std::size(agents)) { // the last one sends no user agent
        row.text(Text::UserAgent) = code(Text::UserAgent, agents[request.agent]);
    }
    row.text(Text::Metadata) = metadata(request);
    const char *answer = row.has(SuccessFlag) && request.streamed ? "text/event-stream"
        : row.status == 502                                       ? "text/html"
        : row.status == 503                                       ? "text/plain"
                                                                  : "application/json";
    if (row.status != 504) { // nothing arrived
        row.text(Text::ResponseContentType) = code(Text::ResponseContentType, answer);
    }
}

/// A failure that may pass is tried again, at last with the fallback model.
void LogGenerator::repeat(const LogRow &row, Request request)
{
    const bool mayPass = row.status == 429 || row.status >= 500;
    if (!mayPass || request.step >= m_profile.retries) {
        return;
    }
    ++request.step;
    if (request.step + 1 >= m_profile.retries) {
        request.model = models()[request.model].fallback;
    }
    constexpr Millis delay = 500;
    request.due = row.createdAt + row.duration + (delay << request.step);
    m_repeats.push(request);
}

LogRow LogGenerator::next(Millis time)
{
    Request request;
    if (!m_repeats.empty() && m_repeats.top().due <= time) {
        request = m_repeats.top();
        m_repeats.pop();
    } else {
        request = newRequest(time);
    }
    LogRow row;
    row.createdAt = time;
    row.sequence = m_sequence++;
    row.event = request.event;
    row.step = request.step;
    if (const int status = failureStatus(request, time)) {
        fail(row, request, status);
    } else {
        succeed(row, request);
        screen(row, request);
        rate(row);
    }
    describe(row, request);
    repeat(row, request);
    return row;
}

} // namespace sandbox
