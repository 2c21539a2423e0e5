// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/logexport.h"
#include "models/services/apirequest.h"

#include <QElapsedTimer>
#include <QFile>

namespace gatehouse {

// Writes the file of an export: reads pages, drops the rows that it has written before, and notes
// every now and then how far it is, so that another writer can go on from there. The result takes
// its name only when it is whole; until then it is in a .part file beside it.
//
// Reading and writing takes long: everything but the constructor belongs into another thread, one
// call at a time.
class LogExportWriter
{
    Q_DISABLE_COPY_MOVE(LogExportWriter)

public:
    struct Progress
    {
        LogExportState state; // what is in the file
        int size = 0; // rows on the page
        bool changed = false; // matches have come or gone since: nothing of it was written
        qint64 total = -1; // that the page speaks of; -1: it does not
        QList<QJsonObject> waiting; // rows of it that need their bodies
        std::optional<ApiError> error;
    };

    // A state without bytes begins a new file.
    LogExportWriter(const LogExportState &state, const QString &stateFile);

    Progress open();
    // The next page of rows, oldest first. total: what the pages before spoke of; -1: nothing.
    Progress take(const ApiResponse &page, qint64 total);
    // A row that waited; a null string: there is no such body.
    Progress take(const QJsonObject &row, const QByteArray &request, const QByteArray &response);
    Progress save(); // how far it is
    Progress finish(); // the result takes its name
    void discard(); // nothing is left of it

private:
    bool isKnown(const QDateTime &time, const QString &id) const;
    void remember(const QDateTime &time, const QString &id);
    bool write(const QByteArray &lines);
    Progress progress() const;
    Progress failure(const QString &what) const;
    static QString partFile(const QString &path) { return path + QStringLiteral(".part"); }

    LogExportState m_state;
    QString m_stateFile;
    QFile m_file;
    LogExportFormat m_format;
    QStringList m_columns;
    QList<std::pair<QDateTime, QString>> m_recent;
    QElapsedTimer m_saved;
};

} // namespace gatehouse
