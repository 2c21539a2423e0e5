// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/gatewaypage.h"

#include <QHash>
#include <QTimer>

#include "models/domain/snippets.h"
#include "models/services/call.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace gatehouse {

class CopyButton;
class FieldRow;
class FormSection;
class MessageBar;

// Where the callers of a gateway go, and programs that do: the endpoint of a provider as the
// service says it, and examples with it.
class GatewayConnect : public GatewayPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayConnect)

public:
    GatewayConnect(ConnectionModels *models, const GatewayId &gateway, QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    void setGateway(const Gateway &gateway) override;
    QString place() const override; // the provider's slug
    void setPlace(const QString &place) override;

    QComboBox *providerBox() const { return m_provider; }
    QLineEdit *endpointEdit() const { return m_endpoint; }
    QComboBox *callBox() const { return m_call; }
    QComboBox *routeBox() const { return m_route; }
    QLineEdit *modelEdit() const { return m_model; }
    QComboBox *languageBox() const { return m_language; }
    QPlainTextEdit *snippetText() const { return m_text; }

protected:
    void start() override;
    void stop() override;

private:
    QWidget *makeEndpoint();
    QWidget *makeExample();
    QString slug() const;
    QString providerProblem() const;
    SnippetCall call() const;
    SnippetRequest request() const;
    void onProviderEdited();
    void onProviderChosen();
    void askUrl(const QString &provider);
    void askRoutes();
    void onRoutes(const Result<QStringList> &names);
    void askCustom();
    void showSnippet();
    void showLanguages(const QList<SnippetLanguage> &languages);
    QString whyNone() const;
    QString variablesText(const QStringList &variables) const;

    Field<bool> m_authenticated;
    QHash<QString, QString> m_urls; // by slug, as answered
    QHash<QString, Call<QString>> m_asking;
    Call<QStringList> m_routesCall;
    bool m_routesKnown = false;
    Call<QStringList> m_customCall;
    bool m_customKnown = false;
    QTimer m_typing;

    MessageBar *m_messages;
    QComboBox *m_provider;
    FieldRow *m_providerRow;
    QLineEdit *m_endpoint;
    CopyButton *m_copyEndpoint;
    FormSection *m_example;
    QComboBox *m_call;
    QComboBox *m_route;
    FieldRow *m_routeRow;
    QLineEdit *m_model;
    FieldRow *m_modelRow;
    QComboBox *m_language;
    QPlainTextEdit *m_text;
    QLabel *m_note;
    CopyButton *m_copySnippet;
};

} // namespace gatehouse
