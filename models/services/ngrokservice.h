// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ngrokprovider.h"
#include "models/services/apiclient.h"
#include "models/services/saveguard.h"

namespace gatehouse {

// GET/POST /providers, GET/PATCH/DELETE /providers/{id} of ngrok, whose answers have no envelope.
// The client is one of its own, with ngrok's origin and token. Pages are followed by nextPageUri,
// on that origin only: the token goes along. Where a deletion is refused because something refers
// to the provider, the error names it, from GET /provider-keys and /access-key-configurations.
class NgrokService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NgrokService)

public:
    explicit NgrokService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<NgrokProvider>> list(Urgency urgency = Urgency::Visible);
    Call<NgrokProvider> get(const NgrokProviderId &id, Urgency urgency = Urgency::Awaited);
    Call<NgrokProvider> create(const NgrokProvider &provider);
    // Lists replace the whole one: they are read again first, see withTheirLists().
    Call<SaveOutcome<NgrokProvider>> update(const NgrokProvider &base, const NgrokProvider &mine);
    Call<NgrokProvider> remove(const NgrokProvider &provider);

    // What to ask for next; an error: uri is not one to follow.
    static Result<ApiRequest> nextPage(const Endpoint &endpoint, const QString &uri);

Q_SIGNALS:
    // Done by this program, so that every view of them can follow.
    void saved(const gatehouse::NgrokProvider &provider);
    void removed(const gatehouse::NgrokProviderId &id);

private:
    template <class T> Call<QList<T>> all(const QString &path, Urgency urgency);
    template <class T>
    void fetch(const ApiRequest &request, const QList<T> &soFar, const QStringList &visited,
               const CallSource<QList<T>> &source);
    Call<QStringList> referrers(const NgrokProvider &provider); // in words

    ApiClient *m_client;
};

} // namespace gatehouse
