// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usagepage.h"

#include "models/domain/format.h"
#include "models/domain/money.h"
#include "views/billing/logcostspanel.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageexporter.h"
#include "views/billing/usagerange.h"
#include "views/common/colordot.h"
#include "views/common/messagebar.h"
#include "views/common/openlink.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>

namespace gatehouse {

static const QString errorKey = QStringLiteral("load");
static const QString exportKey = QStringLiteral("export");
static const QString zoneKey = QStringLiteral("zone");

UsagePage::UsagePage(ConnectionModels *models, Settings *settings, Dialogs *dialogs,
                     QWidget *parent)
    : ConnectionPage(models, parent)
    , m_dialogs(dialogs)
    , m_model(models->connection()->billing(), models->time())
    , m_range(new UsageRange(models->time()))
    , m_compare(new QCheckBox(tr("Period before")))
    , m_cumulative(new QCheckBox(tr("Cumulative")))
    , m_chart(new UsageChart(&m_model, models->time()->timeZone()))
    , m_table(new TableView(tr("Usage in figures")))
    , m_summary(new QLabel)
    , m_readout(new QLabel)
    , m_messages(new MessageBar)
    , m_splitter(new QSplitter)
    , m_costs(new LogCostsPanel(models))
{
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{UsageModel::StartColumn, 21},
                                {UsageModel::EndColumn, 21, false},
                                {UsageModel::UsageColumn, 13},
                                {UsageModel::CumulativeColumn, 13},
                                {UsageModel::PreviousColumn, 13},
                                {UsageModel::DifferenceColumn, 13, false},
                                {UsageModel::IdColumn, 24, false}});
    m_table->keepColumns(settings, QStringLiteral("usage"));
    m_splitter->addWidget(makeChartSide());
    m_splitter->addWidget(m_table);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    auto *content = new QWidget; // a StateStack would cover one side of a splitter alone
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins({});
    contentLayout->addWidget(m_splitter);
    m_stack = new StateStack(content);
    m_stack->setEmptyText(Icon::Billing, tr("No usage"),
                          tr("The service reported nothing for this range."));
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The usage is read as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_costs);
    setFocusProxy(m_range);

    connect(m_range, &UsageRange::edited, this, [this] {
        m_messages->clear(exportKey); // it was about what is not shown any more
        m_asked = false;
        if (isLive())
            ask();
        Q_EMIT placeChanged();
    });
    connect(m_compare, &QCheckBox::toggled, m_chart, &UsageChart::setComparing);
    connect(m_cumulative, &QCheckBox::toggled, m_chart, &UsageChart::setCumulative);
    connect(models->time(), &TimeDisplay::changed, this, [this, models] {
        m_chart->setZone(models->time()->timeZone());
        m_asked = false;
        if (isLive())
            ask();
    });
    connect(&m_model, &UsageModel::stateChanged, this, &UsagePage::show);
    connect(&m_model, &UsageModel::pointsChanged, this, &UsagePage::show);
    connect(m_chart, &UsageChart::currentChanged, this, &UsagePage::showReadout);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, m_chart,
            [this](const QModelIndex &index) { m_chart->setCurrent(index.row()); });
    connect(m_stack, &StateStack::retryRequested, this, &UsagePage::refresh);
    connect(m_costs, &LogCostsPanel::changed, this, &ConnectionPage::changed);
    show();
}

void UsagePage::resizeEvent(QResizeEvent *event)
{
    ConnectionPage::resizeEvent(event);
    constexpr int narrow = 900; // px: then the table is below the chart
    m_splitter->setOrientation(width() < narrow ? Qt::Vertical : Qt::Horizontal);
}

// What the lines are.
void UsagePage::paintKeys()
{
    m_compare->setIcon(colorDot(Theme::color(Semantic::Muted, palette())));
    m_cumulative->setIcon(colorDot(Theme::color(Semantic::Warning, palette())));
}

void UsagePage::changeEvent(QEvent *event)
{
    ConnectionPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintKeys();
}

void UsagePage::setClock(const std::function<QDateTime()> &now)
{
    m_range->setClock(now);
}

QString UsagePage::place() const
{
    return m_range->text();
}

void UsagePage::setPlace(const QString &place)
{
    m_range->setText(place);
}

void UsagePage::start()
{
    if (!m_asked)
        ask();
}

void UsagePage::stop()
{
    if (m_model.state() == TableModel::State::Loading)
        m_asked = false;
    m_model.cancel();
    m_costs->cancel();
    m_messages->clear(exportKey);
}

void UsagePage::refresh()
{
    if (isLive())
        ask();
}

void UsagePage::ask()
{
    m_asked = true;
    m_model.ask({m_range->range(), m_range->window()});
}

bool UsagePage::isBusy() const
{
    return m_model.state() == TableModel::State::Loading
        || m_costs->costs().state() == LogCosts::State::Running;
}

bool UsagePage::hasError() const
{
    return m_model.state() == TableModel::State::Failed;
}

QString UsagePage::summary() const
{
    return m_summary->text();
}

QString UsagePage::readout() const
{
    return m_readout->text();
}

void UsagePage::showReadout()
{
    const QString text = m_chart->currentText();
    m_readout->setText(text.isEmpty() ? tr("Point at the chart, or press Left and Right in it, for "
                                           "the values of one time.")
                                      : text);
}

void UsagePage::show()
{
    const bool ready = m_model.state() == TableModel::State::Ready;
    const bool any =
        std::any_of(m_model.points().begin(), m_model.points().end(),
                    [](const UsagePoint &point) { return point.cents || point.previous; });
    m_stack->setConnected(connection()->state() == Connection::State::Ready);
    m_stack->setContent(m_model.state(), any, m_model.error());
    if (hasError() && any)
        m_messages->showError(errorKey, m_model.error(), [this] { refresh(); });
    else
        m_messages->clear(errorKey);
    if (ready && m_model.splitsHours())
        m_messages->showInfo(zoneKey,
                             tr("The service counts whole hours of UTC. In this zone a day begins "
                                "within one of them; that hour counts where it begins."));
    else
        m_messages->clear(zoneKey);

    const bool goesOn = m_model.range().contains(m_range->now());
    QString text = (goesOn ? tr("%1 so far") : tr("%1 in all")).arg(money(m_model.total()));
    if (const auto before = m_model.previousTotal()) {
        text += tr(" · period before %1").arg(money(*before));
        const qsizetype count = m_model.points().size();
        const qsizetype compared = m_model.previousCount();
        if (compared * 2 < count) // a comparison of next to nothing misleads
            text +=
                tr(" (reported for %1 of %2)").arg(format::count(compared), format::count(count));
        else if (*before > 0)
            text += tr(" (%1 %)").arg(signedPercent(m_model.total() / *before - 1));
    }
    m_summary->setText(any ? text : QString());
    if (ready)
        m_costs->setUsage(m_model.range(), m_model.total());
    m_costs->setEnabled(any);
    showReadout();
    Q_EMIT changed();
}

void UsagePage::exportAs(int format)
{
    askAndExportUsage(UsageFormat(format), m_model, m_chart, m_dialogs,
                      [this](const QString &file, const QString &error) {
                          if (!error.isEmpty())
                              return m_messages->showError(
                                  exportKey, tr("%1 could not be written: %2").arg(file, error));
                          auto *open = new QAction(tr("Open"));
                          connect(open, &QAction::triggered, this, [file] { openFile(file); });
                          m_messages->showSuccess(exportKey, tr("Written to %1.").arg(file),
                                                  {open});
                      });
}

} // namespace gatehouse
