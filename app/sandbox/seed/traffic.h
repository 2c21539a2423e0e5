// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/seed/generator.h"

#include <condition_variable>
#include <thread>

namespace sandbox {

/// Inserts logs at a rate into the gateways that collect any, until destroyed.
class Traffic
{
public:
    Traffic(Service &service, double rowsPerSecond);
    ~Traffic();
    Traffic(const Traffic &) = delete;
    Traffic &operator=(const Traffic &) = delete;

private:
    void run();
    void insert(std::size_t rows);
    void insertInto(const Gateway &gateway, std::size_t count);

    Service &m_service;
    double m_rate;
    Random m_random;
    std::map<std::uint32_t, LogGenerator> m_generators;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace sandbox
