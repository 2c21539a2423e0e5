// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace sandbox {

/// migrations[n] turns schema version n into n + 1; append only.
/// logs.id is the gateway's number << 40 | its sequence; text columns hold codes of `texts`.
inline constexpr std::array migrations{
    R"(
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gateways (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    is_default INTEGER NOT NULL,
    fields TEXT NOT NULL
);
CREATE TABLE texts (
    kind INTEGER NOT NULL,
    code INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kind, code)
) WITHOUT ROWID;
CREATE TABLE logs (
    id INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    step INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    status_code INTEGER NOT NULL,
    cost REAL NOT NULL,
    duration INTEGER NOT NULL,
    tokens_in INTEGER,
    tokens_out INTEGER,
    provider INTEGER NOT NULL,
    model INTEGER NOT NULL,
    model_type INTEGER NOT NULL,
    request_type INTEGER NOT NULL,
    request_content_type INTEGER NOT NULL,
    response_content_type INTEGER NOT NULL,
    path INTEGER NOT NULL,
    user_agent INTEGER NOT NULL,
    dlp_action INTEGER NOT NULL,
    metadata INTEGER NOT NULL,
    feedback INTEGER,
    score REAL
);
)",
    // datasets and evaluations; an evaluation's logs are those before next_sequence, its
    // datasets are kept as they were when it was made
    R"(
CREATE TABLE datasets (
    number INTEGER PRIMARY KEY,
    gateway INTEGER NOT NULL REFERENCES gateways(number) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    enable INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    filters TEXT NOT NULL,
    UNIQUE (gateway, name)
);
CREATE TABLE evaluations (
    number INTEGER PRIMARY KEY,
    gateway INTEGER NOT NULL REFERENCES gateways(number) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    processed INTEGER NOT NULL,
    next_sequence INTEGER NOT NULL,
    datasets TEXT NOT NULL,
    types TEXT NOT NULL,
    total_logs INTEGER NOT NULL,
    results TEXT NOT NULL,
    UNIQUE (gateway, name)
);
)",
    // dynamic routes and custom domains; the deployment with the highest number is the live one
    R"(
CREATE TABLE routes (
    number INTEGER PRIMARY KEY,
    gateway INTEGER NOT NULL REFERENCES gateways(number) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    UNIQUE (gateway, name)
);
CREATE TABLE route_versions (
    route INTEGER NOT NULL REFERENCES routes(number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    elements TEXT NOT NULL,
    PRIMARY KEY (route, number)
);
CREATE TABLE route_deployments (
    route INTEGER NOT NULL REFERENCES routes(number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL REFERENCES route_versions(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (route, number)
);
CREATE INDEX route_deployments_version ON route_deployments (version);
CREATE TABLE custom_domains (
    hostname TEXT PRIMARY KEY,
    gateway INTEGER NOT NULL REFERENCES gateways(number) ON DELETE CASCADE,
    ssl_hostname_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX custom_domains_gateway ON custom_domains (gateway);
)",
    // provider configs, custom providers, their costs, ngrok providers
    R"(
CREATE TABLE provider_configs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    gateway INTEGER NOT NULL REFERENCES gateways(number) ON DELETE CASCADE,
    provider_slug TEXT NOT NULL,
    alias TEXT NOT NULL,
    default_config INTEGER NOT NULL,
    secret_id TEXT NOT NULL,
    secret_preview TEXT NOT NULL,
    limits TEXT NOT NULL,
    modified_at INTEGER NOT NULL,
    UNIQUE (gateway, provider_slug, alias)
);
CREATE TABLE custom_providers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE AS (json_extract(fields, '$.slug')),
    name TEXT NOT NULL AS (json_extract(fields, '$.name')),
    enable INTEGER NOT NULL AS (json_extract(fields, '$.enable')),
    beta INTEGER NOT NULL AS (json_extract(fields, '$.beta'))
);
CREATE TABLE provider_costs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    provider INTEGER NOT NULL REFERENCES custom_providers(number) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    model TEXT NOT NULL AS (json_extract(fields, '$.model')),
    model_rule TEXT NOT NULL AS (json_extract(fields, '$.model_rule')),
    cost_type TEXT NOT NULL AS (json_extract(fields, '$.cost_type')),
    enable INTEGER NOT NULL AS (json_extract(fields, '$.enable'))
);
CREATE TABLE ngrok_providers (
    id TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    in_use INTEGER NOT NULL,
    fields TEXT NOT NULL,
    provider_id TEXT NOT NULL UNIQUE AS (json_extract(fields, '$.providerId'))
) WITHOUT ROWID;
)",
    // billing; costs are billionths of a dollar, amounts are cents
    R"(
CREATE TABLE usage (
    hour INTEGER NOT NULL,
    model INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (hour, model)
) WITHOUT ROWID;
INSERT INTO usage
SELECT created_at / 3600000 * 3600000, model,
       SUM(COALESCE(tokens_in, 0) + COALESCE(tokens_out, 0)),
       SUM(CAST(round(cost * 1e9) AS INTEGER))
FROM logs GROUP BY 1, 2;
CREATE TABLE usage_total (cost INTEGER NOT NULL);
INSERT INTO usage_total SELECT COALESCE(SUM(cost), 0) FROM usage;
CREATE TABLE topups (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    card TEXT NOT NULL,
    status INTEGER NOT NULL
);
)",
};

inline constexpr std::uint32_t schemaVersion = migrations.size();

} // namespace sandbox
