// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayconnect.h"

#include "models/domain/modelprovider.h"
#include "models/domain/providerrequest.h"
#include "models/services/endpointservice.h"
#include "views/common/errordetails.h"
#include "views/common/fieldrow.h"
#include "views/common/messagebar.h"
#include "views/gateways/copybutton.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace gatehouse {

static const QString urlKey = QStringLiteral("url");
static const QString routesKey = QStringLiteral("routes");
static constexpr int typingMs = 400; // before an endpoint is asked for

// The person may type what is not in the list.
static QComboBox *makeOpenBox()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setMinimumContentsLength(28);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    return box;
}

GatewayConnect::GatewayConnect(ConnectionModels *models, const GatewayId &gateway, QWidget *parent)
    : GatewayPage(models, gateway, parent)
    , m_messages(new MessageBar)
    , m_provider(makeOpenBox())
    , m_endpoint(new QLineEdit)
    , m_call(new QComboBox)
    , m_route(makeOpenBox())
    , m_model(new QLineEdit)
    , m_language(new QComboBox)
    , m_text(makeDetailsText(tr("Example")))
    , m_note(new QLabel)
{
    auto *content = new QWidget;
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(3 * grid, 2 * grid, 3 * grid, 2 * grid);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(makeEndpoint());
    contentLayout->addWidget(makeExample(), 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(scroll, 1);
    setFocusProxy(m_provider);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &GatewayConnect::onProviderChosen);
    connect(m_provider, &QComboBox::editTextChanged, this, &GatewayConnect::onProviderEdited);
    connect(m_provider, &QComboBox::activated, this, &GatewayConnect::onProviderChosen);
    connect(m_call, &QComboBox::currentIndexChanged, this, [this] {
        if (isLive() && call() == SnippetCall::Route)
            askRoutes();
        showSnippet();
    });
    connect(m_route, &QComboBox::editTextChanged, this, &GatewayConnect::showSnippet);
    connect(m_model, &QLineEdit::textChanged, this, &GatewayConnect::showSnippet);
    connect(m_language, &QComboBox::currentIndexChanged, this, &GatewayConnect::showSnippet);
    showSnippet();
}

QWidget *GatewayConnect::makeEndpoint()
{
    m_provider->addItem(QLatin1String(compatibleSlug));
    for (const ModelProvider &provider : modelProviders())
        m_provider->addItem(provider.slug);
    m_provider->setCurrentText(modelProviders().front().slug);
    m_endpoint->setReadOnly(true);
    m_endpoint->setMinimumWidth(28 * grid);
    m_endpoint->setAccessibleName(tr("Endpoint"));
    m_copyEndpoint = new CopyButton(tr("Copy the endpoint"), [this] { return m_endpoint->text(); });
    auto *pair = new QWidget;
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins({});
    row->setSpacing(grid);
    row->addWidget(m_endpoint, 1);
    row->addWidget(m_copyEndpoint);
    pair->setFocusProxy(m_endpoint);
    pair->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *section = new FormSection(tr("Endpoint"));
    section->wrapLongRows();
    m_providerRow = section->addField(
        tr("Provider"), m_provider, {},
        tr("Its slug; custom-… for one of your own, compat for the OpenAI-compatible endpoint of "
           "all."));
    m_provider->lineEdit()->setAccessibleName(m_provider->accessibleName());
    section->addField(tr("Endpoint"), pair, {},
                      tr("Callers use it in place of the provider's own address."));
    return section;
}

