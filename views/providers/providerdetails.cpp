// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerdetails.h"

#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/theme.h"
#include "views/gateways/copybutton.h"
#include "views/providers/logopicture.h"
#include "views/providers/providerreview.h"

#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

static QWidget *makeExample(QPlainTextEdit *code, const QString &name)
{
    code->setAccessibleName(name);
    code->setReadOnly(true);
    code->setTabChangesFocus(true);
    code->setFont(Theme::fixedFont());
    code->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(code, 1);
    layout->addWidget(new CopyButton(ProviderDetails::tr("Copy the %1").arg(name),
                                     [code] { return code->toPlainText(); }),
                      0, Qt::AlignRight);
    return page;
}

ProviderDetails::ProviderDetails(TimeDisplay *time, QWidget *parent)
    : QTabWidget(parent)
    , m_time(time)
    , m_nothing(makePlainLabel(tr("Select a provider to see all of it here."), Lettering::Muted))
    , m_facts(new FactList)
    , m_logo(new LogoPicture)
    , m_curl(new QPlainTextEdit)
    , m_js(new QPlainTextEdit)
{
    setAccessibleName(tr("The selected provider"));
    setDocumentMode(true);
    m_facts->setAccessibleName(tr("Details"));
    m_logo->setAccessibleName(tr("Logo"));
    m_nothing->setWordWrap(true);
    m_logo->hide();
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(grid, 2 * grid, grid, 2 * grid);
    layout->setSpacing(2 * grid);
    layout->addWidget(m_nothing);
    layout->addWidget(m_logo);
    layout->addWidget(m_facts);
    layout->addStretch();
    addTab(makeScrollArea(page), tr("Details"));
    addTab(makeExample(m_curl, tr("curl example")), tr("curl"));
    addTab(makeExample(m_js, tr("JavaScript example")), tr("JavaScript"));
    connect(m_logo, &LogoPicture::drawn, this, [this] { m_logo->setVisible(m_logo->isSafe()); });
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

static void addUnknown(QList<FactList::Fact> &lines, const QJsonObject &unknown)
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
        {tr("Modified"), m_time->preciseText(config.modifiedAt)},
        {tr("Id"), config.id.value},
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
        {tr("Created"), m_time->preciseText(provider.createdAt)},
        {tr("Modified"), m_time->preciseText(provider.modifiedAt)},
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
         tr("%1 by %2").arg(m_time->preciseText(provider.createdAt), who(provider.createdBy))},
        {tr("Modified"),
         tr("%1 by %2").arg(m_time->preciseText(provider.updatedAt), who(provider.lastUpdatedBy))},
        {tr("Id"), provider.id.value},
        {tr("URI"), provider.uri}};
    addUnknown(lines, provider.unknown);
    return lines;
}

void ProviderDetails::setRow(const ProviderRow *row)
{
    const CustomProvider *custom = row ? row->custom() : nullptr;
    m_lines = !row      ? Lines()
        : row->config() ? linesOf(*row->config())
        : custom        ? linesOf(*custom)
                        : linesOf(*row->ngrok());
    m_facts->setFacts(m_lines);
    m_nothing->setVisible(!row);
    m_logo->setLogo(custom ? custom->logo.valueOr({}) : QString());
    m_logo->setVisible(m_logo->isSafe()); // its room is there before it
    const QString curl = custom ? custom->curlExample.valueOr({}) : QString();
    const QString js = custom ? custom->jsExample.valueOr({}) : QString();
    if (curl != m_curl->toPlainText())
        m_curl->setPlainText(curl);
    if (js != m_js->toPlainText())
        m_js->setPlainText(js);
    setTabVisible(1, !curl.isEmpty());
    setTabVisible(2, !js.isEmpty());
}

QString ProviderDetails::text() const
{
    QStringList lines;
    for (const FactList::Fact &fact : m_lines)
        lines.append(fact.name + QStringLiteral(": ") + fact.value);
    return lines.join(u'\n');
}

} // namespace gatehouse
