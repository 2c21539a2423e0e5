// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/saveguard.h"
#include "views/providers/providerform.h"

class QLabel;
class QPushButton;

namespace gatehouse {

class Connection;
class CopyPreview;
class Drafts;
class GatewayDraft;
class MessageBar;
class ProviderReview;
class WriteGuard;

// A form with all that saving it takes: what is wrong, what was changed, what others changed, and a
// draft of what is not saved. Credentials that were typed are in no draft, and gone once sent.
class ProviderEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderEditor)

public:
    using Outcome = SaveOutcome<QJsonObject>;
    struct Job
    {
        QString title;
        QString saveText; // of the button
        ProviderForm *form = nullptr; // taken over
        QJsonObject object; // what it begins with
        bool isNew = true;
        bool isChanged = false; // begins with something to save, as a copy does
        bool hasSecret = false; // is to be typed again after a failure
        QString draftKey; // empty: no draft
        QWidget *above = nullptr; // taken over
        // The id of its row in the list; none: it is in no row.
        std::function<QString(const QJsonObject &saved)> row;
        QString requestLine;
        // What is sent for the change.
        std::function<QJsonObject(const QJsonObject &base, const QJsonObject &mine)> body;
        // base is empty: a new one.
        std::function<Call<Outcome>(const QJsonObject &base, const QJsonObject &mine)> save;
    };

    ProviderEditor(const Job &job, Connection *connection, Drafts *drafts,
                   QWidget *parent = nullptr);

    ProviderForm *form() const { return m_job.form; }
    MessageBar *messages() const { return m_messages; }
    ProviderReview *review() const { return m_review; }
    QPushButton *saveButton() const { return m_save; }
    QPushButton *closeButton() const { return m_close; }
    bool isSaving() const { return m_saving; }
    bool hasUnsaved() const;
    bool hasUnkept() const; // that no draft keeps
    bool hasError() const;

Q_SIGNALS:
    void changed(); // isSaving(), hasUnsaved()
    void saved(const QString &row); // its id in the list
    void closeRequested(); // what is typed stays as a draft
    void finished(); // saved, or dropped by the person

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onFormChanged();
    void submit();
    void save();
    void onOutcome(const Outcome &outcome);
    void onFailure(const ApiError &error);
    void showReview();
    void hideReview();
    void drop();
    void updateControls();
    QJsonObject base() const { return m_job.isNew ? QJsonObject() : m_job.object; }

    Job m_job;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    GatewayDraft *m_draft = nullptr;
    ProviderReview *m_review;
    QWidget *m_footer;
    QLabel *m_status;
    QPushButton *m_close;
    QPushButton *m_discard;
    QPushButton *m_save;
    bool m_saving = false;
};

} // namespace gatehouse
