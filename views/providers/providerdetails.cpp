// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerdetails.h"

#include "models/domain/svglogo.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/gateways/copybutton.h"
#include "views/providers/providerreview.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSvgRenderer>
#include <QToolButton>

namespace gatehouse {

static constexpr int logoSize = 40; // px

PricingPanel::PricingPanel(ConnectionModels *models, WriteGuard *writes, QWidget *parent)
    : QWidget(parent)
    , m_writes(writes)
    , m_model(models->connection()->customProviders(), models->time())
    , m_table(new TableView(tr("Pricing rules")))
    , m_stack(new StateStack(m_table))
{
    m_add = makeAction(this, icon(Icon::Add), tr("Add rule…"), tr("Add a pricing rule"));
    m_edit = makeAction(this, icon(Icon::Edit), tr("Edit rule…"), tr("Edit the selected rule"));
    m_remove =
        makeAction(this, icon(Icon::Delete), tr("Delete rule…"), tr("Delete the selected rule"));
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{PricingModel::RuleColumn, 12},
                                {PricingModel::ModelColumn, 22, true, true},
                                {PricingModel::CostTypeColumn, 9},
                                {PricingModel::CostInColumn, 14},
                                {PricingModel::CostOutColumn, 14},
                                {PricingModel::UnitsColumn, 24, true, true},
                                {PricingModel::EnableColumn, 9},
                                {PricingModel::WeightColumn, 8, false},
                                {PricingModel::ModifiedColumn, 20, false}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Billing, tr("No pricing rules"),
                          tr("Without one, calls of this provider cost nothing in the logs."),
                          m_add);
    connect(m_stack, &StateStack::retryRequested, this, [this] { m_model.refresh(); });

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid / 2);
    for (QAction *action : {m_add, m_edit, m_remove}) {
        writes->add(action);
        buttons->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid / 2, grid, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(buttons);
    layout->addWidget(m_stack, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PricingPanel::updateActions);
    connect(&m_model, &TableModel::stateChanged, this, &PricingPanel::updateActions);
    connect(m_table, &QTableView::activated, m_edit, &QAction::trigger);
    updateActions();
}

const PricingRule *PricingPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(rows.constFirst().row());
}

void PricingPanel::updateActions()
{
    const bool chosen = selected() != nullptr;
    m_writes->setEnabled(m_add, !m_model.provider().isEmpty());
    m_writes->setEnabled(m_edit, chosen);
    m_writes->setEnabled(m_remove, chosen);
}

static QWidget *makeExample(QPlainTextEdit *code, const QString &name)
{
    code->setAccessibleName(name);
    code->setReadOnly(true);
    code->setTabChangesFocus(true);
    code->setFont(Theme::fixedFont());
    code->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(code, 1);
    layout->addWidget(new CopyButton(ProviderDetails::tr("Copy the %1").arg(name),
                                     [code] { return code->toPlainText(); }),
                      0, Qt::AlignTop);
    return page;
}

