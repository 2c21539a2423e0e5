// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/seeder.h"

#include "app/sandbox/api/gatewayschema.h"
#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/seed/generator.h"

namespace sandbox {

namespace {

constexpr Millis slot = 300'000;
constexpr Millis day = 86'400'000;
constexpr Millis span = 30 * day;
constexpr auto seededSetting = "seeded";
constexpr auto seedNumberSetting = "seed_number";
constexpr auto seedLogsSetting = "seed_logs";

std::uint64_t rowsOf(const Profile &profile, std::uint64_t seedLogs)
{
    const auto rows =
        static_cast<std::uint64_t>(std::llround(profile.share * static_cast<double>(seedLogs)));
    return profile.mostLogs ? std::min(rows, profile.mostLogs) : rows;
}

/// Calls `emit` with ascending times from start to end, `rows` of them, in the rhythm.
void spread(Millis start, Millis end, std::uint64_t rows, const std::function<void(Millis)> &emit)
{
    double total = 0;
    for (Millis at = start; at < end; at += slot) {
        total += rhythm(at) * static_cast<double>(std::min(slot, end - at));
    }
    double sum = 0;
    std::uint64_t emitted = 0;
    Random jitter(static_cast<std::uint64_t>(start));
    for (Millis at = start; at < end; at += slot) {
        const auto width = static_cast<double>(std::min(slot, end - at));
        sum += rhythm(at) * width;
        const auto upTo =
            static_cast<std::uint64_t>(std::round(static_cast<double>(rows) * sum / total));
        const auto count = static_cast<double>(upTo - emitted);
        for (double i = 0; emitted < upTo; ++emitted, ++i) {
            emit(at + static_cast<Millis>((i + jitter.unit()) / count * width));
        }
    }
}

/// Appends what a generator makes in batches.
class Batch
{
public:
    Batch(LogStore &store, LogTable &table, LogGenerator &generator,
          const LogStore::Progress &progress, std::uint64_t &inserted)
        : m_store(store)
        , m_table(table)
        , m_generator(generator)
        , m_progress(progress)
        , m_inserted(inserted)
    {
    }

    void add(Millis time)
    {
        m_rows.push_back(m_generator.next(time));
        constexpr std::size_t size = 20'000;
        if (m_rows.size() == size) {
            flush();
        }
    }

    void flush()
    {
        m_store.append(m_table, m_rows);
        m_inserted += m_rows.size();
        m_rows.clear();
        m_progress(m_inserted);
    }

private:
    LogStore &m_store;
    LogTable &m_table;
    LogGenerator &m_generator;
    const LogStore::Progress &m_progress;
    std::uint64_t &m_inserted;
    std::vector<LogRow> m_rows;
};

void seedGateway(Service &service, const Profile &profile, Millis now, std::uint64_t &inserted,
                 const LogStore::Progress &progress)
{
    std::vector<Problem> problems;
    Gateway gateway;
    gateway.id = profile.id;
    gateway.createdAt = now - profile.ageDays * day - Millis{7'411'317} * (profile.ageDays % 7);
    gateway.modifiedAt = now - profile.ageDays * day / 5 - 3'217'733;
    gateway.isDefault = profile.isDefault;
    gateway.fields = checked(gatewayUpdateSchema(), profile.fields, Json::array(), problems);
    if (!problems.empty()) {
        throw std::logic_error(gateway.id + ": " + problems.front().message);
    }
    insertGateway(service.database, gateway);
    const auto table = service.logs.table(gateway.number);
    LogGenerator generator(profile, *table, service.logs, service.options.seedNumber);
    Batch batch(service.logs, *table, generator, progress, inserted);
    spread(now - span, now, rowsOf(profile, service.options.seedLogs),
           [&](Millis time) { batch.add(time); });
    batch.flush();
}

} // namespace

bool isSeeded(Service &service)
{
    return service.database.setting(seededSetting).has_value();
}

void seed(Service &service, const LogStore::Progress &progress)
{
    Database &database = service.database;
    // an unfinished seeding is thrown away at the next start, so it need not be durable
    database.execute("DELETE FROM logs; DELETE FROM gateways; DELETE FROM texts;"
                     "DELETE FROM sqlite_sequence; DELETE FROM usage;"
                     "UPDATE usage_total SET cost = 0; PRAGMA synchronous = OFF");
    const Millis now = service.clock.now();
    std::uint64_t inserted = 0;
    for (const Profile &profile : profiles()) {
        seedGateway(service, profile, now, inserted, progress);
    }
    database.setSetting(seedNumberSetting, std::to_string(service.options.seedNumber));
    database.setSetting(seedLogsSetting, std::to_string(service.options.seedLogs));
    database.setSetting(seededSetting, isoTime(now));
    database.execute("PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(TRUNCATE)");
}

void fillGap(Service &service, const LogStore::Progress &progress)
{
    constexpr std::uint64_t mostRows = 500'000; // a long absence is no reason to wait
    Database &database = service.database;
    const std::uint64_t seedLogs = std::stoull(database.setting(seedLogsSetting).value_or("0"));
    const std::uint64_t number = std::stoull(database.setting(seedNumberSetting).value_or("1"));
    const Millis now = service.clock.now();
    Millis from = now;
    std::uint64_t inserted = 0;
    for (const Gateway &gateway : allGateways(database)) {
        const Profile &profile = profileOf(gateway.id);
        const auto table = service.logs.table(gateway.number);
        const Millis last = table->lastTime();
        if (gateway.id != profile.id || !gateway.fields["collect_logs"] || last == 0
            || last >= now) {
            continue;
        }
        from = std::min(from, last);
        const double share = static_cast<double>(now - last) / static_cast<double>(span);
        const auto rows =
            static_cast<std::uint64_t>(share * static_cast<double>(rowsOf(profile, seedLogs)));
        LogGenerator generator(profile, *table, service.logs, number);
        Batch batch(service.logs, *table, generator, progress, inserted);
        spread(last, now, std::min(rows, mostRows), [&](Millis time) { batch.add(time); });
        batch.flush();
    }
    Random random(number + static_cast<std::uint64_t>(now));
    Transaction transaction(database);
    service.ledger.replay(from, service.options.card, random);
    transaction.commit();
}

} // namespace sandbox
