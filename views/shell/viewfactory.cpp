// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/viewfactory.h"

#include "views/billing/billingview.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/datasetview.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/evaluationtypesview.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/gatewaycompareview.h"
#include "views/gateways/gatewayimportview.h"
#include "views/gateways/gatewaysview.h"
#include "views/gateways/gatewayview.h"
#include "views/logs/logdifferenceview.h"
#include "views/logs/logsview.h"
#include "views/providers/providersview.h"
#include "views/routes/routesview.h"

namespace gatehouse {

View *makeView(const ViewAddress &address, ConnectionModels *models, const ViewParts &parts)
{
    switch (address.kind) {
    case ViewAddress::Kind::Gateways:
        return new GatewaysView(models, parts.settings, parts.dialogs);
    case ViewAddress::Kind::Gateway: {
        auto *view = new GatewayView(models, address.gateway, parts.drafts, parts.dialogs);
        view->goTo(address);
        return view;
    }
    case ViewAddress::Kind::NewGateway:
        return new GatewayView(models, {}, parts.drafts, parts.dialogs);
    case ViewAddress::Kind::EditGateways:
        return new BulkEditView(models, address, parts.drafts, parts.tasks);
    case ViewAddress::Kind::ImportGateways:
        return new GatewayImportView(models, parts.dialogs, parts.tasks);
    case ViewAddress::Kind::CompareGateway:
        return new GatewayCompareView(models, parts.connections, address, parts.settings,
                                      parts.drafts);
    case ViewAddress::Kind::Logs:
        return new LogsView(models, address,
                            {parts.settings, parts.dialogs, parts.tasks, parts.exports});
    case ViewAddress::Kind::LogDifference:
        return new LogDifferenceView(models, address);
    case ViewAddress::Kind::Routes:
        return new RoutesView(models, address.gateway,
                              {parts.drafts, parts.dialogs, parts.positions}, parts.settings,
                              parts.connections);
    case ViewAddress::Kind::Route:
        return new RouteView(models, address, {parts.drafts, parts.dialogs, parts.positions});
    case ViewAddress::Kind::Datasets:
        return new DatasetsView(models, address.gateway,
                                {parts.settings, parts.drafts, parts.dialogs, parts.evaluations});
    case ViewAddress::Kind::NewDataset:
    case ViewAddress::Kind::Dataset:
        return new DatasetView(models, address, {parts.settings, parts.drafts, parts.dialogs});
    case ViewAddress::Kind::Evaluations:
        return new EvaluationsView(
            models, address, {parts.settings, parts.drafts, parts.dialogs, parts.evaluations});
    case ViewAddress::Kind::GatewayProviders:
    case ViewAddress::Kind::Providers:
        return new ProvidersView(models, address.gateway, parts.settings, parts.drafts,
                                 parts.dialogs);
    case ViewAddress::Kind::EvaluationTypes:
        return new EvaluationTypesView(models, parts.settings);
    case ViewAddress::Kind::Billing:
        return new BillingView(models, address,
                               {parts.settings, parts.drafts, parts.dialogs, parts.topups});
    case ViewAddress::Kind::Requests:
    case ViewAddress::Kind::Tasks:
        break; // docks of the window, not views of a connection
    }
    return nullptr;
}

} // namespace gatehouse
