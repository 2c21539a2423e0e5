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
    // datasets and evaluations
    R"(
)",
    // dynamic routes and custom domains
    R"(
)",
    // provider configs, custom providers, their costs, ngrok providers
    R"(
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
