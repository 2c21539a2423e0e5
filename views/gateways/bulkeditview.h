// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/unkept.h"
#include "views/common/view.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/gatewaybatch.h"

class QLabel;
class QListWidget;
class QPushButton;
class QSplitter;

namespace gatehouse {

class BulkField;
class Drafts;
class FieldRow;
class GatewayBatchPanel;
class GatewayDraft;
class MessageBar;
class StateStack;
class WriteGuard;

// Gives some fields the same value in several gateways: which gateways, which fields, what would
// change in each, and then how it goes. What is chosen is kept as a draft until it is saved.
class BulkEditView : public View, public UnkeptInput
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkEditView)

public:
    BulkEditView(ConnectionModels *models, const ViewAddress &address, Drafts *drafts,
                 TaskModel *tasks, QWidget *parent = nullptr);
    ~BulkEditView() override;

    static ViewAddress addressOf(const QStringList &gateways);

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override;
    QString title() const override { return tr("Edit several gateways"); }
    QIcon viewIcon() const override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;
    bool hasUnkept() const override;

    QListWidget *gatewayList() const { return m_list; }
    BulkField *field(const QString &key) const;
    GatewayBatchPanel *preview() const { return m_preview; }
    GatewayBatch *batch() const { return m_batch; }

public Q_SLOTS:
    void refresh() override;
    void review();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeGateways();
    QWidget *makeFields();
    QWidget *makeFooter();
    void fillGateways();
    QStringList chosenIds() const;
    void choose(const QStringList &ids);
    QJsonObject edits() const;
    void restoreDraft();
    void keepDraft();
    void clearFields();
    void showPreview(bool previewing);
    void onChanged();
    void onBatchChanged();
    void updateNotes();
    QString statusText() const;
    void updateState();

    ConnectionModels *m_models;
    GatewayDraft *m_draft;
    WriteGuard *m_writes;
    GatewayBatch *m_batch;
    MessageBar *m_messages;
    QStringList m_wanted; // chosen before they were known
    bool m_filling = false;
    bool m_previewing = false;
    bool m_wasDirty = false;
    QSplitter *m_splitter;
    QListWidget *m_list;
    QList<BulkField *> m_fields;
    QHash<QString, FieldRow *> m_rows;
    QLabel *m_status;
    QPushButton *m_revert;
    QPushButton *m_review;
    QWidget *m_editing = nullptr;
    StateStack *m_stack = nullptr;
    GatewayBatchPanel *m_preview;
};

} // namespace gatehouse
