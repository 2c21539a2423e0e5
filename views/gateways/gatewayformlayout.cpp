// SPDX-License-Identifier: GPL-3.0-or-later
// The making of GatewayForm's sections and editors.
#include "models/domain/format.h"
#include "models/domain/gatewaysimplefields.h"
#include "views/common/fieldrow.h"
#include "views/common/optionaltext.h"
#include "views/common/theme.h"
#include "views/gateways/formindex.h"
#include "views/gateways/gatewayform.h"

#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace gatehouse {

static QString rangeText(const QString &key)
{
    const GatewaySimpleField &field = *gatewaySimpleField(key);
    return GatewayForm::tr("%1 to %2")
        .arg(format::count(field.minimum), format::count(field.maximum));
}

static constexpr int maxFormWidth = 96 * grid;
static constexpr int narrowWidth = 84 * grid;

GatewayForm::GatewayForm(const GatewayModel *existing, TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_existing(existing)
    , m_time(time)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_index(new FormIndex(tr("Sections")))
    , m_area(new QScrollArea)
    , m_page(new QWidget)
{
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(m_page);
    layout->setSpacing(grid);
    m_area->setWidget(m_page);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_layout->addWidget(m_index);
    m_layout->addWidget(m_area, 1);

    addGeneral();
    addTraffic();
    addLogging();
    addSecurity();
    addIntegrations();
    addBilling();
    addOthers();
    layout->addStretch();

    connect(time, &TimeDisplay::changed, this, &GatewayForm::updateShown);
    connect(existing, &TableModel::stateChanged, this, &GatewayForm::updateProblems);
    connect(m_index, &FormIndex::jumped, this,
            [this](int section) { showSection(m_sections.at(section).name); });
    connect(m_index, &FormIndex::entered, this, [this](int section) {
        showSection(m_sections.at(section).name);
        if (QWidget *first = editor(m_sections.at(section).keys.value(0)))
            first->setFocus(Qt::OtherFocusReason);
    });
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &GatewayForm::onScrolled);
    setFocusProxy(m_id);
    setNew(false);
    show({});
    m_index->setCurrent(0);
}

void GatewayForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < narrowWidth;
    m_layout->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_index->setForm(isNarrow ? FormIndex::Form::Choice : FormIndex::Form::List);
    m_index->setContentsMargins(grid, isNarrow ? 0 : 2 * grid, isNarrow ? grid : 0, grid);
    const int margin = isNarrow ? grid + grid / 2 : 3 * grid;
    const int spare =
        isNarrow ? 0 : std::max(0, width() - m_index->sizeHint().width() - maxFormWidth);
    m_page->layout()->setContentsMargins(margin, 2 * grid, margin + spare, 2 * grid);
}

FormSection *GatewayForm::addSection(const QString &name, const QString &title)
{
    auto *section = new FormSection(title);
    m_page->layout()->addWidget(section);
    m_index->addSection(title);
    m_sections.append({name, section, {}});
    return section;
}

void GatewayForm::addGeneral()
{
    FormSection *section = addSection(QStringLiteral("general"), tr("General"));
    addId(section);
    addShown(section, QStringLiteral("created_at"));
    addShown(section, QStringLiteral("modified_at"));
    addShown(section, QStringLiteral("is_default"));
}

void GatewayForm::addTraffic()
{
    FormSection *caching =
        addSection(QStringLiteral("caching"), gatewaySection(QStringLiteral("cache_ttl")));
    addNumber(caching, QStringLiteral("cache_ttl"), 60, tr("0 turns caching off."));
    addTick(caching, QStringLiteral("cache_invalidate_on_update"), tr("On every save"));

    FormSection *rate = addSection(QStringLiteral("rate-limiting"),
                                   gatewaySection(QStringLiteral("rate_limiting_limit")));
    addNumber(rate, QStringLiteral("rate_limiting_limit"), 10, tr("0 means no limit."));
    addNumber(rate, QStringLiteral("rate_limiting_interval"), 10);
    addChoice(rate, QStringLiteral("rate_limiting_technique"));

    FormSection *retries =
        addSection(QStringLiteral("retries"), gatewaySection(QStringLiteral("retry_delay")));
    addNumber(
        retries, QStringLiteral("retry_max_attempts"), 1,
        tr("%1, the first one included.").arg(rangeText(QStringLiteral("retry_max_attempts"))));
    addNumber(retries, QStringLiteral("retry_delay"), 100,
              rangeText(QStringLiteral("retry_delay")));
    addChoice(retries, QStringLiteral("retry_backoff"));
}

