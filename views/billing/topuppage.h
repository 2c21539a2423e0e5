// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/topups.h"
#include "views/billing/asked.h"
#include "views/common/connectionpage.h"

class QLabel;
class QPushButton;

namespace gatehouse {

class Dialogs;
class FactList;
class FieldRow;
class MessageBar;
class MoneyBox;
class WriteGuard;

// Buys credit: how much, from which card, and how it went. It is sent once, see Topup.
class TopupPage : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopupPage)

public:
    static constexpr qint64 largeAmount = 20'000; // cents; from here on it has to be typed again

    TopupPage(ConnectionModels *models, Topups *topups, Dialogs *dialogs,
              QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    bool hasPendingWork() const override; // until it has been answered

    MoneyBox *amountBox() const { return m_amount; }
    FieldRow *amountRow() const { return m_amountRow; }
    QPushButton *button() const { return m_button; }
    FactList *facts() const { return m_facts; }
    MessageBar *messages() const { return m_messages; }
    QString card() const;

protected:
    void start() override;
    void stop() override;

private:
    QWidget *makeForm();
    QString chargedTo() const;
    void validate();
    void askToSend();
    void send(qint64 cents);
    void show();
    void showTopup();
    void showFacts();
    void tellTopup();
    void tellUnclear();
    void settleTopup();
    void askToPutAside();
    QStringList known() const; // of the top-up, in sentences

    Topups *m_topups;
    Dialogs *m_dialogs;
    Asked<CreditBalance> m_balance;
    Asked<TopupLimits> m_told; // not every account has this operation
    TopupLimits m_limits; // the documents', until the service has told its own
    bool m_asking = false; // the dialog is open
    QString m_toldText; // of the top-up: what is dismissed comes back when it reads otherwise

    WriteGuard *m_writes;
    MessageBar *m_messages;
    MoneyBox *m_amount;
    FieldRow *m_amountRow;
    QLabel *m_card;
    FieldRow *m_cardRow;
    QPushButton *m_button;
    FactList *m_facts;
};

} // namespace gatehouse
