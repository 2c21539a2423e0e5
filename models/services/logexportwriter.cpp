// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logexportwriter.h"

#include "models/services/envelope.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>
#include <filesystem>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace gatehouse {

namespace {

constexpr qint64 saveInterval = 500; // ms

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::LogExportWriter)
};

// What is noted as written must survive the power going, too.
bool sync(QFile &file)
{
    if (!file.flush())
        return false;
#ifdef Q_OS_UNIX
    return fsync(file.handle()) == 0;
#else
    return true;
#endif
}

} // namespace

LogExportWriter::LogExportWriter(const LogExportState &state, const QString &stateFile)
    : m_state(state)
    , m_stateFile(stateFile)
    , m_file(partFile(state.spec.path))
    , m_format(state.spec.format.known().value_or(LogExportFormat::JsonLines))
    , m_columns(state.spec.columns)
{
    if (m_format == LogExportFormat::Csv && m_columns.isEmpty())
        m_columns = logListFields();
    for (const QString &id : m_state.recent)
        m_recent.append({*m_state.after, id});
}

LogExportWriter::Progress LogExportWriter::progress() const
{
    Progress progress;
    progress.state = m_state;
    progress.state.recent.clear();
    for (const auto &known : m_recent)
        progress.state.recent.append(known.second);
    return progress;
}

LogExportWriter::Progress LogExportWriter::failure(const QString &what) const
{
    Progress failed = progress();
    failed.error.emplace();
    failed.error->kind = ApiError::Kind::Validation;
    failed.error->message = what;
    return failed;
}

LogExportWriter::Progress LogExportWriter::open()
{
    const bool isNew = m_state.bytes == 0;
    if (!m_file.open(isNew ? QIODevice::WriteOnly | QIODevice::Truncate : QIODevice::ReadWrite))
        return failure(
            Tr::tr("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString()));
    if (m_file.size() < m_state.bytes)
        return failure(
            Tr::tr("%1 is not what it was: it has become shorter").arg(m_file.fileName()));
    // What was written after it was noted is fetched again.
    if (!m_file.resize(m_state.bytes) || !m_file.seek(m_state.bytes))
        return failure(m_file.errorString());
    if (isNew && m_format == LogExportFormat::Csv && !write(csvHeading(m_columns)))
        return failure(m_file.errorString());
    return save();
}

bool LogExportWriter::isKnown(const QDateTime &time, const QString &id) const
{
    if (!m_state.after || time > *m_state.after)
        return false;
    if (time < m_state.after->addMSecs(-1)) // rows have moved on to a later page
        return true;
    return std::any_of(m_recent.begin(), m_recent.end(),
                       [&](const auto &known) { return known.second == id; });
}

// The next question is about what is newer than a millisecond before the newest row, as more may
// come in the very instant of that; so what is asked for again is what has to be known.
void LogExportWriter::remember(const QDateTime &time, const QString &id)
{
    if (!m_state.after || time > *m_state.after) {
        m_state.after = time;
        m_recent.removeIf(
            [oldest = time.addMSecs(-1)](const auto &known) { return known.first < oldest; });
    }
    m_recent.append({time, id});
}

bool LogExportWriter::write(const QByteArray &lines)
{
    if (m_file.write(lines) != lines.size())
        return false;
    m_state.bytes += lines.size();
    return true;
}

LogExportWriter::Progress LogExportWriter::take(const ApiResponse &page, qint64 total)
{
    const auto envelope = readEnvelope(page);
    Progress result = progress();
    if (!envelope) {
        result.error = envelope.error();
        return result;
    }
    const QJsonArray rows = envelope->value(QLatin1String("result")).toArray();
    const QJsonObject info = envelope->value(QLatin1String("result_info")).toObject();
    result.size = int(rows.size());
    result.total = qint64(info.value(QLatin1String("total_count")).toDouble(-1));
    if (total >= 0 && result.total >= 0 && result.total != total) {
        result.changed = true;
        return result;
    }
    QByteArray lines;
    QDateTime before;
    for (const QJsonValue value : rows) {
        const QJsonObject row = value.toObject();
        JsonContext context{{QStringLiteral("result"), QStringLiteral("created_at")}, {}};
        QDateTime time;
        readJson(row.value(QLatin1String("created_at")), time, context);
        if (!context.error && before.isValid() && time < before)
            context.error =
                ApiError::protocol(Tr::tr("the rows are not in the order that was asked for"));
        if (context.error) {
            result.state = progress().state;
            result.error = context.error;
            return result;
        }
        before = time;
        const QString id = row.value(QLatin1String("id")).toString();
        if (isKnown(time, id))
            continue;
        if (m_format == LogExportFormat::JsonLinesWithBodies) {
            result.waiting.append(row);
            continue;
        }
        lines +=
            m_format == LogExportFormat::Csv ? csvLine(row, m_columns) : jsonLine(row, m_columns);
        remember(time, id);
        ++m_state.rows;
    }
    if (!write(lines))
        return failure(Tr::tr("%1: %2").arg(m_file.fileName(), m_file.errorString()));
    if (m_saved.hasExpired(saveInterval))
        if (const Progress saved = save(); saved.error)
            return saved;
    result.state = progress().state;
    return result;
}

LogExportWriter::Progress LogExportWriter::take(const QJsonObject &row, const QByteArray &request,
                                                const QByteArray &response)
{
    QJsonObject whole = row;
    QStringList columns = m_columns;
    for (const auto &[name, body] : {std::pair(QStringLiteral("request"), request),
                                     std::pair(QStringLiteral("response"), response)}) {
        whole.insert(name, body.isNull() ? QJsonValue(QJsonValue::Null) : bodyJson(body));
        if (!columns.isEmpty())
            columns.append(name);
    }
    if (!write(jsonLine(whole, columns)))
        return failure(Tr::tr("%1: %2").arg(m_file.fileName(), m_file.errorString()));
    JsonContext context;
    QDateTime time;
    readJson(row.value(QLatin1String("created_at")), time, context);
    remember(time, row.value(QLatin1String("id")).toString());
    ++m_state.rows;
    return m_saved.hasExpired(saveInterval) ? save() : progress();
}

LogExportWriter::Progress LogExportWriter::save()
{
    if (!sync(m_file))
        return failure(Tr::tr("%1: %2").arg(m_file.fileName(), m_file.errorString()));
    QDir().mkpath(QFileInfo(m_stateFile).path());
    QSaveFile file(m_stateFile);
    const QByteArray text = QJsonDocument(toJson(progress().state).toObject()).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(Tr::tr("%1: %2").arg(m_stateFile, file.errorString()));
    m_saved.start();
    return progress();
}

LogExportWriter::Progress LogExportWriter::finish()
{
    if (!sync(m_file))
        return failure(Tr::tr("%1: %2").arg(m_file.fileName(), m_file.errorString()));
    m_file.close();
    // rename() replaces an older result in one step, which QFile::rename() refuses to.
    std::error_code error;
    std::filesystem::rename(QFileInfo(m_file.fileName()).filesystemFilePath(),
                            QFileInfo(m_state.spec.path).filesystemFilePath(), error);
    if (error)
        return failure(Tr::tr("%1 cannot be written: %2")
                           .arg(m_state.spec.path, QString::fromStdString(error.message())));
    QFile::remove(m_stateFile);
    return progress();
}

void LogExportWriter::discard()
{
    m_file.close();
    m_file.remove();
    QFile::remove(m_stateFile);
}

} // namespace gatehouse
