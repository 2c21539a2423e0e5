// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/unkept.h"
#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "views/gateways/gatewaycopy.h"
#include "views/gateways/gatewaydiff.h"

class QAction;

namespace gatehouse {

class Dialogs;
class Drafts;
class GatewayDeletion;
class GatewayDetails;
class GatewayDraft;
class GatewayForm;
class GatewayPages;
class GatewaySaving;
class MergePanel;
class MessageBar;
class ReviewPanel;
class SaveFooter;
class StateStack;
class WriteGuard;

// One gateway: its settings as a form, and pages on how it fares and how it is called. Or the form
// for a new one, which becomes the view of what it has created. What is edited is kept as a draft
// until it is saved or reverted.
class GatewayView : public View, public UnkeptInput
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayView)

public:
    // An empty id is a gateway to be.
    GatewayView(ConnectionModels *models, const GatewayId &id, Drafts *drafts, Dialogs *dialogs,
                QWidget *parent = nullptr);
    ~GatewayView() override;

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override; // one of its pages
    QString title() const override;
    QIcon viewIcon() const override;
    QWidget *inspector() override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;
    bool hasUnkept() const override;
    bool hasPendingWork() const; // a write that is not answered yet

    GatewayForm *form() const { return m_form; }
    GatewayPages *pages() const { return m_pages; }

public Q_SLOTS:
    void refresh() override; // the page that is shown

private:
    enum class Stage { Editing, Reviewing, Merging };
    // Keys of the message bar.
    inline static const QString draftMessage = QStringLiteral("draft");
    inline static const QString saveMessage = QStringLiteral("save");
    inline static const QString loadMessage = QStringLiteral("load");
    inline static const QString meanwhileMessage = QStringLiteral("meanwhile");
    inline static const QString copyMessage = QStringLiteral("copy");

    void makeActions();
    QWidget *makeToolBar();
    QWidget *makeSettings();
    void connectParts();

    void startNew();
    void offerCopy();
    void load();
    void fillFrom(const GatewayCopy::Copy &copy);
    void onConnectionChanged();
    void onLoaded(const Result<Gateway> &result);
    void takeServed(const Gateway &served);
    void restoreDraft();
    QString draftKey() const;

    void save();
    void review();
    void write();
    void revert();
    void onCreated(const Gateway &gateway);
    void onUpdated(const Gateway &gateway);
    void onConflicted(const QList<FieldConflict> &conflicts, const Gateway &theirs);
    void onGone();
    void saveAsNew();
    void onSaveFailed(const ApiError &error);
    void mergeChosen();
    void onRemoved(const GatewayId &id);

    void setStage(Stage stage);
    void onFormChanged();
    QString statusText() const;
    void updateControls();

    ConnectionModels *m_models;
    GatewayId m_id;
    bool m_loaded = false; // the form holds what the service has
    bool m_loading = false;
    bool m_deleted = false;
    bool m_wasDirty = false;
    quint64 m_serial = 0; // of the newest question
    Stage m_stage = Stage::Editing;
    QList<FieldConflict> m_conflicts;
    Gateway m_theirs;

    WriteGuard *m_writes;
    GatewayDraft *m_draft;
    GatewaySaving *m_saving;
    GatewayDeletion *m_deletion;
    MessageBar *m_messages;
    GatewayForm *m_form;
    StateStack *m_stack;
    ReviewPanel *m_review;
    MergePanel *m_merge;
    SaveFooter *m_footer;
    GatewayPages *m_pages;
    QAction *m_refresh;
    QAction *m_logs;
    QAction *m_duplicate;
    QAction *m_delete;
    QAction *m_save;
    QAction *m_back;
    QPointer<QWidget> m_lastEditor; // where the person was before the review
    QPointer<GatewayDetails> m_details;
};

} // namespace gatehouse
