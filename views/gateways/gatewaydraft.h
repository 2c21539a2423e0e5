// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <optional>

namespace gatehouse {

class Drafts;

// What is edited in one form and not saved yet, kept so that neither closing nor a crash loses it.
// Members that hold a credential are never kept.
class GatewayDraft : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayDraft)

public:
    static constexpr int delayMs = 300;

    struct Content
    {
        QJsonObject edits; // member by member
        QJsonObject base; // what those members were when the edits began
        QDateTime savedAt;
    };

    GatewayDraft(Drafts *drafts, const QString &key, QObject *parent = nullptr);
    ~GatewayDraft() override; // writes what is waiting

    // Without anything that holds a credential, which is left out.
    static bool keepsAll(const QJsonObject &edits);
    void setKey(const QString &key);
    std::optional<Content> load();
    // Written a moment later; without edits the draft goes.
    void keep(const QJsonObject &edits, const QJsonObject &base);
    void remove();

Q_SIGNALS:
    void failed(const QString &why);

private:
    void write();

    Drafts *m_drafts;
    QString m_key;
    QTimer m_timer;
    QJsonObject m_edits;
    QJsonObject m_base;
};

} // namespace gatehouse