QWidget *GatewayConnect::makeExample()
{
    m_call->addItem(tr("Chat"));
    m_call->addItem(tr("Embeddings"));
    m_call->addItem(tr("Dynamic route"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_text->setMinimumHeight(28 * grid);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_copySnippet =
        new CopyButton(tr("Copy the example"), [this] { return m_text->toPlainText(); });

    m_example = new FormSection(tr("Example"));
    m_example->wrapLongRows();
    m_example->addField(tr("Call"), m_call);
    m_routeRow = m_example->addField(tr("Route"), m_route, {},
                                     tr("One of the gateway's dynamic routes, by its name."));
    m_route->lineEdit()->setAccessibleName(m_route->accessibleName());
    m_modelRow = m_example->addField(tr("Model"), m_model);
    m_example->addField(tr("Language"), m_language);
    auto *top = new QHBoxLayout;
    top->setSpacing(grid);
    top->addWidget(m_note, 1);
    top->addWidget(m_copySnippet, 0, Qt::AlignTop);
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_example);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    return whole;
}

QString GatewayConnect::slug() const
{
    return m_provider->currentText().trimmed();
}

SnippetCall GatewayConnect::call() const
{
    return SnippetCall(m_call->currentIndex());
}

QString GatewayConnect::place() const
{
    return slug();
}

void GatewayConnect::setPlace(const QString &place)
{
    if (place.isEmpty() || place == slug())
        return;
    m_provider->setEditText(place);
    onProviderChosen();
}

void GatewayConnect::setGateway(const Gateway &gateway)
{
    m_authenticated = gateway.authentication;
    showSnippet();
}

void GatewayConnect::start()
{
    askUrl(slug());
    askUrl(compatibleSlug);
    if (call() == SnippetCall::Route)
        askRoutes();
    askCustom();
    showSnippet();
}

void GatewayConnect::stop()
{
    m_typing.stop();
    for (const Call<QString> &asked : std::exchange(m_asking, {}))
        asked.cancel();
    m_routesCall.cancel();
    m_customCall.cancel();
}

void GatewayConnect::refresh()
{
    if (!isLive())
        return;
    m_urls.clear();
    m_routesKnown = m_customKnown = false;
    start();
}

bool GatewayConnect::isBusy() const
{
    return isLive() && (!m_asking.isEmpty() || m_routesCall.isRunning() || m_typing.isActive());
}

bool GatewayConnect::hasError() const
{
    return m_messages->hasError();
}

QString GatewayConnect::providerProblem() const
{
    const QString text = slug();
    if (text.isEmpty())
        return tr("A provider is needed, such as openai.");
    if (text == QLatin1String(".") || text == QLatin1String("..") || text.contains(u'/')
        || text.contains(u' '))
        return tr("A slug has no blanks, no / and is more than dots.");
    return {};
}

void GatewayConnect::onProviderEdited()
{
    m_messages->clear(urlKey);
    m_typing.start();
    showSnippet();
    Q_EMIT changed();
}

void GatewayConnect::onProviderChosen()
{
    m_typing.stop();
    if (isLive())
        askUrl(slug());
    showSnippet();
    Q_EMIT placeChanged();
    Q_EMIT changed();
}

void GatewayConnect::askUrl(const QString &provider)
{
    if (m_urls.contains(provider) || m_asking.contains(provider)
        || (provider == slug() && !providerProblem().isEmpty()))
        return;
    const auto asked = connection()->endpoints()->url(gateway(), provider);
    m_asking.insert(provider, asked);
    asked.then(this, [this, provider](const Result<QString> &url) {
        if (!url && url.error().kind == ApiError::Kind::Cancelled)
            return; // out of sight: it is asked for anew
        m_asking.remove(provider);
        if (url)
            m_urls.insert(provider, *url);
        const bool wanted = provider == slug() || provider == QLatin1String(compatibleSlug);
        if (url && wanted)
            m_messages->clear(urlKey);
        else if (!url && wanted)
            m_messages->showError(urlKey, url.error(), [this, provider] { askUrl(provider); });
        showSnippet();
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

void GatewayConnect::askRoutes()
{
    if (m_routesKnown || m_routesCall.isRunning())
        return;
    m_routesCall = connection()->endpoints()->routeNames(gateway());
    m_routesCall.then(this, [this](const Result<QStringList> &names) { onRoutes(names); });
    Q_EMIT changed();
}

void GatewayConnect::onRoutes(const Result<QStringList> &names)
{
    if (!names) {
        m_messages->showError(routesKey, names.error(), [this] { askRoutes(); });
    } else {
        m_messages->clear(routesKey);
        m_routesKnown = true;
        const QString typed = m_route->currentText();
        m_route->clear();
        m_route->addItems(*names);
        if (!typed.isEmpty())
            m_route->setEditText(typed);
    }
    showSnippet();
    Q_EMIT changed();
}

// They are offered where they can be had; any slug can be typed, so that no error is worth a word.
void GatewayConnect::askCustom()
{
    if (m_customKnown || m_customCall.isRunning())
        return;
    m_customCall = connection()->endpoints()->customSlugs();
    m_customCall.then(this, [this](const Result<QStringList> &slugs) {
        m_customKnown = slugs.has_value();
        for (const QString &slug : slugs.value_or(QStringList()))
            if (m_provider->findText(slug) < 0)
                m_provider->addItem(slug);
    });
}

SnippetRequest GatewayConnect::request() const
{
    SnippetRequest request;
    request.gateway = gateway().value;
    request.provider = slug();
    request.endpoint = m_urls.value(request.provider);
    request.compatibleEndpoint = m_urls.value(compatibleSlug);
    request.call = call();
    request.model = m_model->text().trimmed();
    request.route = m_route->currentText().trimmed();
    request.authenticated = m_authenticated.valueOr(false);
    return request;
}

static QString languageText(SnippetLanguage language, const QString &slug)
{
    const bool google = slug == QLatin1String("google-ai-studio");
    switch (language) {
    case SnippetLanguage::Curl:
        return GatewayConnect::tr("curl");
    case SnippetLanguage::PythonOpenAi:
        return GatewayConnect::tr("Python, openai");
    case SnippetLanguage::JavaScriptOpenAi:
        return GatewayConnect::tr("JavaScript, openai");
    case SnippetLanguage::PythonVendor:
        return google ? GatewayConnect::tr("Python, google-genai")
                      : GatewayConnect::tr("Python, anthropic");
    case SnippetLanguage::JavaScriptVendor:
        return google ? GatewayConnect::tr("JavaScript, @google/genai")
                      : GatewayConnect::tr("JavaScript, @anthropic-ai/sdk");
    case SnippetLanguage::Worker:
        return GatewayConnect::tr("Cloudflare Workers, AI binding");
    }
    return {};
}

// Keeps the language where the next choice has it, too.
void GatewayConnect::showLanguages(const QList<SnippetLanguage> &languages)
{
    const QVariant was = m_language->currentData();
    const QSignalBlocker blocker(m_language);
    m_language->clear();
    for (const SnippetLanguage language : languages)
        m_language->addItem(languageText(language, slug()), int(language));
    m_language->setCurrentIndex(std::max(0, m_language->findData(was)));
}

QString GatewayConnect::whyNone() const
{
    if (call() == SnippetCall::Route)
        return m_routesKnown && m_route->count() == 0 ? tr("The gateway has no dynamic routes.")
                                                      : tr("Choose a route, or type its name.");
    if (request().endpoint.isEmpty())
        return {};
    const ModelProvider *provider = findModelProvider(slug());
    const QString name = provider ? QString(provider->name) : slug();
    if (call() == SnippetCall::Embeddings)
        return tr("There is no example of embeddings for %1.").arg(name);
    return tr("There is no example for %1: it takes requests in a form of its own, at the endpoint "
              "above.")
        .arg(name);
}

QString GatewayConnect::variablesText(const QStringList &variables) const
{
    QStringList lines;
    for (const QString &variable : variables)
        lines.append(
            variable == gatewayTokenVariable
                ? tr("$%1: a token that may run this gateway, which asks for one.").arg(variable)
                : tr("$%1: your key at the provider.").arg(variable));
    if (m_authenticated.isAbsent())
        lines.append(tr("The service does not report whether the gateway asks for a token."));
    return lines.join(u'\n');
}

void GatewayConnect::showSnippet()
{
    const QString problem = providerProblem();
    m_providerRow->setError(problem);
    const SnippetRequest wanted = request();
    m_endpoint->setText(problem.isEmpty() ? wanted.endpoint : QString());
    m_endpoint->setPlaceholderText(m_asking.contains(wanted.provider) ? tr("Asking…") : QString());
    m_endpoint->setCursorPosition(0);
    m_copyEndpoint->setEnabled(!m_endpoint->text().isEmpty());

    const bool route = wanted.call == SnippetCall::Route;
    m_example->setRowVisible(m_routeRow, route);
    m_example->setRowVisible(m_modelRow, !route);
    SnippetRequest usual = wanted;
    usual.model.clear();
    m_model->setPlaceholderText(snippetModel(usual));

    const bool known = route ? !wanted.compatibleEndpoint.isEmpty() && !wanted.route.isEmpty()
                             : !wanted.endpoint.isEmpty() && !wanted.compatibleEndpoint.isEmpty();
    const auto languages =
        known && (route || problem.isEmpty()) ? snippetLanguages(wanted) : QList<SnippetLanguage>();
    if (known)
        showLanguages(languages);
    m_language->setEnabled(!languages.isEmpty());
    const auto snippet = languages.isEmpty()
        ? std::nullopt
        : makeSnippet(wanted, SnippetLanguage(m_language->currentData().toInt()));
    const QString text = snippet ? snippet->text : QString();
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
    m_text->setEnabled(snippet.has_value());
    m_note->setText(snippet ? variablesText(snippet->variables) : whyNone());
    m_copySnippet->setEnabled(snippet.has_value());
}

} // namespace gatehouse
