// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionlist.h"
#include "models/items/routerecord.h"
#include "models/route/routepositions.h"
#include "views/routes/placing.h"
#include "views/routes/routereview.h"

#include <QTimer>

class QAction;
class QComboBox;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace gatehouse {

class Dialogs;
class Drafts;
class MessageBar;
class RouteDraft;
class RouteEditor;
class RouteHistoryLoader;
struct RouteHistory;
class StateStack;
class VersionsPanel;
class WriteGuard;

// What the views of routes need beside the models of their connection.
struct RouteParts
{
    Drafts *drafts;
    Dialogs *dialogs;
    RoutePositions *positions;
};

// One dynamic route: its newest version to be edited, any other to be looked at or compared. What
// is drawn is kept as a draft until it is saved as a new version; only deploying changes what
// callers get.
class RouteView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteView)

public:
    RouteView(ConnectionModels *models, const ViewAddress &address, const RouteParts &parts,
              QWidget *parent = nullptr);
    ~RouteView() override;

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override; // another version, or two to compare
    QString title() const override;
    QIcon viewIcon() const override;
    QWidget *inspector() override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;

    RouteEditor *editor() const { return m_editor; }
    RouteReview *review() const { return m_review; }
    VersionsPanel *versions() const { return m_versions; }
    MessageBar *messages() const { return m_messages; }
    QAction *saveAction() const { return m_save; }
    QAction *deployAction() const { return m_deploy; }

public Q_SLOTS:
    void refresh() override;
    void reviewSaving();
    void reviewDeploying(const gatehouse::RouteVersionId &version);
    void compare(const gatehouse::RouteVersionId &before, const gatehouse::RouteVersionId &after);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    // Making
    void makeActions();
    QMenu *makeMoreMenu();
    QWidget *makeToolBar();
    void connectParts();
    void exportAs(const QString &title, const QString &suffix,
                  const std::function<QByteArray()> &make);
    void importFile();

    // Loading
    void onConnectionChanged();
    void onLoaded();
    void onLoadFailed(const ApiError &error);
    void showVersion(const RouteVersionId &version);
    void onPlaced(const PlacedGraph &placed);
    void restoreDraft();
    void discardDraft();
    void noticeNewer();
    void noticeOld();
    PlacedGraph placedVersion(const RouteVersionId &version) const;
    RoutePositions::Route positionsKey() const;
    QString versionName(const RouteVersionId &version) const;
    QString liveName() const;
    QString requestText(const QString &last, const QJsonObject &body) const; // for reading
    bool isUnread(const RouteVersionId &version) const;
    void suggest();

    // Saving
    void confirmed();
    bool maySave(); // says why not
    void save(const RouteVersionId &newestSeen);
    void onSaved(const Result<SaveOutcome<RouteVersion>> &outcome);
    void onSaveConflict(const RouteVersion &theirs);
    void takeOver(const RouteVersion &theirs);
    void deploy();
    void onDeployed(const Result<SaveOutcome<RouteDeployment>> &outcome);
    void onGone();
    void editFromHere();

    void onGraphChanged();
    void onMoved();
    void keepPlaces(); // that wait to be
    void showReview(bool shown);
    QString overview() const;
    void updateControls();
    void updateVersionBox();

    ConnectionModels *m_models;
    RouteParts m_parts;
    RouteRecord m_record;
    Placing m_placing;
    WriteGuard *m_writes;
    RouteEditor *m_editor;
    RouteReview *m_review;
    VersionsPanel *m_versions;
    MessageBar *m_messages;
    StateStack *m_stack;
    QStackedWidget *m_pages; // editor, review
    RouteDraft *m_draft;
    RouteHistoryLoader *m_history;
    QTimer m_positionsTimer;
    QComboBox *m_versionBox;
    QWidget *m_canvasTools = nullptr;
    QAction *m_save = nullptr;
    QAction *m_deploy = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_edit = nullptr; // an older version
    QAction *m_import = nullptr;
    QAction *m_properties = nullptr;

    RouteVersionId m_shown; // whose graph is in the editor
    RouteVersionId m_wanted; // that is being brought there; empty: none
    std::optional<RouteVersionId> m_asked; // by the address; an empty one is the newest
    QHash<QString, QStringList> m_seenModels; // in logs, by provider
    QMap<QString, QList<QJsonValue>> m_seenFields; // in logs, with their values
    std::optional<QStringList> m_customSlugs; // once they are known
    QStringList m_compared; // ids, in the review
    RouteVersionId m_toDeploy; // to be asked about, once it is read
    std::optional<QJsonObject> m_toEdit; // in place of the newest version, once that is there
    RouteVersionId m_deploying;
    RouteVersionId m_conflicting; // the version by somebody else that was told of when saving
    RouteDeploymentId m_deploymentSeen; // the newest when the person was asked
    RouteGraph m_base; // of m_shown
    bool m_editing = false; // the newest version was shown, to be edited
    QList<QToolButton *> m_wideButtons; // with their texts where there is room
    bool m_writing = false;
    bool m_gone = false;
    bool m_restored = false; // the draft has been looked for
    bool m_wasDirty = false;
};

} // namespace gatehouse