void GatewayForm::addLogging()
{
    FormSection *section =
        addSection(QStringLiteral("logging"), gatewaySection(QStringLiteral("collect_logs")));
    addTick(section, QStringLiteral("collect_logs"), tr("Requests and responses"));
    addNumber(section, QStringLiteral("log_management"), 10'000,
              rangeText(QStringLiteral("log_management")));
    addChoice(section, QStringLiteral("log_management_strategy"));
    addSwitch(section, QStringLiteral("log_classification"));
}

void GatewayForm::addSecurity()
{
    m_index->addGroup(gatewaySection(QStringLiteral("authentication")));
    FormSection *authentication =
        addSection(QStringLiteral("authentication"), tr("Authentication"));
    addSwitch(authentication, QStringLiteral("authentication"),
              tr("When on, callers have to send a token in cf-aig-authorization."));
    FormSection *guardrails = addSection(QStringLiteral("guardrails"), tr("Guardrails"));
    addPart(guardrails, QStringLiteral("guardrails"),
            tr("Flag notes it in the log and lets it through. Block answers with an error."));
    FormSection *dlp = addSection(QStringLiteral("dlp"), tr("Data loss prevention"));
    addPart(dlp, QStringLiteral("dlp"), {});
}

void GatewayForm::addIntegrations()
{
    m_index->addGroup(gatewaySection(QStringLiteral("otel")));
    FormSection *otel = addSection(QStringLiteral("otel"), tr("OpenTelemetry"));
    addPart(otel, QStringLiteral("otel"),
            tr("Traces of the gateway's requests are sent to these endpoints. Changes here hold "
               "credentials: they are not kept as a draft."));
    FormSection *logpush = addSection(QStringLiteral("logpush"), tr("Log push"));
    addSwitch(logpush, QStringLiteral("logpush"));
    const QString key = QStringLiteral("logpush_public_key");
    addText(logpush, key, new OptionalText(OptionalText::Size::Lines),
            tr("Pushed logs are encrypted with it: a public key in PEM, %1 characters.")
                .arg(rangeText(key)));
    m_editors[key].problem = [this, key] { // what the service has is left alone, whatever it is
        const QJsonValue value = m_editors[key].read();
        return value.isString() && value != m_baseJson.value(key)
            ? gatewaySimpleField(key)->mistake(value)
            : QString();
    };
    FormSection *stripe = addSection(QStringLiteral("stripe"), tr("Stripe"));
    addPart(stripe, QStringLiteral("stripe"),
            tr("Usage is reported to Stripe as meter events. Changes here hold a credential: they "
               "are not kept as a draft."));
    FormSection *store = addSection(QStringLiteral("store"), tr("Secrets store"));
    addText(store, QStringLiteral("store_id"), new OptionalText(OptionalText::Size::Line),
            tr("The id of the store that holds the keys of the gateway's providers."));
}

void GatewayForm::addBilling()
{
    m_index->addGroup(tr("Account"));
    FormSection *billing = addSection(QStringLiteral("billing"), tr("Billing"));
    addChoice(billing, QStringLiteral("workers_ai_billing_mode"));
    addSwitch(billing, QStringLiteral("zdr"),
              tr("Concerns providers paid through unified billing; logging goes on as set above."));
    FormSection *spending = addSection(QStringLiteral("spend-limits"), tr("Spend limits"));
    addPart(spending, QStringLiteral("spend_limits"),
            tr("Once a rule's limit is reached within its window, what it is about is refused."));
}

void GatewayForm::addOthers()
{
    FormSection *section = addSection(QStringLiteral("others"), tr("Other fields"));
    auto *note = new QLabel(tr("This version does not know them; they are sent back unchanged."));
    m_others = new QLabel;
    m_others->setAccessibleName(tr("Other fields"));
    m_others->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *label : {note, m_others}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        section->addWidget(label);
    }
    note->setForegroundRole(QPalette::PlaceholderText);
}

} // namespace gatehouse
