// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/logcostspanel.h"

#include "models/domain/format.h"
#include "models/domain/money.h"
#include "views/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <cmath>

namespace gatehouse {

LogCostsPanel::LogCostsPanel(ConnectionModels *models, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_costs(models->connection()->logs())
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Comparison with the logs"));
    m_button->setAutoDefault(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid, grid / 2, grid, grid / 2);
    layout->setSpacing(grid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(&m_costs, &LogCosts::changed, this, &LogCostsPanel::show);
    connect(models->gateways(), &TableModel::stateChanged, this, &LogCostsPanel::show);
    connect(m_button, &QPushButton::clicked, this, &LogCostsPanel::onPressed);
    show();
}

void LogCostsPanel::setUsage(const TimeRange &range, double cents)
{
    const bool other = range != m_range || cents != m_usage; // of which the logs are the other side
    m_range = range;
    m_usage = cents;
    if (other)
        m_costs.reset();
    show();
}

void LogCostsPanel::cancel()
{
    m_costs.cancel();
    show();
}

void LogCostsPanel::onPressed()
{
    if (m_costs.state() == LogCosts::State::Running)
        return cancel();
    if (m_costs.state() == LogCosts::State::Held)
        return m_costs.readAll();
    QList<GatewayId> gateways;
    for (const Gateway &gateway : m_models->gateways()->values())
        gateways.append(gateway.id);
    m_costs.ask(gateways, m_range);
}

QString LogCostsPanel::text() const
{
    return m_text->text();
}

void LogCostsPanel::show()
{
    const QString reading = tr("%1 of %2 logs that have a cost")
                                .arg(format::count(m_costs.read()), format::count(m_costs.logs()));
    // Without the gateways it would add up to nothing.
    GatewayModel *gateways = m_models->gateways();
    const bool known = gateways->state() == TableModel::State::Ready || gateways->rowCount() > 0;
    m_button->setEnabled(m_range.from.isValid() && known);
    m_button->setText(tr("Compare with the logs"));
    m_button->setToolTip(known ? tr("Adds up what the logs of all gateways say that this time cost")
                               : tr("The gateways, whose logs it would add up, are not known yet"));
    switch (m_costs.state()) {
    case LogCosts::State::Idle:
        m_text->setText(tr("What the logs themselves say that this time cost can be put beside the "
                           "usage."));
        break;
    case LogCosts::State::Running:
        m_text->setText(tr("Reading %1…").arg(reading));
        m_button->setText(tr("Stop"));
        break;
    case LogCosts::State::Held:
        m_button->setText(tr("Read them all"));
        m_button->setEnabled(m_costs.pagesLeft() <= LogCosts::maxPages);
        m_text->setText(
            m_costs.pagesLeft() <= LogCosts::maxPages
                ? tr("%1 logs have a cost. To add it up takes %2 more requests.")
                      .arg(format::count(m_costs.logs()), format::count(m_costs.pagesLeft()))
                : tr("%1 logs have a cost. To add it up would take %2 requests, and at most %3 are "
                     "made: choose a shorter range.")
                      .arg(format::count(m_costs.logs()), format::count(m_costs.pagesLeft()))
                      .arg(LogCosts::maxPages));
        break;
    case LogCosts::State::Failed:
        m_text->setText(tr("The logs of “%1” could not be read. %2")
                            .arg(m_costs.failed().value, m_costs.error().text()));
        break;
    case LogCosts::State::Done: {
        const double logs = m_costs.dollars() * 100;
        const double difference = m_usage - logs;
        QString text = tr("Usage %1, the logs' own cost %2 (%3): ")
                           .arg(exactMoney(m_usage), exactMoney(logs), reading);
        // The sandbox and the service round each log's cost.
        if (std::abs(difference) < 1e-4 * std::max(1.0, m_usage))
            text += tr("they agree.");
        else
            text += tr("the usage is %1 %2 (%3 %). Logs that were deleted or not collected, and "
                       "costs that the callers set themselves, can make the difference.")
                        .arg(exactMoney(std::abs(difference)),
                             difference > 0 ? tr("higher") : tr("lower"),
                             QLocale().toString(
                                 100 * std::abs(difference) / std::max(m_usage, 1e-9), 'f', 2));
        m_text->setText(text);
        break;
    }
    }
    Q_EMIT changed();
}

} // namespace gatehouse
