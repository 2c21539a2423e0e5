// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/drafts.h"
#include "views/common/connectionpage.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gatehouse {

class Dialogs;
class FactList;
class FormSection;
class MessageBar;
class StateStack;
class WriteGuard;

// A form for one setting of the account: what is set, what is typed over it, and the buttons that
// save, revert and remove. What is typed is kept as a draft. A subclass has the fields.
class BillingSettingPage : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingSettingPage)

public:
    void refresh() override;
    bool isBusy() const override { return m_loading || m_pending; }
    bool hasError() const override { return m_error || m_saveFailed; }
    bool hasPendingWork() const override { return m_pending; }
    bool hasUnsavedChanges() const override { return isDirty(); }

    virtual bool isDirty() const = 0; // something was typed that is not saved
    virtual bool canSave() const = 0; // something would come of it
    virtual bool isValid() const = 0; // as typed

    QPushButton *saveButton() const { return m_save; }
    QPushButton *revertButton() const { return m_revert; }
    QPushButton *removeButton() const { return m_remove; }
    MessageBar *messages() const { return m_messages; }
    FactList *facts() const { return m_facts; }

protected:
    struct Words
    {
        QString draftKey;
        QString save; // “Set auto top-up”
        QString remove;
        QString removed; // “Auto top-up was removed.”
        QString saved;
    };

    BillingSettingPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                       FormSection *form, const Words &words, QWidget *parent);

    void start() override;
    void stop() override;

    // What is asked for is told to loaded() or failed().
    virtual void load() = 0;
    virtual void cancelLoad() = 0;
    virtual void save() = 0;
    virtual void remove() = 0;
    virtual bool isSet() const = 0; // there is something to remove
    virtual void revert() = 0; // to what is set
    virtual QStringList changes() const = 0; // what saving does, a line each
    virtual QStringList losses() const = 0; // of removing
    virtual QJsonObject draft() const = 0;
    virtual void restore(const QJsonObject &draft) = 0;

    void loaded();
    void failed(const ApiError &error);
    void saved();
    void saveFailed(const ApiError &error, bool removing);
    void conflicted(const QString &text); // the service has other values by now
    void onEdited(); // by the person
    void updateControls();
    void setPending(bool pending);
    Dialogs *dialogs() const { return m_dialogs; }

private:
    void askToSave();
    void askToRemove();
    QString draftKey() const;

    Drafts *m_drafts;
    Dialogs *m_dialogs;
    Words m_words;
    bool m_loading = false;
    bool m_pending = false;
    bool m_hasValue = false;
    bool m_restored = false; // the draft was looked for
    bool m_saveFailed = false;
    std::optional<ApiError> m_error;

    WriteGuard *m_writes;
    MessageBar *m_messages;
    StateStack *m_stack;
    FactList *m_facts;
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_remove;
};

} // namespace gatehouse
