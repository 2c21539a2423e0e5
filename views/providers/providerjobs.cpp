// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerjobs.h"

#include "models/items/providerrow.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/pricingruleform.h"

#include <QCoreApplication>

namespace gatehouse::providerjobs {

namespace {

using Job = ProviderEditor::Job;
using Outcome = ProviderEditor::Outcome;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ProviderEditor)
};

Call<Outcome> failed(const ApiError &error)
{
    CallSource<Outcome> source;
    source.finish(tl::make_unexpected(error));
    return source.call();
}

template <class T> Call<Outcome> asJson(const Call<SaveOutcome<T>> &call, QObject *context)
{
    CallSource<Outcome> source;
    call.then(context, [source](const Result<SaveOutcome<T>> &result) {
        source.finish(result.map([](const SaveOutcome<T> &outcome) {
            return Outcome{.kind = Outcome::Kind(int(outcome.kind)),
                           .value = toJson(outcome.value).toObject(),
                           .conflicts = outcome.conflicts};
        }));
    });
    return source.call();
}

template <class T> Call<Outcome> asSaved(const Call<T> &call, QObject *context)
{
    CallSource<Outcome> source;
    call.then(context, [source](const Result<T> &result) {
        source.finish(
            result.map([](const T &value) { return Outcome{.value = toJson(value).toObject()}; }));
    });
    return source.call();
}

// Not created yet: it has neither id nor times, which the codec would refuse.
template <class T> Result<T> valueOf(QJsonObject object, const QJsonObject &placeholders)
{
    for (auto it = placeholders.begin(); it != placeholders.end(); ++it)
        if (!object.contains(it.key()))
            object.insert(it.key(), it.value());
    return fromJson<T>(object);
}

const QJsonObject &placeholders()
{
    static const QJsonObject members{{QStringLiteral("id"), QString()},
                                     {QStringLiteral("created_at"), 0},
                                     {QStringLiteral("modified_at"), 0}};
    return members;
}

const QJsonObject &ngrokPlaceholders()
{
    static const QJsonObject members{{QStringLiteral("id"), QString()},
                                     {QStringLiteral("uri"), QString()},
                                     {QStringLiteral("createdAt"), 0},
                                     {QStringLiteral("updatedAt"), 0},
                                     {QStringLiteral("createdBy"), QJsonObject()},
                                     {QStringLiteral("lastUpdatedBy"), QJsonObject()}};
    return members;
}

// The object as the form begins with it: of one that is not there yet, what its creation takes.
template <class T> QJsonObject beginning(const T &value, const QJsonObject &createBody)
{
    return value.id.isEmpty() ? createBody : toJson(value).toObject();
}

template <class T> QString rowOf(const QJsonObject &saved)
{
    const auto value = fromJson<T>(saved);
    return value ? providerRow(*value).id.value : QString();
}

} // namespace

Job newKey(Connection *connection, KeyForm *form)
{
    Job job;
    job.title = Tr::tr("New key");
    job.saveText = Tr::tr("Add key");
    job.form = form;
    job.hasSecret = true;
    job.draftKey = connection->identity() + QStringLiteral("/new-key");
    job.row = rowOf<ProviderConfig>;
    job.save = [connection, form](const QJsonObject &, const QJsonObject &mine) {
        const auto config = fromJson<NewProviderConfig>(mine);
        return config
            ? asSaved(connection->providerConfigs()->create(form->gateway(), *config), connection)
            : failed(config.error());
    };
    return job;
}

Job newSecret(Connection *connection, const ProviderConfig &config)
{
    Job job;
    job.title = Tr::tr("Replace the secret of “%1” (%2) in %3")
                    .arg(config.alias, config.providerSlug, config.gateway.value);
    job.saveText = Tr::tr("Replace secret");
    job.form = new SecretForm;
    job.hasSecret = true;
    job.save = [connection, config](const QJsonObject &, const QJsonObject &mine) {
        return asSaved(connection->providerConfigs()->replaceSecret(
                           config, mine.value(QLatin1String("secret")).toString()),
                       connection);
    };
    return job;
}

