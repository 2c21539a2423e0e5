// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/ngrokprovider.h"

#include "models/domain/customprovider.h"

#include <QCoreApplication>
#include <QUrl>
#include <algorithm>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::NgrokProvider)
};

QString keyOf(const NgrokModel &model)
{
    return model.modelId;
}

QString keyOf(const ApiSurface &surface)
{
    return surface.format + u'\n' + surface.surface.valueOr({});
}

template <class T> const T *findKey(const QList<T> &list, const QString &key)
{
    const auto it = std::find_if(list.begin(), list.end(),
                                 [&key](const T &value) { return keyOf(value) == key; });
    return it == list.end() ? nullptr : &*it;
}

template <class T>
Field<QList<T>> rebased(const Field<QList<T>> &base, const Field<QList<T>> &mine,
                        const Field<QList<T>> &theirs)
{
    if (mine == base || !mine) // not edited, or taken away as a whole
        return mine == base ? theirs : mine;
    const QList<T> before = base.valueOr({});
    const QList<T> now = theirs.valueOr({});
    QList<T> result;
    for (const T &own : *mine) {
        const T *read = findKey(before, keyOf(own));
        const T *other = findKey(now, keyOf(own));
        if (read && !other && own == *read) // removed by others
            continue;
        T value = own;
        if (other) {
            QJsonObject unknown = other->unknown;
            for (auto it = own.unknown.begin(); it != own.unknown.end(); ++it)
                if (!unknown.contains(it.key()))
                    unknown.insert(it.key(), *it);
            value = read && own == *read ? *other : own;
            value.unknown = unknown;
        }
        result.append(value);
    }
    for (const T &other : now)
        if (!findKey(before, keyOf(other)) && !findKey(result, keyOf(other))) // added by others
            result.append(other);
    return result;
}

QJsonArray modelsWithoutIds(const QJsonValue &models)
{
    QJsonArray result;
    for (const QJsonValue value : models.toArray()) {
        QJsonObject model = value.toObject();
        model.remove(QStringLiteral("id"));
        result.append(model);
    }
    return result;
}

} // namespace

QString ngrokAddress(const QString &providerId)
{
    return providerId + u':';
}

const QStringList &ngrokServiceMadeKeys()
{
    static const QStringList keys{QStringLiteral("id"),        QStringLiteral("uri"),
                                  QStringLiteral("createdAt"), QStringLiteral("updatedAt"),
                                  QStringLiteral("createdBy"), QStringLiteral("lastUpdatedBy")};
    return keys;
}

QJsonObject ngrokCreateBody(const NgrokProvider &provider)
{
    QJsonObject body = toJson(provider).toObject();
    for (const QString &key : ngrokServiceMadeKeys())
        body.remove(key);
    if (body.contains(QLatin1String("models")))
        body[QLatin1String("models")] = modelsWithoutIds(body[QLatin1String("models")]);
    return body;
}

QJsonObject ngrokUpdateBody(const NgrokProvider &provider, const QStringList &edits)
{
    const QJsonObject all = ngrokCreateBody(provider);
    QJsonObject body;
    for (const QString &key : edits)
        if (key != u"providerId" && !ngrokServiceMadeKeys().contains(key))
            body.insert(key, all.contains(key) ? all.value(key) : QJsonValue(QJsonValue::Null));
    return body;
}

NgrokProvider withTheirLists(const NgrokProvider &base, const NgrokProvider &mine,
                             const NgrokProvider &theirs)
{
    NgrokProvider result = mine;
    result.surfaces = rebased(base.surfaces, mine.surfaces, theirs.surfaces);
    result.models = rebased(base.models, mine.models, theirs.models);
    return result;
}

QString ngrokUrlProblem(const QString &text)
{
    const QString length = lengthProblem(text, 0, NgrokProvider::longestBaseUrl);
    if (!length.isEmpty())
        return length;
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() == u"http" && url.userInfo().isEmpty()
        && url.host().endsWith(QLatin1String(".internal")))
        return {};
    const QString problem = httpsUrlProblem(text);
    return url.scheme() == u"http" && !problem.isEmpty()
        ? Tr::tr("It has to begin with https://; http:// is for hosts that end in .internal.")
        : problem;
}

QString problemOf(const NgrokProvider &provider)
{
    for (const QString &problem :
         {lengthProblem(provider.providerId, 1, NgrokProvider::longestProviderId),
          lengthProblem(provider.name, 1, NgrokProvider::longestName),
          ngrokUrlProblem(provider.baseUrl),
          lengthProblem(provider.metadata.valueOr({}), 0, NgrokProvider::longestMetadata)})
        if (!problem.isEmpty())
            return problem;
    for (const ApiSurface &surface : provider.surfaces.valueOr({})) {
        if (surface.format.isEmpty())
            return Tr::tr("Every API surface needs a format, such as openai.");
        for (const SurfaceParam &param : surface.supportedParams.valueOr({}))
            if (param.name.isEmpty())
                return Tr::tr("Every parameter needs a name.");
    }
    QStringList ids;
    for (const NgrokModel &model : provider.models.valueOr({})) {
        const QString problem = lengthProblem(model.modelId, 1, NgrokProvider::longestModelId);
        if (!problem.isEmpty())
            return model.modelId.isEmpty() ? Tr::tr("Every model needs an id.") : problem;
        if (ids.contains(model.modelId))
            return Tr::tr("The model “%1” is listed twice.").arg(model.modelId);
        ids.append(model.modelId);
    }
    return {};
}

} // namespace gatehouse
