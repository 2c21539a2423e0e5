// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionlist.h"
#include "views/gateways/gatewaycomparemodel.h"
#include "views/gateways/gatewaydiff.h"

class QAction;
class QCheckBox;
class QLabel;
class QPushButton;

namespace gatehouse {

class BottomPanel;
class Drafts;
class GatewayCompareSide;
class GatewayDraft;
class GatewaySaving;
class MessageBar;
class ReviewPanel;
class Settings;
class StateStack;
class TableView;

// A gateway of this connection beside another of any connection. Fields are copied across into a
// pending edit of one of the two, which is reviewed and then saved under the save guard.
class GatewayCompareView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCompareView)

public:
    using Side = GatewayCompareModel::Side;

    GatewayCompareView(ConnectionModels *models, const ConnectionList *connections,
                       const ViewAddress &address, Settings *settings, Drafts *drafts,
                       QWidget *parent = nullptr);
    ~GatewayCompareView() override;

    static ViewAddress addressOf(const GatewayId &gateway, const QString &otherProfile = {},
                                 const QString &otherGateway = {});

    ViewAddress address() const override;
    void goTo(const ViewAddress &address) override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override { return !m_pending.isEmpty(); }

    GatewayCompareSide *left() const { return m_left; }
    GatewayCompareSide *right() const { return m_right; }
    TableView *table() const { return m_table; }
    ReviewPanel *reviewPanel() const; // nullptr: nothing is reviewed
    void copy(Side to, bool wholeSection);

public Q_SLOTS:
    void refresh() override;
    void review();

protected:
private:
    void makeActions();
    QWidget *makeTop();
    QWidget *makeFooter();
    GatewayCompareSide *side(Side side) const;
    QString refusal(Side to) const; // why nothing can be copied there; empty: it can
    QStringList selectedKeys(bool wholeSection) const;
    QJsonObject copied(Side to, const QStringList &keys) const;
    Gateway pendingGateway() const;

    void onChosen();
    void onSideChanged();
    void restoreDraft();
    QString draftKey(Side side) const;
    void setPending(Side side, const QJsonObject &pending);
    void revert();
    void leaveReview();
    void save();
    void onSaved();
    void onConflicted(const QList<FieldConflict> &conflicts, const Gateway &theirs);
    void updateTable();
    void updateControls();

    ConnectionModels *m_models;
    GatewayDraft *m_draft;
    MessageBar *m_messages;
    GatewayCompareModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    GatewayCompareSide *m_left;
    GatewayCompareSide *m_right;
    QCheckBox *m_onlyDifferences;
    QLabel *m_summary;
    QAction *m_fieldsRight = nullptr;
    QAction *m_fieldsLeft = nullptr;
    QAction *m_sectionRight = nullptr;
    QAction *m_sectionLeft = nullptr;
    QAction *m_back = nullptr;
    BottomPanel *m_footer = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_save = nullptr;
    QPointer<ReviewPanel> m_review;
    QPointer<GatewaySaving> m_saving;

    Side m_target = Side::Right; // that something is pending for
    QJsonObject m_pending; // members
    std::optional<Gateway> m_base; // the target when the first of them was copied
    bool m_wasPending = false;
};

} // namespace gatehouse
