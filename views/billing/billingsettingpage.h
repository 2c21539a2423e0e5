// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/drafts.h"
#include "models/services/saveguard.h"
#include "views/common/connectionpage.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class Dialogs;
class FactList;
class FieldRow;
class FormSection;
class MessageBar;
class MoneyBox;
class StateStack;
class WriteGuard;

// A form for one setting of the account: what is set, what is typed over it, and the buttons that
// save, revert and remove. What is typed is kept as a draft. A subclass has the fields and what is
// set, and hands its calls to the follow…() functions, with what takes in what they answer.
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
    bool isValid() const; // as typed

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

    virtual void load() = 0;
    virtual void cancelLoad() = 0;
    virtual void save() = 0;
    virtual void remove() = 0;
    virtual bool isSet() const = 0; // there is something to remove
    virtual void revert() = 0; // to what is set
    virtual void showFacts() = 0; // of what is set
    virtual QString theirText() const = 0; // the same, in a few words
    virtual QStringList changes() const = 0; // what saving does, a line each
    virtual QStringList losses() const = 0; // of removing
    virtual QJsonObject draft() const = 0;
    virtual void restore(const QJsonObject &draft) = 0;

    // Calls onEdited(). The key is the API's.
    MoneyBox *addAmount(FormSection *form, const QString &key, const QString &name,
                        const QString &help, qint64 least);
    void validate();
    void onEdited(); // by the person

    // What was typed stays.
    template <class T, class Take> void followLoading(const Call<T> &call, Take take)
    {
        call.then(this, [this, take](const Result<T> &theirs) {
            if (!theirs)
                return failed(theirs.error());
            const bool edited = isDirty();
            take(*theirs);
            if (!edited)
                revert();
            showFacts();
            loaded();
        });
    }
    template <class T, class Take> void followSaving(const Call<SaveOutcome<T>> &call, Take take)
    {
        call.then(this, [this, take](const Result<SaveOutcome<T>> &outcome) {
            if (!outcome)
                return refused(outcome.error());
            if (outcome->kind == SaveOutcome<T>::Kind::Gone)
                return refused(unknownSetting());
            take(outcome->value);
            if (outcome->kind == SaveOutcome<T>::Kind::Saved)
                return saved(false);
            showFacts();
            conflicted();
        });
    }
    template <class T, class Take> void followRemoval(const Call<T> &call, Take take)
    {
        call.then(this, [this, take](const Result<T> &left) {
            if (!left)
                return saveFailed(left.error(), true);
            take(*left);
            saved(true);
        });
    }
    virtual void refused(const ApiError &error); // what was typed
    static ApiError unknownSetting();
    void updateControls();
    void setPending(bool pending);
    Dialogs *dialogs() const { return m_dialogs; }

private:
    struct Amount
    {
        QString key;
        MoneyBox *box;
        FieldRow *row;
    };

    void loaded();
    void failed(const ApiError &error);
    void saved(bool removed);
    void saveFailed(const ApiError &error, bool removing);
    void conflicted(); // the service has other values by now
    void askToSave();
    void askToRemove();
    QString draftKey() const;

    Drafts *m_drafts;
    Dialogs *m_dialogs;
    Words m_words;
    QList<Amount> m_amounts;
    bool m_loading = false;
    bool m_pending = false;
    bool m_hasValue = false;
    bool m_restored = false; // the draft was looked for
    bool m_saveFailed = false;
    std::optional<ApiError> m_error;

    WriteGuard *m_writes;
    MessageBar *m_messages;
    FormSection *m_form;
    QScrollArea *m_scroll;
    StateStack *m_stack;
    FactList *m_facts;
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_remove;
};

} // namespace gatehouse
