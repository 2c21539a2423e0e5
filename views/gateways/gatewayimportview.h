// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/gatewayfile.h"
#include "models/items/connectionmodels.h"
#include "models/items/gatewaybatch.h"

class QAction;
class QLabel;

namespace gatehouse {

class Dialogs;
class GatewayBatchPanel;
class MessageBar;
class StateStack;
class WriteGuard;

// What files of gateways would bring to this connection: which gateways are new, which would
// change and in what, which are the same already; and what is wrong with the files.
class GatewayImportView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayImportView)

public:
    GatewayImportView(ConnectionModels *models, Dialogs *dialogs, TaskModel *tasks,
                      QWidget *parent = nullptr);

    ViewAddress address() const override { return {ViewAddress::Kind::ImportGateways, {}, {}}; }
    QString title() const override { return tr("Import gateways"); }
    QIcon viewIcon() const override;
    bool hasError() const override;

    void addFile(const QString &path);
    GatewayBatchPanel *panel() const { return m_panel; }
    GatewayBatch *batch() const { return m_batch; }

public Q_SLOTS:
    void refresh() override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct File
    {
        QString path;
        GatewayFile content;
    };
    QWidget *makeToolBar();
    void chooseFile();
    void clear();
    void plan();
    void showProblems();
    void updateState();
    static GatewayBatch::Item itemOf(const GatewayFileEntry &entry, const Gateway *existing);

    ConnectionModels *m_models;
    Dialogs *m_dialogs;
    WriteGuard *m_writes;
    GatewayBatch *m_batch;
    MessageBar *m_messages;
    QAction *m_add;
    QAction *m_clear;
    QLabel *m_summary;
    GatewayBatchPanel *m_panel;
    StateStack *m_stack = nullptr;
    QList<File> m_files;
};

} // namespace gatehouse
