// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/pricingmodel.h"
#include "models/items/providerrow.h"

class QAction;
class QFormLayout;
class QLabel;
class QPlainTextEdit;

namespace gatehouse {

class MessageBar;
class StateStack;
class TableView;
class WriteGuard;

// The pricing rules of a custom provider, to add, edit and delete.
class PricingPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PricingPanel)

public:
    PricingPanel(ConnectionModels *models, WriteGuard *writes, QWidget *parent = nullptr);

    PricingModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    QAction *addAction() const { return m_add; }
    QAction *editAction() const { return m_edit; }
    QAction *removeAction() const { return m_remove; }
    const PricingRule *selected() const; // nullptr: none
    void updateActions();

private:
    WriteGuard *m_writes;
    PricingModel m_model;
    TableView *m_table;
    StateStack *m_stack;
    QAction *m_add;
    QAction *m_edit;
    QAction *m_remove;
};

// All that the service says of the selected provider; no credential is shown.
class ProviderDetails : public QTabWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderDetails)

public:
    ProviderDetails(ConnectionModels *models, WriteGuard *writes, QWidget *parent = nullptr);

    void setRow(const ProviderRow *row); // nullptr: none
    QString text() const; // as shown, a line for each field
    PricingPanel *pricing() const { return m_pricing; }
    QLabel *logo() const { return m_logo; }

private:
    using Lines = QList<std::pair<QString, QString>>;
    Lines linesOf(const ProviderConfig &config) const;
    Lines linesOf(const CustomProvider &provider) const;
    Lines linesOf(const NgrokProvider &provider) const;
    void showLines(const Lines &lines);
    void showLogo(const QString &base64);

    ConnectionModels *m_models;
    QFormLayout *m_fields;
    QLabel *m_logo;
    QPlainTextEdit *m_curl;
    QPlainTextEdit *m_js;
    PricingPanel *m_pricing;
};

} // namespace gatehouse
