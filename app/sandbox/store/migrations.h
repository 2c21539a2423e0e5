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
    // dynamic routes and custom domains
    R"(
)",
    // provider configs, custom providers, their costs, ngrok providers
    R"(
)",
    // billing
    R"(
)",
};

inline constexpr std::uint32_t schemaVersion = migrations.size();

} // namespace sandbox
