// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/domainstore.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT hostname, ssl_hostname_id, created_at, status "
                         "FROM custom_domains WHERE gateway = ? ";

CustomDomain readDomain(const Statement &select)
{
    return {select.text(0), select.text(1), select.integer(2), select.text(3)};
}

} // namespace

DomainState domainState(const CustomDomain &domain, Millis now)
{
    constexpr Millis initializing = 2'000;
    constexpr Millis validating = 8'000;
    if (now < domain.createdAt + initializing) {
        return {"initializing", domain.createdAt};
    }
    if (now < domain.createdAt + initializing + validating) {
        return {"pending_dcv", domain.createdAt + initializing};
    }
    return {domain.status, domain.createdAt + initializing + validating};
}

std::vector<CustomDomain> domainsOf(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns) + "ORDER BY created_at DESC, hostname");
    select.bind(0, std::int64_t{gateway.number});
    std::vector<CustomDomain> domains;
    while (select.step()) {
        domains.push_back(readDomain(select));
    }
    return domains;
}

CustomDomain domainOf(Database &database, const Gateway &gateway, const std::string &hostname)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "AND hostname = lower(?)");
    select.bind(0, std::int64_t{gateway.number}).bind(1, hostname);
    if (!select.step()) {
        throw Failure(404, NotFound, "Custom domain not found");
    }
    return readDomain(select);
}

bool isHostnameTaken(Database &database, const std::string &hostname)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare("SELECT 1 FROM custom_domains WHERE hostname = ?");
    select.bind(0, hostname);
    return select.step();
}

void insertDomain(Database &database, const Gateway &gateway, const CustomDomain &domain)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("INSERT INTO custom_domains VALUES (?, ?, ?, ?, ?)")
        .bind(0, domain.hostname)
        .bind(1, std::int64_t{gateway.number})
        .bind(2, domain.sslHostnameId)
        .bind(3, domain.createdAt)
        .bind(4, domain.status)
        .run();
}

void deleteDomain(Database &database, const CustomDomain &domain)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM custom_domains WHERE hostname = ?")
        .bind(0, domain.hostname)
        .run();
}

} // namespace sandbox