Job custom(Connection *connection, const CustomProvider &provider, const QStringList &taken,
           Dialogs *dialogs)
{
    auto *form = new CustomProviderForm;
    form->setTaken(taken);
    form->setDialogs(dialogs);
    Job job;
    job.isNew = provider.id.isEmpty();
    job.title = job.isNew ? Tr::tr("New custom provider")
                          : Tr::tr("Custom provider “%1”").arg(provider.name);
    job.saveText = job.isNew ? Tr::tr("Create provider") : Tr::tr("Save…");
    job.form = form;
    job.object = beginning(provider, customProviderCreateBody(provider));
    job.draftKey = connection->identity() + QStringLiteral("/custom-provider/") + provider.id.value;
    job.row = rowOf<CustomProvider>;
    job.requestLine = QStringLiteral("PATCH /custom-providers/") + provider.id.value;
    job.body = [](const QJsonObject &base, const QJsonObject &mine) {
        return editsBetween(base, mine, {{}, customProviderServiceMadeKeys()});
    };
    job.save = [connection](const QJsonObject &base, const QJsonObject &mine) {
        CustomProviderService *service = connection->customProviders();
        const auto own = valueOf<CustomProvider>(mine, placeholders());
        if (!own)
            return failed(own.error());
        if (base.isEmpty())
            return asSaved(service->create(*own), connection);
        const auto from = valueOf<CustomProvider>(base, placeholders());
        return from ? asJson(service->update(*from, *own), connection) : failed(from.error());
    };
    return job;
}

Job ngrok(Connection *connection, const NgrokProvider &provider, const QStringList &taken)
{
    auto *form = new NgrokForm;
    form->setTaken(taken);
    Job job;
    job.isNew = provider.id.isEmpty();
    job.title =
        job.isNew ? Tr::tr("New ngrok provider") : Tr::tr("ngrok provider “%1”").arg(provider.name);
    job.saveText = job.isNew ? Tr::tr("Create provider") : Tr::tr("Save…");
    job.form = form;
    job.object = beginning(provider, ngrokCreateBody(provider));
    job.draftKey = connection->identity() + QStringLiteral("/ngrok-provider/") + provider.id.value;
    job.row = rowOf<NgrokProvider>;
    job.requestLine = QStringLiteral("PATCH /providers/") + provider.id.value;
    job.body = [](const QJsonObject &base, const QJsonObject &mine) {
        QStringList edits;
        for (const FieldChange &change : changesBetween(base, mine, {{}, ngrokServiceMadeKeys()}))
            edits.append(change.key);
        const auto own = valueOf<NgrokProvider>(mine, ngrokPlaceholders());
        return own ? ngrokUpdateBody(*own, edits) : QJsonObject();
    };
    job.save = [connection](const QJsonObject &base, const QJsonObject &mine) {
        NgrokService *service = connection->ngrok();
        const auto own = valueOf<NgrokProvider>(mine, ngrokPlaceholders());
        if (!own)
            return failed(own.error());
        if (base.isEmpty())
            return asSaved(service->create(*own), connection);
        const auto from = valueOf<NgrokProvider>(base, ngrokPlaceholders());
        return from ? asJson(service->update(*from, *own), connection) : failed(from.error());
    };
    return job;
}

Job rule(Connection *connection, const CustomProvider &provider, const PricingRule &rule)
{
    Job job;
    job.isNew = rule.id.isEmpty();
    job.title = job.isNew ? Tr::tr("New pricing rule of “%1”").arg(provider.name)
                          : Tr::tr("Pricing rule of “%1” for %2").arg(provider.name, rule.model);
    job.saveText = job.isNew ? Tr::tr("Create rule") : Tr::tr("Save…");
    job.form = new PricingRuleForm;
    job.object = beginning(rule, pricingRuleCreateBody(rule));
    job.draftKey = connection->identity() + QStringLiteral("/pricing-rule/") + provider.id.value
        + u'/' + rule.id.value;
    job.requestLine = QStringLiteral("PATCH /custom-providers/costs/") + rule.id.value;
    job.body = [](const QJsonObject &base, const QJsonObject &mine) {
        return editsBetween(base, mine, {{}, pricingRuleServiceMadeKeys()});
    };
    job.save = [connection](const QJsonObject &base, const QJsonObject &mine) {
        CustomProviderService *service = connection->customProviders();
        const auto own = valueOf<PricingRule>(mine, placeholders());
        if (!own)
            return failed(own.error());
        if (base.isEmpty())
            return asSaved(service->createRule(*own), connection);
        const auto from = valueOf<PricingRule>(base, placeholders());
        return from ? asJson(service->updateRule(*from, *own), connection) : failed(from.error());
    };
    return job;
}

} // namespace gatehouse::providerjobs
