// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/services/datasetservice.h"
#include "models/services/saveguard.h"

class QAction;
class QCheckBox;
class QLineEdit;

namespace gatehouse {

class DatasetPreview;
class DatasetWrites;
class Dialogs;
class Drafts;
class FieldRow;
class GatewayDraft;
class LogFilterBar;
class LogTableModel;
class MergePanel;
class MessageBar;
class ReviewPanel;
class SaveFooter;
class Settings;
class StateStack;
class WriteGuard;

// One dataset, or one to be: its name, whether it is in use, and its filters with the logs that
// match what they are at the moment, saved or not. What is edited is kept as a draft until it is
// saved or reverted; saving shows the difference first.
class DatasetView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetView)

public:
    struct Parts
    {
        Settings *settings;
        Drafts *drafts;
        Dialogs *dialogs;
    };

    // Of Kind::Dataset, or of Kind::NewDataset, which becomes the former once it is created.
    DatasetView(ConnectionModels *models, const ViewAddress &address, const Parts &parts,
                QWidget *parent = nullptr);
    ~DatasetView() override;

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override; // another one to begin with a copy of
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;
    QWidget *inspector() override; // of the log that is chosen in the preview

    Dataset value() const; // as it is in the form
    LogFilterBar *filterBar() const { return m_bar; }
    LogTableModel *logs() const; // of the preview
    MessageBar *messages() const { return m_messages; }
    SaveFooter *footer() const { return m_footer; }
    ReviewPanel *reviewPanel() const { return m_review; }
    MergePanel *mergePanel() const { return m_merge; }

public Q_SLOTS:
    void refresh() override;

private:
    using Outcome = SaveOutcome<Dataset>;
    enum class Stage {
        Editing,
        Reviewing, // what saving would change
        Merging, // with what others changed meanwhile
    };
    // Keys of the message bar.
    inline static const QString draftMessage = QStringLiteral("draft");
    inline static const QString saveMessage = QStringLiteral("save");
    inline static const QString savedMessage = QStringLiteral("saved"); // until it is edited again
    inline static const QString loadMessage = QStringLiteral("load");
    inline static const QString goneMessage = QStringLiteral("gone");

    void makeActions();
    QWidget *makeToolBar();
    QWidget *makeForm();
    void connectParts();

    bool isNew() const { return m_id.isEmpty(); }
    QString draftKey() const;
    static QJsonObject jsonOf(const Dataset &dataset);
    QJsonObject edits() const; // by field
    void loadCopied();
    void onLoaded(const Result<Dataset> &dataset);
    void setBase(const Dataset &base); // under what is edited
    void showValue(const Dataset &dataset);
    bool restoreDraft(); // whether there was one

    void setStage(Stage stage);
    void save(); // by way of the review
    void review();
    void write();
    void onCreated(const Result<Dataset> &dataset);
    void onSaved(const Result<Outcome> &outcome);
    void onSaveFailed(const ApiError &error);
    void mergeChosen();
    void revert();
    void onRemoved(const DatasetId &id);

    void onEdited();
    void preview();
    void updateBusy();
    void updateControls();
    QString statusText() const;
    QString problem() const; // with what is in the form
    void openLogs();

    ConnectionModels *m_models;
    GatewayId m_gateway;
    DatasetId m_id;
    DatasetId m_copyOf;
    Dataset m_base; // as the service has it
    bool m_loaded = false;
    bool m_gone = false;
    bool m_filling = false;
    bool m_wasDirty = false;
    Call<Dataset> m_reading;
    bool m_saving = false;
    Stage m_stage = Stage::Editing;
    Outcome m_conflict; // while it is merged

    WriteGuard *m_writes;
    MessageBar *m_messages;
    DatasetWrites *m_changes;
    GatewayDraft *m_draft;
    QLineEdit *m_name;
    FieldRow *m_nameRow;
    QCheckBox *m_enable;
    LogFilterBar *m_bar;
    DatasetPreview *m_preview;
    QWidget *m_page;
    StateStack *m_stack;
    SaveFooter *m_footer;
    ReviewPanel *m_review;
    MergePanel *m_merge;
    QAction *m_openLogs;
    QAction *m_list;
    QAction *m_duplicate;
    QAction *m_delete;
    QAction *m_refresh;
    QAction *m_save;
    QAction *m_back;
};

} // namespace gatehouse
