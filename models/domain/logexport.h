// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/logfilter.h"

namespace gatehouse {

enum class LogExportFormat { Csv, JsonLines, JsonLinesWithBodies };
constexpr std::array<std::pair<LogExportFormat, const char *>, 3> enumNames(LogExportFormat)
{
    using enum LogExportFormat;
    return {{{Csv, "csv"}, {JsonLines, "jsonl"}, {JsonLinesWithBodies, "jsonl-with-bodies"}}};
}

// What is exported, of which logs, into which file.
struct LogExportSpec
{
    GatewayId gateway{};
    QString search{};
    QList<LogFilter> filters{}; // with nothing relative to now in them
    OpenEnum<LogExportFormat> format = LogExportFormat::Csv;
    QList<QString> columns{}; // the API's names; empty: JSON lines have whatever the service sends
    QString path{}; // of the result

    bool operator==(const LogExportSpec &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("gateway", self.gateway);
        visitor("search", self.search);
        visitor("filters", self.filters);
        visitor("format", self.format);
        visitor("columns", self.columns);
        visitor("path", self.path);
    }
};

// How far an export is: enough to go on after the program was killed. Rows are written oldest
// first; those up to after are in the file.
struct LogExportState
{
    QString connection; // Connection::identity()
    LogExportSpec spec;
    Field<QDateTime> until; // only what is older; absent: it has not begun
    qint64 total = 0; // matches when it began; 0: not known
    qint64 rows = 0; // written
    qint64 bytes = 0; // of the file when this was noted; what comes behind is not counted
    Field<QDateTime> after; // of the newest row written
    QList<QString> recent; // ids of the rows written that are at most 1 ms older than that

    bool operator==(const LogExportState &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("connection", self.connection);
        visitor("spec", self.spec);
        visitor("until", self.until);
        visitor("total", self.total);
        visitor("rows", self.rows);
        visitor("bytes", self.bytes);
        visitor("after", self.after);
        visitor("recent", self.recent);
    }
};

// The fields of a log in a list, by the API's names, in the order that a table of them has.
QStringList logListFields();
// A line of the field names, and one of a log's values. A field that is not there is empty.
QByteArray csvHeading(const QStringList &columns);
QByteArray csvLine(const QJsonObject &log, const QStringList &columns);
// A log as one line of JSON: the columns that it has, or all of it.
QByteArray jsonLine(const QJsonObject &log, const QStringList &columns);
// A body as JSON: its text or, where it is none, {"base64": …}.
QJsonValue bodyJson(const QByteArray &body);

} // namespace gatehouse