ProviderDetails::ProviderDetails(ConnectionModels *models, WriteGuard *writes, QWidget *parent)
    : QTabWidget(parent)
    , m_models(models)
    , m_fields(new QFormLayout)
    , m_logo(new QLabel)
    , m_curl(new QPlainTextEdit)
    , m_js(new QPlainTextEdit)
    , m_pricing(new PricingPanel(models, writes))
{
    setAccessibleName(tr("The selected provider"));
    setDocumentMode(true);
    m_fields->setHorizontalSpacing(2 * grid);
    m_fields->setVerticalSpacing(grid / 2);
    m_logo->setFixedSize(logoSize, logoSize);
    m_logo->setAccessibleName(tr("Logo"));
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    layout->setSpacing(2 * grid);
    layout->addWidget(m_logo, 0, Qt::AlignTop);
    layout->addLayout(m_fields, 1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    scroll->setAccessibleName(tr("Details"));
    addTab(scroll, tr("Details"));
    addTab(m_pricing, tr("Pricing"));
    addTab(makeExample(m_curl, tr("curl example")), tr("curl"));
    addTab(makeExample(m_js, tr("JavaScript example")), tr("JavaScript"));
    setRow(nullptr);
}

static QString noneIfEmpty(const QString &text)
{
    return text.isEmpty() ? ProviderDetails::tr("none") : text;
}

static QString onOff(const Field<bool> &flag)
{
    return !flag ? ProviderDetails::tr("not reported")
        : *flag  ? ProviderDetails::tr("on")
                 : ProviderDetails::tr("off");
}

static void addUnknown(QList<std::pair<QString, QString>> &lines, const QJsonObject &unknown)
{
    for (auto it = unknown.begin(); it != unknown.end(); ++it)
        lines.append({it.key(), providerValueText(it.key(), it.value())});
}

ProviderDetails::Lines ProviderDetails::linesOf(const ProviderConfig &config) const
{
    Lines lines{
        {tr("Alias"), config.alias},
        {tr("Provider"), config.providerSlug},
        {tr("Gateway"), config.gateway.value},
        {tr("Default"),
         config.isDefault ? tr("yes: used where callers name no alias")
                          : tr("no: callers name its alias")},
        {tr("Secret"), tr("%1 (only its end is ever shown)").arg(config.secretPreview)},
        {tr("Secret id"), config.secretId},
        {tr("Rate limit"),
         config.rateLimit ? tr("%1 requests in %2 s")
                                .arg(QLocale().toString(*config.rateLimit, 'f', 0))
                                .arg(config.rateLimitPeriod.valueOr(60))
                          : tr("none")},
        {tr("Modified"), m_models->time()->preciseText(config.modifiedAt)},
        {tr("Note"),
         tr("A call that carries an Authorization header of its own does not use this key.")}};
    addUnknown(lines, config.unknown);
    return lines;
}

ProviderDetails::Lines ProviderDetails::linesOf(const CustomProvider &provider) const
{
    QString headers = tr("none");
    if (const QString text = provider.headers.valueOr({}); !text.isEmpty()) {
        const QStringList names = QJsonDocument::fromJson(text.toUtf8()).object().keys();
        headers = names.isEmpty()
            ? tr("a text that is not JSON")
            : tr("%1 (values are hidden)").arg(names.join(QStringLiteral(", ")));
    }
    Lines lines{
        {tr("Name"), provider.name},
        {tr("Address"), customAddress(provider.slug)},
        {tr("Base URL"), provider.baseUrl},
        {tr("Enabled"), onOff(provider.enable)},
        {tr("Beta"), onOff(provider.beta)},
        {tr("Description"), noneIfEmpty(provider.description.valueOr({}))},
        {tr("Headers"), headers},
        {tr("Link"), noneIfEmpty(provider.link.valueOr({}))},
        {tr("Position"), provider.position ? QString::number(*provider.position) : tr("not set")},
        {tr("Created"), m_models->time()->preciseText(provider.createdAt)},
        {tr("Modified"), m_models->time()->preciseText(provider.modifiedAt)},
        {tr("Id"), provider.id.value}};
    addUnknown(lines, provider.unknown);
    return lines;
}

ProviderDetails::Lines ProviderDetails::linesOf(const NgrokProvider &provider) const
{
    QStringList surfaces;
    for (const ApiSurface &surface : provider.surfaces.valueOr({})) {
        QStringList params;
        for (const SurfaceParam &param : surface.supportedParams.valueOr({}))
            params.append(param.name);
        const QString name = surface.surface
            ? QStringLiteral("%1 %2").arg(surface.format, *surface.surface)
            : surface.format;
        surfaces.append(params.isEmpty() ? name
                                         : QStringLiteral("%1 (%2)").arg(
                                             name, params.join(QStringLiteral(", "))));
    }
    QStringList models;
    for (const NgrokModel &model : provider.models.valueOr({}))
        models.append(ngrokAddress(provider.providerId) + model.modelId);
    const auto who = [](const QJsonObject &by) { return by.value(QLatin1String("id")).toString(); };
    Lines lines{
        {tr("Name"), provider.name},
        {tr("Address"), ngrokAddress(provider.providerId)},
        {tr("Base URL"), provider.baseUrl},
        {tr("API surfaces"), noneIfEmpty(surfaces.join(u'\n'))},
        {tr("Models"), noneIfEmpty(models.join(u'\n'))},
        {tr("Metadata"), noneIfEmpty(provider.metadata.valueOr({}))},
        {tr("Created"),
         tr("%1 by %2")
             .arg(m_models->time()->preciseText(provider.createdAt), who(provider.createdBy))},
        {tr("Modified"),
         tr("%1 by %2")
             .arg(m_models->time()->preciseText(provider.updatedAt), who(provider.lastUpdatedBy))},
        {tr("Id"), provider.id.value}};
    addUnknown(lines, provider.unknown);
    return lines;
}

void ProviderDetails::setRow(const ProviderRow *row)
{
    const CustomProvider *custom = row ? row->custom() : nullptr;
    showLines(!row                ? Lines()
                  : row->config() ? linesOf(*row->config())
                  : custom        ? linesOf(*custom)
                                  : linesOf(*row->ngrok()));
    showLogo(custom ? custom->logo.valueOr({}) : QString());
    const QString curl = custom ? custom->curlExample.valueOr({}) : QString();
    const QString js = custom ? custom->jsExample.valueOr({}) : QString();
    if (curl != m_curl->toPlainText())
        m_curl->setPlainText(curl);
    if (js != m_js->toPlainText())
        m_js->setPlainText(js);
    setTabVisible(1, row && row->can(ProviderRow::Price));
    setTabVisible(2, !curl.isEmpty());
    setTabVisible(3, !js.isEmpty());
    m_pricing->model()->setProvider(custom ? custom->id : CustomProviderId());
    m_pricing->updateActions();
}

// Drawn here from what is known to be shapes only; nothing of it is ever fetched.
void ProviderDetails::showLogo(const QString &base64)
{
    const QByteArray svg = safeLogo(base64);
    m_logo->setVisible(!svg.isEmpty());
    if (svg.isEmpty())
        return m_logo->clear();
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(logoSize, logoSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, logoSize, logoSize));
    painter.end();
    m_logo->setPixmap(pixmap);
}

void ProviderDetails::showLines(const Lines &lines)
{
    for (int row = 0; row < m_fields->rowCount(); ++row)
        m_fields->setRowVisible(row, row < lines.size());
    for (int row = 0; row < lines.size(); ++row) {
        if (row == m_fields->rowCount()) {
            QLabel *value = makePlainLabel();
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_fields->addRow(makePlainLabel({}, Lettering::Muted), value);
        }
        const auto set = [this, row](QFormLayout::ItemRole role, const QString &text) {
            static_cast<QLabel *>(m_fields->itemAt(row, role)->widget())->setText(text);
        };
        set(QFormLayout::LabelRole, lines.at(row).first);
        set(QFormLayout::FieldRole, lines.at(row).second);
    }
}

QString ProviderDetails::text() const
{
    QStringList lines;
    for (int row = 0; row < m_fields->rowCount() && m_fields->isRowVisible(row); ++row) {
        const auto text = [this, row](QFormLayout::ItemRole role) {
            return static_cast<QLabel *>(m_fields->itemAt(row, role)->widget())->text();
        };
        lines.append(text(QFormLayout::LabelRole) + QStringLiteral(": ")
                     + text(QFormLayout::FieldRole));
    }
    return lines.join(u'\n');
}

} // namespace gatehouse
