// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/ngrokservice.h"

#include "models/domain/ngrokreference.h"
#include "models/services/envelope.h"
#include "models/services/lostanswer.h"

#include <QUrlQuery>
#include <algorithm>

namespace gatehouse {

namespace {

template <class T> struct Page
{
    QList<T> items;
    Field<QString> next;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor(T::listKey, self.items);
        visitor("nextPageUri", self.next);
    }
};

} // namespace

// An answer that is the value itself.
template <class T> static Result<T> readPlain(const ApiResponse &response)
{
    return readEnvelope(response).and_then(
        [](const QJsonObject &object) { return fromJson<T>(object); });
}

static QStringList ngrokPath()
{
    return {QStringLiteral("providers")};
}

NgrokService::NgrokService(ApiClient *client, QObject *parent) : QObject(parent), m_client(client)
{
}

Result<ApiRequest> NgrokService::nextPage(const Endpoint &endpoint, const QString &uri)
{
    const auto refuse = [&uri](const QString &why) {
        return tl::make_unexpected(ApiError::protocol(
            tr("the next page is said to be at %1, which is not followed: %2")
                .arg(QUrl(uri).toDisplayString(QUrl::RemoveQuery | QUrl::RemoveUserInfo), why),
            {QStringLiteral("nextPageUri")}));
    };
    const QUrl &own = endpoint.apiUrl;
    const QUrl url = own.resolved(QUrl(uri, QUrl::StrictMode));
    const int port = own.scheme() == u"https" ? 443 : 80;
    if (!url.isValid() || url.scheme() != own.scheme() || url.host() != own.host()
        || url.port(port) != own.port(port) || !url.userInfo().isEmpty())
        return refuse(tr("it is not at the address of this connection, and the token would go "
                         "there"));
    QString base = own.path(QUrl::FullyEncoded);
    if (!base.endsWith(u'/'))
        base += u'/';
    const QString path = url.path(QUrl::FullyEncoded);
    if (!path.startsWith(base))
        return refuse(tr("it is outside of the address of this connection"));
    QStringList segments;
    for (const QString &segment : path.mid(base.size()).split(u'/'))
        segments.append(QUrl::fromPercentEncoding(segment.toLatin1()));
    ApiRequest::Query query;
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        query.append({key, value});
    return ApiRequest::get(segments, query);
}

template <class T>
void NgrokService::fetch(const ApiRequest &request, const QList<T> &soFar,
                         const QStringList &visited, const CallSource<QList<T>> &source)
{
    const auto call = m_client->call<Page<T>>(request, readPlain<Page<T>>);
    source.onCancel([call] { call.cancel(); });
    call.then(this, [=, this](const Result<Page<T>> &page) {
        if (!source.call().isRunning())
            return;
        if (!page)
            return source.finish(tl::make_unexpected(page.error()));
        const QList<T> all = soFar + page->items;
        const QString next = page->next.valueOr({});
        if (next.isEmpty())
            return source.finish(all);
        if (visited.contains(next)) // it would go on for ever
            return source.finish(tl::make_unexpected(
                ApiError::protocol(tr("a page names one before it as the next"))));
        Result<ApiRequest> following = nextPage(m_client->endpoint(), next);
        if (!following)
            return source.finish(tl::make_unexpected(following.error()));
        following->urgency = request.urgency;
        fetch(*following, all, visited + QStringList{next}, source);
    });
}

template <class T> Call<QList<T>> NgrokService::all(const QString &path, Urgency urgency)
{
    ApiRequest request =
        ApiRequest::get({path}, {{QStringLiteral("limit"), QStringLiteral("100")}});
    request.urgency = urgency;
    CallSource<QList<T>> source;
    fetch<T>(request, {}, {}, source);
    return source.call();
}

Call<QList<NgrokProvider>> NgrokService::list(Urgency urgency)
{
    return all<NgrokProvider>(QStringLiteral("providers"), urgency);
}

Call<NgrokProvider> NgrokService::get(const NgrokProviderId &id, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(ngrokPath() << id.value);
    request.urgency = urgency;
    return m_client->call<NgrokProvider>(request, readPlain<NgrokProvider>);
}

Call<NgrokProvider> NgrokService::create(const NgrokProvider &provider)
{
    ApiRequest request = ApiRequest::post(ngrokPath(), ngrokCreateBody(provider));
    request.urgency = Urgency::Awaited;
    const LostAnswer words{tr("create the ngrok provider %1").arg(provider.providerId),
                           tr("The provider is there: it was created."),
                           tr("The provider is not there: it was not created.")};
    const auto lookup = [this, id = provider.providerId, url = provider.baseUrl] {
        CallSource<std::optional<NgrokProvider>> source;
        list(Urgency::Awaited)
            .then(this, [source, id, url](const Result<QList<NgrokProvider>> &all) {
                source.finish(all.map([&](const QList<NgrokProvider> &providers) {
                    const auto it = std::find_if(
                        providers.begin(), providers.end(), [&](const NgrokProvider &other) {
                            return other.providerId == id && other.baseUrl == url;
                        });
                    return it == providers.end() ? std::optional<NgrokProvider>() : *it;
                }));
            });
        return source.call();
    };
    const auto created = lookedUp(m_client->call<NgrokProvider>(request, readPlain<NgrokProvider>),
                                  this, m_client, words, lookup);
    return withEffect(created, this, [this](const NgrokProvider &value) { Q_EMIT saved(value); });
}

