// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <array>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/preparedbody.h"
#include "models/items/connectionmodels.h"
#include "models/services/logservice.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStandardItemModel;
class QTabWidget;

namespace gatehouse {

class BodyDifference;
class MessageBar;
class TableView;

// Two logs beside each other: their fields and bodies.
class LogDifferenceView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDifferenceView)

public:
    LogDifferenceView(ConnectionModels *models, const ViewAddress &address,
                      QWidget *parent = nullptr);
    ~LogDifferenceView() override;

    ViewAddress address() const override { return m_address; }
    void goTo(const ViewAddress &address) override; // two other logs
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;

    QTabWidget *tabs() const { return m_tabs; }
    TableView *fields() const { return m_fields; }
    BodyDifference *requests() const { return m_bodies[0].difference; }
    BodyDifference *responses() const { return m_bodies[1].difference; }

public Q_SLOTS:
    void refresh() override;

private:
    // Request or response of both logs.
    struct Bodies
    {
        BodyDifference *difference;
        QPushButton *load;
        QWidget *page;
        std::array<Body, 2> bodies;
        std::array<Call<LogBody>, 2> fetches;
    };

    void addBodies(int part, const QString &title);
    void onLog(int side, const Result<Log> &log);
    void showFields();
    void fetchIfSmall();
    void fetchBodies(int part);
    void onBody(int part, int side, const Result<LogBody> &body);
    qint64 missingSize(int part) const; // bytes; 0: nothing is missing
    void updateBusy();

    ConnectionModels *m_models;
    ViewAddress m_address;
    MessageBar *m_messages;
    std::array<QLabel *, 2> m_headings;
    QTabWidget *m_tabs;
    TableView *m_fields;
    QStandardItemModel *m_model;
    QCheckBox *m_onlyDifferent;
    std::array<Bodies, 2> m_bodies;
    std::array<std::optional<Log>, 2> m_logs;
    std::array<Call<Log>, 2> m_fetches;
};

} // namespace gatehouse
