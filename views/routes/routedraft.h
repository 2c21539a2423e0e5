// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/drafts.h"

namespace gatehouse {

class RouteEditor;

// What is drawn or written of a route and not saved yet, kept so that neither closing nor a crash
// loses it.
class RouteDraft : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDraft)

public:
    static constexpr int delayMs = 500;

    struct Content
    {
        QJsonObject state; // of the editor
        QString base; // the version that the edits began with
        QDateTime savedAt;
    };

    RouteDraft(Drafts *drafts, const QString &key, const RouteEditor *editor,
               QObject *parent = nullptr);
    ~RouteDraft() override; // writes what is waiting

    std::optional<Content> load() const;
    void keep(const QString &base); // written a moment later
    void writeNow(const QString &base);
    void remove();

Q_SIGNALS:
    void written();
    void failed(const QString &why);

private:
    void write();

    Drafts *m_drafts;
    QString m_key;
    const RouteEditor *m_editor;
    QString m_base;
    QTimer m_timer;
};

} // namespace gatehouse
