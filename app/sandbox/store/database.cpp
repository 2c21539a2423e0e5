// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/store/database.h"

#include "app/sandbox/options.h"
#include "app/sandbox/store/migrations.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <span>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sandbox {

namespace {

constexpr std::uint32_t applicationId = 0x47486F75; // "GHou"

std::uint32_t bigEndian(std::span<const unsigned char> bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16
        | std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

/// Looks at the header only, so that a file that is not ours stays untouched.
void refuseForeign(int descriptor, const std::string &file)
{
    std::array<unsigned char, 100> header{};
    struct stat status
    {
    };
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        throw StartError("'" + file + "' is not a regular file");
    }
    if (status.st_size == 0) {
        return;
    }
    const auto size = pread(descriptor, header.data(), header.size(), 0);
    constexpr std::size_t userVersionAt = 60;
    constexpr std::size_t applicationIdAt = 68;
    if (size != static_cast<ssize_t>(header.size())
        || std::memcmp(header.data(), "SQLite format 3", 16) != 0) {
        throw StartError("'" + file + "' is not a SQLite database; it was left alone");
    }
    const std::span bytes(header);
    if (bigEndian(bytes.subspan(applicationIdAt, 4)) != applicationId) {
        throw StartError("'" + file + "' belongs to another application; it was left alone");
    }
    if (const auto version = bigEndian(bytes.subspan(userVersionAt, 4)); version > schemaVersion) {
        throw StartError("'" + file + "' has schema version " + std::to_string(version)
                         + ", this program knows " + std::to_string(schemaVersion)
                         + "; it was left alone");
    }
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3 *database, std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr)
        != SQLITE_OK) {
        throw std::runtime_error(std::string("database: ") + sqlite3_errmsg(database));
    }
    m_statement.reset(statement);
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
        throw std::runtime_error(std::string("database: ")
                                 + sqlite3_errmsg(sqlite3_db_handle(m_statement.get())));
    }
}

Statement &Statement::bind(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement.get(), index + 1, value));
    return *this;
}

Statement &Statement::bind(int index, double value)
{
    check(sqlite3_bind_double(m_statement.get(), index + 1, value));
    return *this;
}

Statement &Statement::bind(int index, std::string_view value)
{
    check(sqlite3_bind_text(m_statement.get(), index + 1, value.data(),
                            static_cast<int>(value.size()), SQLITE_TRANSIENT));
    return *this;
}

Statement &Statement::bindNull(int index)
{
    check(sqlite3_bind_null(m_statement.get(), index + 1));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    check(code);
    return code == SQLITE_ROW;
}

void Statement::run()
{
    const int code = sqlite3_step(m_statement.get());
    sqlite3_reset(m_statement.get());
    check(code);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    const auto *data = sqlite3_column_blob(m_statement.get(), column);
    const auto size = sqlite3_column_bytes(m_statement.get(), column);
    return data ? std::string(static_cast<const char *>(data), static_cast<std::size_t>(size))
                : std::string();
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

Database::Database(const std::string &file) : m_file(file)
{
    try {
        open();
    } catch (...) {
        sqlite3_close(m_connection);
        if (m_lock >= 0) {
            close(m_lock);
        }
        throw;
    }
}

Database::~Database()
{
    sqlite3_close(m_connection);
    if (m_lock >= 0) {
        close(m_lock);
    }
}

void Database::open()
{
    if (!m_file.empty()) {
        // Locked before SQLite opens it and closed after SQLite closed it: closing any
        // descriptor of a file drops the POSIX locks that SQLite holds on it.
        m_lock = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (m_lock < 0) {
            throw StartError("cannot open '" + m_file + "': " + std::strerror(errno));
        }
        if (flock(m_lock, LOCK_EX | LOCK_NB) != 0) {
            throw StartError("'" + m_file + "' is in use by another gatehouse-sandbox");
        }
        refuseForeign(m_lock, m_file);
    }
    const std::string name = m_file.empty() ? ":memory:" : m_file;
    if (sqlite3_open_v2(name.c_str(), &m_connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        nullptr)
        != SQLITE_OK) {
        throw StartError("cannot open '" + name + "': " + sqlite3_errmsg(m_connection));
    }
    try {
        migrate();
        execute("PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                "PRAGMA cache_size = -65536");
    } catch (const std::runtime_error &error) {
        throw StartError("cannot use '" + name + "': " + error.what());
    }
}

/// The application id and the first version are written before WAL mode is on,
/// so that the header of a file of ours always shows them.
void Database::migrate()
{
    Transaction transaction(*this);
    Statement version = prepare("PRAGMA user_version");
    version.step();
    const auto found = static_cast<std::uint32_t>(version.integer(0));
    if (found == schemaVersion) {
        return;
    }
    for (std::uint32_t step = found; step < schemaVersion; ++step) {
        execute(migrations[step]);
    }
    execute("PRAGMA application_id = " + std::to_string(applicationId)
            + "; PRAGMA user_version = " + std::to_string(schemaVersion));
    transaction.commit();
}

void Database::execute(const std::string &sql)
{
    if (sqlite3_exec(m_connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(std::string("database: ") + sqlite3_errmsg(m_connection));
    }
}

std::optional<std::string> Database::setting(std::string_view name)
{
    const std::scoped_lock guard(m_mutex);
    Statement statement = prepare("SELECT value FROM settings WHERE name = ?");
    statement.bind(0, name);
    return statement.step() ? std::optional(statement.text(0)) : std::nullopt;
}

void Database::setSetting(std::string_view name, std::string_view value)
{
    const std::scoped_lock guard(m_mutex);
    prepare("INSERT OR REPLACE INTO settings VALUES (?, ?)").bind(0, name).bind(1, value).run();
}

Transaction::Transaction(Database &database) : m_database(database), m_guard(database.mutex())
{
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!m_done) {
        try {
            m_database.execute("ROLLBACK");
        } catch (const std::runtime_error &) { // SQLite has already rolled back
        }
    }
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_done = true;
}

} // namespace sandbox
