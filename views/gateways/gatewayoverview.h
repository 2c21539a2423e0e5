// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/gatewaypage.h"

#include <functional>

#include "models/items/overviewmodel.h"
#include "models/services/overviewquestion.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace gatehouse {

class MessageBar;
class OverviewCard;
class StateStack;
class TableView;

// How a gateway fared in a range of time: requests, errors, cache hits, durations and costs.
class GatewayOverview : public GatewayPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayOverview)

public:
    enum Card { Requests, Errors, CacheHits, Duration, Cost, CardCount };

    GatewayOverview(ConnectionModels *models, const GatewayId &gateway, QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    QString place() const override; // the range: 1h, 24h, 7d or 30d
    void setPlace(const QString &place) override;

    // When the range ends: now by default.
    void setClock(const std::function<QDateTime()> &now) { m_now = now; }
    const OverviewQuestion &question() const { return m_question; }
    OverviewCard *card(Card card) const { return m_cards[card]; }
    TableView *table() const { return m_table; }
    QComboBox *rangeBox() const { return m_range; }
    QPushButton *readButton() const { return m_read; }

protected:
    void start() override;
    void stop() override;

private:
    QWidget *makeBar();
    QWidget *makeContent();
    void ask();
    void show();
    void showCounts(const Overview &overview);
    void showDuration(const Overview &overview);
    void showCost(const Overview &overview);
    void showCharts(const Overview &overview);
    void showState();
    QString sampleText(const Overview &overview) const;
    void open(Figure figure, const TimeRange &range);

    std::function<QDateTime()> m_now = &QDateTime::currentDateTimeUtc;
    OverviewQuestion m_question;
    OverviewModel m_model;
    QComboBox *m_range;
    QLabel *m_status;
    QPushButton *m_read;
    MessageBar *m_messages;
    StateStack *m_stack;
    std::array<OverviewCard *, CardCount> m_cards{};
    TableView *m_table;
    bool m_hasShown = false; // something of this range
};

} // namespace gatehouse
