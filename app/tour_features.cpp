// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "views/billing/billingoverview.h"
#include "views/billing/billingview.h"
#include "views/billing/usagechart.h"
#include "views/billing/usagepage.h"
#include "views/common/tableview.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/newevaluationdialog.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/providersview.h"
#include "views/providers/rotationpanel.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routeeditor.h"
#include "views/routes/routerequestform.h"
#include "views/routes/routesview.h"
#include "views/routes/simulatorpanel.h"
#include "views/routes/versionspanel.h"

#include <QDialog>
#include <QPushButton>
#include <QTabWidget>

namespace gatehouse {

// Of those that the list showed; the largest graph is the first by name.
RouteView *Tour::openRoute(int tab)
{
    auto *view = static_cast<RouteView *>(open(m_route));
    if (view->review()->isVisible())
        view->review()->backButton()->click();
    view->editor()->tabs()->setCurrentIndex(tab);
    return view;
}

void Tour::addRoutes(const GatewayId &gateway)
{
    const auto list = [this, gateway] {
        auto *view = static_cast<RoutesView *>(open({ViewAddress::Kind::Routes, gateway}));
        m_route = {ViewAddress::Kind::Route, gateway};
        for (const DynamicRoute &route : view->model()->values())
            if (m_route.object.isEmpty() || route.name == u"assistant")
                m_route.object = route.id.value;
        return view;
    };
    const auto compare = [this] {
        RouteView *view = openRoute(4);
        view->versions()->versions()->selectAll(); // there are two
        view->versions()->compareButton()->click();
        return view;
    };
    MainWindow *window = m_context.window();
    m_stops += {
        {QStringLiteral("routes"), list},
        // Twice: the list has to be there to choose from.
        {QString(), list},
        {QString(), [this] { return openRoute(0); }},
        {QStringLiteral("route"), [this] { return openRoute(0); }},
        {QStringLiteral("route-element"),
         [this, window] {
             openRoute(1)->editor()->canvas()->reveal(QStringLiteral("coding-paid"));
             return window;
         }},
        {QStringLiteral("route-model"),
         [this, window] {
             openRoute(3)->editor()->canvas()->reveal(QStringLiteral("opus"));
             return window;
         }},
        {QStringLiteral("route-split"),
         [this, window] {
             RouteCanvas *canvas = openRoute(0)->editor()->canvas();
             canvas->reveal(QStringLiteral("coding-split"));
             canvas->setScaleFactor(1);
             canvas->centerOn(canvas->graph()->rectOf({QStringLiteral("coding-split")}).center());
             return window;
         }},
        {QStringLiteral("route-simulator"),
         [this] {
             RouteView *view = openRoute(2);
             view->editor()->canvas()->fit();
             SimulatorPanel *simulator = view->editor()->simulator();
             simulator->form()->setValue(
                 {.metadata = {{"environment", "production"}, {"team", "writing"}, {"plan", "pro"}},
                  .body = QJsonValue::Undefined});
             simulator->run();
             return view;
         }},
        {QStringLiteral("route-shares"),
         [this] {
             RouteView *view = openRoute(2);
             view->editor()->simulator()->form()->setValue({.body = QJsonValue::Undefined});
             view->editor()->simulator()->sample(1000);
             return view;
         }},
        {QStringLiteral("route-versions"),
         [this] {
             RouteView *view = openRoute(4);
             view->editor()->simulator()->clear();
             return view;
         }},
        {QStringLiteral("route-compare"), compare},
    };
}

void Tour::addBilling()
{
    const auto now = [this] { // the sandbox's clock stands still
        return m_commandLine.endpoint ? QDateTime::currentDateTimeUtc()
                                      : QDateTime({2026, 11, 20}, {12, 0}, Qt::UTC);
    };
    const auto show = [this, now](const QString &page, const QString &place = {}) {
        auto *view =
            static_cast<BillingView *>(open({ViewAddress::Kind::Billing, {}, place, page}));
        if (auto *overview = qobject_cast<BillingOverview *>(view->currentPage()))
            overview->setClock(now);
        if (auto *usage = qobject_cast<UsagePage *>(view->currentPage()))
            usage->setClock(now);
        if (!m_dark)
            view->refresh();
        return view;
    };
    m_stops += {
        {QStringLiteral("billing"),
         [show] {
             BillingView *view = show({});
             view->setCurrent(BillingView::Overview);
             return view;
         }},
        {QStringLiteral("billing-usage"),
         [show] { return show(QStringLiteral("usage"), QStringLiteral("30d day")); }},
        {QStringLiteral("billing-usage-hours"),
         [show] {
             BillingView *view = show(QStringLiteral("usage"), QStringLiteral("30d hour"));
             static_cast<UsagePage *>(view->currentPage())->chart()->setCurrent(400);
             return view;
         }},
    };
    for (const char *page : {"invoices", "top-up", "auto-top-up", "spending-limit"})
        m_stops.append({QLatin1String("billing-") + QLatin1String(page),
                        [show, page] { return show(QLatin1String(page)); }});
}

void Tour::addDatasets(const GatewayId &gateway)
{
    using Kind = ViewAddress::Kind;
    const auto openEvaluations = [this, gateway](int count) {
        auto *view = static_cast<EvaluationsView *>(open({Kind::Evaluations, gateway}));
        QStringList ids;
        for (const Evaluation &evaluation : view->model()->values().mid(0, count))
            ids.append(evaluation.id.value);
        view->goTo({Kind::Evaluations, gateway, ViewAddress::joined(ids)});
        return view;
    };
    const auto closeDialog = [this] {
        if (auto *dialog = m_view->findChild<QDialog *>())
            dialog->reject();
    };
    const auto openDataset = [this, gateway] {
        if (auto *datasets = qobject_cast<DatasetsView *>(m_view);
            datasets && datasets->model()->rowCount() > 0)
            m_dataset = datasets->model()->at(0).id.value;
        return open({.kind = Kind::Dataset, .gateway = gateway, .object = m_dataset});
    };
    m_stops += {
        {QStringLiteral("datasets"),
         [this, gateway] {
             return open({Kind::Datasets, gateway});
         }},
        {QStringLiteral("dataset"), openDataset},
        {QStringLiteral("dataset-new"),
         [this, gateway] {
             return open({Kind::NewDataset, gateway});
         }},
        // Twice: one can only be chosen once it is there.
        {QString(), [openEvaluations] { return openEvaluations(1); }},
        {QStringLiteral("evaluations"), [openEvaluations] { return openEvaluations(1); }},
        {QStringLiteral("evaluations-compare"), [openEvaluations] { return openEvaluations(2); }},
        {QStringLiteral("evaluation-new"),
         [this, openEvaluations] {
             auto *view = openEvaluations(1);
             NewEvaluation again = sameAgain(view->model()->at(0));
             again.name = nextName(again.name, {});
             return view->makeNew(again);
         }},
        {QString(),
         [this, gateway, closeDialog] {
             closeDialog();
             return open({Kind::Datasets, gateway});
         }},
    };
}

void Tour::addProviders(const GatewayId &gateway)
{
    // Of the sandbox, whose data is fixed; of another service, what there is.
    const auto stop = [this](const GatewayId &of, const QString &selected,
                             const std::function<void(ProvidersView *)> &act) {
        return [this, of, selected, act]() -> QWidget * {
            const auto kind =
                of.isEmpty() ? ViewAddress::Kind::Providers : ViewAddress::Kind::GatewayProviders;
            auto *view = static_cast<ProvidersView *>(open({kind, of, {}}));
            if (!view->editor() && !view->rotation())
                view->select(selected);
            if (act)
                act(view);
            return view;
        };
    };
    const QString rhine = QStringLiteral("Rhine Inference");
    const QString vllm = QStringLiteral("vLLM in our cluster");
    const auto back = [](ProvidersView *view) { view->backToList(); };
    const auto once = [](void (ProvidersView::*run)()) {
        return [run](ProvidersView *view) {
            if (!view->editor() && !view->rotation())
                (view->*run)();
        };
    };
    m_stops += {
        {QString(), stop({}, rhine, {})},
        {QStringLiteral("providers"),
         [this, list = stop({}, rhine, {})] {
             list();
             return m_context.window(); // the inspector belongs to it
         }},
        {QStringLiteral("providers-test"), stop({}, rhine, &ProvidersView::testSelected)},
        {QStringLiteral("provider-custom"), stop({}, rhine, once(&ProvidersView::editSelected))},
        {QString(), stop({}, rhine, back)},
        {QStringLiteral("provider-copy"), stop({}, rhine, once(&ProvidersView::copySelected))},
        {QString(), stop({}, vllm, back)},
        {QStringLiteral("provider-ngrok"), stop({}, vllm, once(&ProvidersView::editSelected))},
        {QString(), stop({}, vllm, back)},
        {QString(), stop(gateway, QStringLiteral("default"), {})},
        {QStringLiteral("gateway-providers"), stop(gateway, QStringLiteral("default"), {})},
        {QStringLiteral("provider-key"),
         stop(gateway, QStringLiteral("default"), once(&ProvidersView::newKey))},
        {QString(), stop(gateway, QStringLiteral("default"), back)},
        {QStringLiteral("provider-rotation"),
         stop(gateway, QStringLiteral("default"), once(&ProvidersView::rotate))},
        {QString(),
         stop(gateway, {},
              [](ProvidersView *view) {
                  if (view->rotation())
                      view->rotation()->rotation()->abandon();
                  view->backToList();
              })},
    };
}

} // namespace gatehouse
