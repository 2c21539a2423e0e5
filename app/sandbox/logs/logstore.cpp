// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logstore.h"

#include "app/sandbox/billing/usage.h"

namespace sandbox {

namespace {

constexpr int gatewayShift = 40;
constexpr int textsAt = 10; ///< first text column of `logs`

constexpr std::int64_t rowKey(std::uint32_t gateway, std::uint32_t sequence)
{
    return std::int64_t{gateway} << gatewayShift | sequence;
}

void bindTokens(Statement &statement, int index, std::int32_t tokens)
{
    if (tokens == noTokens) {
        statement.bindNull(index);
    } else {
        statement.bind(index, std::int64_t{tokens});
    }
}

void insertRow(Statement &insert, std::uint32_t gateway, const LogRow &row)
{
    insert.bind(0, rowKey(gateway, row.sequence));
    insert.bind(1, row.createdAt);
    insert.bind(2, std::int64_t{row.event});
    insert.bind(3, std::int64_t{row.step});
    insert.bind(4, std::int64_t{row.flags});
    insert.bind(5, std::int64_t{row.status});
    insert.bind(6, row.cost);
    insert.bind(7, std::int64_t{row.duration});
    bindTokens(insert, 8, row.tokensIn);
    bindTokens(insert, 9, row.tokensOut);
    for (std::size_t column = 0; column < textCount; ++column) {
        insert.bind(textsAt + static_cast<int>(column), std::int64_t{row.texts[column]});
    }
    constexpr int feedbackAt = textsAt + static_cast<int>(textCount);
    if (row.feedback == noFeedback) {
        insert.bindNull(feedbackAt);
    } else {
        insert.bind(feedbackAt, std::int64_t{row.feedback});
    }
    insert.run();
}

LogRow readRow(const Statement &select)
{
    LogRow row;
    row.sequence = static_cast<std::uint32_t>(select.integer(0));
    row.createdAt = select.integer(1);
    row.event = static_cast<std::uint32_t>(select.integer(2));
    row.step = static_cast<std::uint8_t>(select.integer(3));
    row.flags = static_cast<std::uint8_t>(select.integer(4));
    row.status = static_cast<std::uint16_t>(select.integer(5));
    row.cost = select.real(6);
    row.duration = static_cast<std::int32_t>(select.integer(7));
    row.tokensIn = select.isNull(8) ? noTokens : static_cast<std::int32_t>(select.integer(8));
    row.tokensOut = select.isNull(9) ? noTokens : static_cast<std::int32_t>(select.integer(9));
    for (std::size_t column = 0; column < textCount; ++column) {
        row.texts[column] =
            static_cast<std::uint32_t>(select.integer(textsAt + static_cast<int>(column)));
    }
    constexpr int feedbackAt = textsAt + static_cast<int>(textCount);
    row.feedback = select.isNull(feedbackAt) ? noFeedback
                                             : static_cast<std::int8_t>(select.integer(feedbackAt));
    return row;
}

} // namespace

LogStore::LogStore(Database &database) : m_database(database) { }

void LogStore::loadTexts()
{
    Statement select = m_database.prepare("SELECT kind, code, text FROM texts ORDER BY kind, code");
    while (select.step()) {
        const auto wanted = select.integer(1);
        m_texts.at(static_cast<std::size_t>(select.integer(0)))
            .code(select.text(2), [wanted](std::uint32_t code) {
                if (code != wanted) {
                    throw std::runtime_error("database: the table of texts has a gap");
                }
            });
    }
}

void LogStore::load(const Progress &progress)
{
    constexpr std::uint64_t progressStep = 100'000;
    const std::scoped_lock guard(m_database.mutex());
    loadTexts();
    Statement select = m_database.prepare("SELECT * FROM logs ORDER BY id");
    std::shared_ptr<LogTable> current;
    for (std::uint64_t rows = 0; select.step(); ++rows) {
        const auto gateway = static_cast<std::uint32_t>(select.integer(0) >> gatewayShift);
        if (!current || current->gateway() != gateway) {
            current = table(gateway);
        }
        current->append(readRow(select));
        if (rows % progressStep == 0) {
            progress(rows);
        }
    }
}

std::shared_ptr<LogTable> LogStore::table(std::uint32_t gateway)
{
    const std::scoped_lock guard(m_tablesMutex);
    auto &table = m_tables[gateway];
    if (!table) {
        table = std::make_shared<LogTable>(gateway);
    }
    return table;
}

std::uint32_t LogStore::textCode(Text column, std::string_view text)
{
    const std::scoped_lock guard(m_database.mutex());
    return m_texts[static_cast<std::size_t>(column)].code(text, [&](std::uint32_t code) {
        m_database.prepare("INSERT INTO texts VALUES (?, ?, ?)")
            .bind(0, static_cast<std::int64_t>(column))
            .bind(1, std::int64_t{code})
            .bind(2, text)
            .run();
    });
}

void LogStore::append(LogTable &table, std::span<LogRow> rows)
{
    Transaction transaction(m_database);
    Statement insert = m_database.prepare("INSERT INTO logs VALUES "
                                          "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)");
    for (const LogRow &row : rows) {
        insertRow(insert, table.gateway(), row);
    }
    recordUsage(m_database, rows);
    transaction.commit();
    const std::unique_lock guard(table.mutex);
    for (const LogRow &row : rows) {
        table.append(row);
    }
}

void LogStore::remove(LogTable &table, std::span<const std::uint32_t> positions)
{
    Transaction transaction(m_database);
    Statement statement = m_database.prepare("DELETE FROM logs WHERE id = ?");
    for (const std::uint32_t position : positions) {
        statement.bind(0, rowKey(table.gateway(), table.row(position).sequence)).run();
    }
    transaction.commit();
    const std::unique_lock guard(table.mutex);
    table.remove(positions);
}

void LogStore::dropGateway(std::uint32_t gateway)
{
    {
        const std::scoped_lock guard(m_tablesMutex);
        m_tables.erase(gateway);
    }
    // in slices, so that others get at the database in between
    constexpr std::int64_t slice = 50'000;
    for (std::int64_t deleted = 1; deleted > 0;) {
        Transaction transaction(m_database);
        m_database
            .prepare("DELETE FROM logs WHERE id IN (SELECT id FROM logs "
                     "WHERE id BETWEEN ? AND ? LIMIT ?)")
            .bind(0, rowKey(gateway, 0))
            .bind(1, rowKey(gateway + 1, 0) - 1)
            .bind(2, slice)
            .run();
        Statement changes = m_database.prepare("SELECT changes()");
        changes.step();
        deleted = changes.integer(0);
        transaction.commit();
    }
}

void LogStore::edit(LogTable &table, std::uint32_t position, const Edit &edit)
{
    Transaction transaction(m_database);
    LogRow row = table.row(position);
    const std::int64_t key = rowKey(table.gateway(), row.sequence);
    if (edit.feedback) {
        Statement update = m_database.prepare("UPDATE logs SET feedback = ? WHERE id = ?");
        row.feedback = edit.feedback->value_or(noFeedback);
        *edit.feedback ? update.bind(0, std::int64_t{row.feedback}) : update.bindNull(0);
        update.bind(1, key).run();
    }
    if (edit.score) {
        Statement update = m_database.prepare("UPDATE logs SET score = ? WHERE id = ?");
        *edit.score ? update.bind(0, **edit.score) : update.bindNull(0);
        update.bind(1, key).run();
    }
    if (edit.metadata) {
        row.text(Text::Metadata) =
            edit.metadata->empty() ? noText : textCode(Text::Metadata, *edit.metadata);
        m_database.prepare("UPDATE logs SET metadata = ? WHERE id = ?")
            .bind(0, std::int64_t{row.text(Text::Metadata)})
            .bind(1, key)
            .run();
    }
    transaction.commit();
    const std::unique_lock guard(table.mutex);
    table.edit(position, row);
}

} // namespace sandbox
