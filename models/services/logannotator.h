// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"

namespace gatehouse {

// Changes what is said about one log: what is wanted shows at once, and is taken back when the
// service does not take it. One request at a time; what is wanted meanwhile follows. Carried
// through when nobody looks any more: see letGo().
class LogAnnotator : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogAnnotator)

public:
    LogAnnotator(LogService *service, const GatewayId &gateway, const LogId &id,
                 const LogAnnotations &known, QObject *parent);

    const LogId &id() const { return m_id; }
    const LogAnnotations &shown() const { return m_wanted; }
    bool isSaving() const { return m_saving; }

    void want(const LogAnnotations &wanted);
    // Writes over the metadata that others have changed meanwhile.
    void overwrite(const LogAnnotations &wanted, const LogAnnotations &theirs);
    // What the service says by now; not while something is being written.
    void setKnown(const LogAnnotations &known);
    // Deletes this as soon as nothing is being written.
    void letGo();

Q_SIGNALS:
    void changed(); // shown() or isSaving()
    void saved();
    // Everything is as it was before; wanted was not taken.
    void failed(const gatehouse::ApiError &error, const gatehouse::LogAnnotations &wanted);
    void conflicted(const gatehouse::LogAnnotations &theirs,
                    const gatehouse::LogAnnotations &wanted);

private:
    void send();
    void onSaved(const LogAnnotations &sent, const Result<SaveOutcome<LogAnnotations>> &result);

    LogService *m_service;
    GatewayId m_gateway;
    LogId m_id;
    LogAnnotations m_known; // by the service
    LogAnnotations m_wanted;
    bool m_saving = false;
    bool m_letGo = false;
};

} // namespace gatehouse
