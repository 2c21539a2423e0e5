// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/logannotator.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace gatehouse {

class Connection;
class MessageBar;
class MetadataEditor;
class WriteGuard;

// Feedback, score and metadata of a log, changed where they stand.
class AnnotationsEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotationsEditor)

public:
    // Tells of failures in messages.
    AnnotationsEditor(Connection *connection, const GatewayId &gateway, MessageBar *messages,
                      QWidget *parent = nullptr);
    ~AnnotationsEditor() override;

    void setLog(const Log &log, const QString &missing); // why something is not known; empty: it is
    MetadataEditor *metadata() const { return m_metadata; }
    bool isSaving() const { return m_annotator && m_annotator->isSaving(); }

Q_SIGNALS:
    void busyChanged();
    void annotated(); // the service has taken it

private:
    QWidget *makeFeedback();
    QWidget *makeScore();
    void follow(LogAnnotator *annotator);
    void want(const std::function<void(LogAnnotations &)> &change);
    void onFailed(LogAnnotator *annotator, const ApiError &error, const LogAnnotations &wanted);
    void onConflicted(LogAnnotator *annotator, const LogAnnotations &theirs,
                      const LogAnnotations &wanted);
    void showAnnotations();

    Connection *m_connection;
    GatewayId m_gateway;
    MessageBar *m_messages;
    WriteGuard *m_writes;
    QHash<int, QToolButton *> m_feedback; // by value
    QLabel *m_feedbackText;
    QToolButton *m_clearFeedback;
    QDoubleSpinBox *m_score;
    QLabel *m_scoreText;
    QPushButton *m_setScore;
    QToolButton *m_clearScore;
    MetadataEditor *m_metadata;

    Log m_log;
    QString m_missing;
    QPointer<LogAnnotator> m_annotator;
    // What the service has taken and does not report.
    QHash<QString, LogAnnotations> m_taken;
    Field<QJsonObject> m_shownMetadata;
    QString m_shownUnread;
    QString m_shownFor;
};

} // namespace gatehouse
