// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/traffic.h"

#include <iostream>
#include <numeric>

namespace sandbox {

namespace {

/// Makes room as the gateway's log management says; false when it takes no more.
bool makeRoom(LogStore &store, LogTable &table, const Json &fields, std::size_t rows)
{
    const Json &limit = fields["log_management"];
    if (!limit.is_number() || table.alive() + rows <= limit.get<std::size_t>()) {
        return true;
    }
    if (fields["log_management_strategy"] != "DELETE_OLDEST") {
        return false;
    }
    // a hundredth at once: each deletion makes kept results count anew
    std::size_t count = rows + limit.get<std::size_t>() / 100;
    std::vector<std::uint32_t> oldest;
    for (std::uint32_t position = 0; position < table.size() && oldest.size() < count; ++position) {
        if (table.chunk(position / Chunk::capacity).alive[position % Chunk::capacity]) {
            oldest.push_back(position);
        }
    }
    store.remove(table, oldest);
    return true;
}

} // namespace

Traffic::Traffic(Service &service, double rowsPerSecond)
    : m_service(service)
    , m_rate(rowsPerSecond)
    , m_random(static_cast<std::uint64_t>(service.clock.now()))
    , m_thread([this] { run(); })
{
}

Traffic::~Traffic()
{
    {
        const std::scoped_lock guard(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Traffic::run()
{
    using namespace std::chrono;
    constexpr auto tick = milliseconds(100);
    const auto start = steady_clock::now();
    double inserted = 0;
    std::unique_lock guard(m_mutex);
    while (!m_wake.wait_for(guard, tick, [this] { return m_stopping; })) {
        const duration<double> elapsed = steady_clock::now() - start;
        const double due = std::floor(elapsed.count() * m_rate) - inserted;
        if (due >= 1) {
            try {
                insert(static_cast<std::size_t>(due));
            } catch (const std::exception &error) {
                std::cerr << "gatehouse-sandbox: no traffic any more: " << error.what()
                          << std::endl;
                return;
            }
            inserted += due;
        }
    }
}

void Traffic::insert(std::size_t rows)
{
    // held throughout, so that no gateway goes away in between
    const std::scoped_lock guard(m_service.database.mutex());
    const auto gateways = allGateways(m_service.database);
    const double total = std::accumulate(
        gateways.begin(), gateways.end(), 0.0,
        [](double sum, const Gateway &gateway) { return sum + profileOf(gateway.id).share; });
    std::map<std::uint32_t, std::size_t> due;
    for (std::size_t i = 0; i < rows; ++i) {
        double at = m_random.unit() * total;
        for (const Gateway &gateway : gateways) {
            at -= profileOf(gateway.id).share;
            if (at < 0) {
                ++due[gateway.number];
                break;
            }
        }
    }
    for (const Gateway &gateway : gateways) {
        if (due.contains(gateway.number) && gateway.fields["collect_logs"]) {
            insertInto(gateway, due[gateway.number]);
        }
    }
    m_service.ledger.advance();
}

void Traffic::insertInto(const Gateway &gateway, std::size_t count)
{
    const auto table = m_service.logs.table(gateway.number);
    if (!makeRoom(m_service.logs, *table, gateway.fields, count)) {
        return;
    }
    const auto found = m_generators
                           .try_emplace(gateway.number, profileOf(gateway.id), *table,
                                        m_service.logs, m_random.next())
                           .first;
    std::vector<LogRow> rows;
    const Millis now = std::max(m_service.clock.now(), table->lastTime());
    for (std::size_t i = 0; i < count; ++i) {
        rows.push_back(found->second.next(now));
    }
    m_service.logs.append(*table, rows);
}

} // namespace sandbox