Call<SaveOutcome<NgrokProvider>> NgrokService::update(const NgrokProvider &base,
                                                      const NgrokProvider &mine)
{
    using Outcome = SaveOutcome<NgrokProvider>;
    CallSource<Outcome> source;
    const Call<NgrokProvider> reading = get(base.id);
    source.onCancel([reading] { reading.cancel(); });
    reading.then(this, [=, this](const Result<NgrokProvider> &theirs) {
        if (!source.call().isRunning())
            return;
        const auto read = [theirs] {
            CallSource<NgrokProvider> again;
            again.finish(theirs);
            return again.call();
        };
        NgrokProvider from = base;
        NgrokProvider own = mine;
        if (theirs) { // nobody is asked about lists: both sides' changes go into them
            own = withTheirLists(base, mine, *theirs);
            from.surfaces = theirs->surfaces;
            from.models = theirs->models;
        }
        const MemberRules rules{{}, ngrokServiceMadeKeys()};
        QStringList edits;
        for (const FieldChange &change :
             changesBetween(toJson(from).toObject(), toJson(own).toObject(), rules))
            edits.append(change.key);
        const auto write = [this, edits, own](const NgrokProvider &value) {
            NgrokProvider edited = value;
            if (own.metadata.isAbsent()) // a member that is taken away is no edit elsewhere
                edited.metadata = {};
            ApiRequest request =
                ApiRequest::patch(ngrokPath() << value.id.value, ngrokUpdateBody(edited, edits));
            request.urgency = Urgency::Awaited;
            return withEffect(m_client->call<NgrokProvider>(request, readPlain<NgrokProvider>),
                              this,
                              [this](const NgrokProvider &saved) { Q_EMIT this->saved(saved); });
        };
        const auto saving =
            saveGuarded<NgrokProvider>(this, {read, write, rules, OthersChanges::Keep}, from, own);
        source.onCancel([saving] { saving.cancel(); });
        saving.then(this, [source](Result<Outcome> outcome) { source.finish(std::move(outcome)); });
    });
    return source.call();
}

Call<NgrokProvider> NgrokService::remove(const NgrokProvider &provider)
{
    const auto decode = [provider](const ApiResponse &) { // 204, with nothing in it
        return Result<NgrokProvider>(provider);
    };
    ApiRequest request = ApiRequest::remove(ngrokPath() << provider.id.value);
    request.urgency = Urgency::Awaited;
    request.idempotent = false; // sent again after a lost answer, it would say “not found”
    const LostAnswer words{tr("delete the ngrok provider %1").arg(provider.providerId),
                           tr("The provider is not there any more: it was deleted."),
                           tr("The provider is still there: it was not deleted.")};
    const auto removal =
        lookedUp(m_client->call<NgrokProvider>(request, decode), this, m_client, words,
                 [this, provider] { return ifGone(get(provider.id), this, provider); });
    CallSource<NgrokProvider> source;
    withEffect(removal, this, [this](const NgrokProvider &gone) {
        Q_EMIT removed(gone.id);
    }).then(this, [this, provider, source](const Result<NgrokProvider> &result) {
        if (result || result.error().kind != ApiError::Kind::Conflict)
            return source.finish(result);
        referrers(provider).then(
            this, [source, error = result.error()](const Result<QStringList> &found) mutable {
                if (found && !found->isEmpty())
                    error.message = tr("%1: %2").arg(error.message, found->join(tr(", ")));
                source.finish(tl::make_unexpected(error));
            });
    });
    return source.call();
}

Call<QStringList> NgrokService::referrers(const NgrokProvider &provider)
{
    CallSource<QStringList> source;
    all<NgrokProviderKey>(QStringLiteral("provider-keys"), Urgency::Awaited)
        .then(this, [this, provider, source](const Result<QList<NgrokProviderKey>> &keys) {
            QStringList found;
            for (const NgrokProviderKey &key : keys.value_or(QList<NgrokProviderKey>()))
                if (refersTo(key, provider))
                    found.append(tr("provider key “%1”").arg(key.name));
            using Configurations = QList<NgrokAccessConfiguration>;
            all<NgrokAccessConfiguration>(QStringLiteral("access-key-configurations"),
                                          Urgency::Awaited)
                .then(this, [provider, source, found](const Result<Configurations> &all) mutable {
                    const Configurations configurations = all.value_or(Configurations());
                    for (const NgrokAccessConfiguration &one : configurations)
                        if (refersTo(one, provider))
                            found.append(tr("access key configuration “%1”").arg(one.name));
                    source.finish(found);
                });
        });
    return source.call();
}

} // namespace gatehouse
