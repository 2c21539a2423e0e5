// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace sandbox {

/// A prepared statement; parameters and columns count from 0.
class Statement
{
public:
    Statement(sqlite3 *database, std::string_view sql);

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, double value);
    Statement &bind(int index, std::string_view value);
    Statement &bindNull(int index);

    bool step(); ///< true while there is a row
    void run(); ///< steps to the end and resets

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;

private:
    void check(int code) const;

    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// The one connection to the SQLite file, which is locked against a second
/// sandbox for as long as this object lives. Errors throw std::runtime_error,
/// those of opening StartError. Statements are used with `mutex()` held.
class Database
{
public:
    /// An empty name means in memory.
    explicit Database(const std::string &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    std::recursive_mutex &mutex() { return m_mutex; }
    Statement prepare(std::string_view sql) { return Statement(m_connection, sql); }
    void execute(const std::string &sql);

    std::optional<std::string> setting(std::string_view name);
    void setSetting(std::string_view name, std::string_view value);

private:
    void open();
    void migrate();

    std::string m_file;
    int m_lock = -1; ///< holds the flock
    sqlite3 *m_connection = nullptr;
    std::recursive_mutex m_mutex;
};

/// Holds the database's mutex; rolls back unless committed.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    void commit();

private:
    Database &m_database;
    std::unique_lock<std::recursive_mutex> m_guard;
    bool m_done = false;
};

} // namespace sandbox
