// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayoverview.h"

#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "views/common/cardgrid.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/scrollarea.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/gateways/overviewcard.h"
#include "views/gateways/overviewchart.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <numeric>

namespace gatehouse {

namespace {

using State = OverviewQuestion::State;

// Few parts, as each takes up to three requests.
struct Range
{
    const char *name;
    qint64 seconds;
    int parts;
};
constexpr std::array<Range, 4> ranges{
    {{"1h", 3600, 12}, {"24h", 86'400, 12}, {"7d", 7LL * 86'400, 7}, {"30d", 30LL * 86'400, 10}}};
constexpr int defaultRange = 1;
constexpr int cardWidth = 280; // px, at least

const QString errorKey = QStringLiteral("overview");
const QString heldKey = QStringLiteral("held");

} // namespace

GatewayOverview::GatewayOverview(ConnectionModels *models, const GatewayId &gateway,
                                 QWidget *parent)
    : GatewayPage(models, gateway, parent)
    , m_question(models->connection(), gateway)
    , m_model(models->time())
    , m_range(new QComboBox)
    , m_status(new QLabel)
    , m_read(new QPushButton)
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("The overview in figures")))
{
    m_stack = new StateStack(makeContent());
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The logs are counted as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_range);

    connect(&m_question, &OverviewQuestion::changed, this, &GatewayOverview::show);
    connect(models->time(), &TimeDisplay::changed, this, &GatewayOverview::show);
    connect(m_stack, &StateStack::retryRequested, this, &GatewayOverview::refresh);
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] {
        m_hasShown = false;
        if (isLive())
            ask();
        Q_EMIT placeChanged();
    });
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (m_question.isReading())
            m_question.stopReading();
        else
            m_question.readAll();
    });
    show();
}

QWidget *GatewayOverview::makeBar()
{
    m_range->addItems(
        {tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days")});
    m_range->setCurrentIndex(defaultRange);
    m_range->setAccessibleName(tr("Range of time"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_read->setAutoDefault(true);
    m_read->setText(tr("Read all logs"));
    m_read->hide();
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(m_range);
    layout->addWidget(m_status, 1);
    layout->addWidget(m_read);
    return bar;
}

QWidget *GatewayOverview::makeContent()
{
    const QString opens = tr("Open the logs of the whole range");
    auto *content = new QWidget;
    m_cards = {new OverviewCard(tr("Requests"), opens, QStringLiteral("%d"), content),
               new OverviewCard(tr("Errors"), tr("Open the failed logs of the whole range"),
                                QStringLiteral("%d"), content),
               new OverviewCard(tr("Cache hits"),
                                tr("Open the logs of the whole range that the cache answered"),
                                QStringLiteral("%d"), content),
               new OverviewCard(tr("Duration"), opens, QStringLiteral("%g s"), content),
               new OverviewCard(tr("Cost"), opens, QStringLiteral("$%g"), content)};
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(grid, 0, grid, grid);
    layout->setSpacing(grid);
    auto *cards = new CardGrid(cardWidth);
    layout->addWidget(cards);
    for (int i = 0; i < CardCount; ++i) {
        const Figure figure = i <= CacheHits ? Figure(i) : Figure::Requests;
        cards->add(m_cards[size_t(i)]);
        connect(m_cards[size_t(i)], &OverviewCard::opened, this,
                [this, figure] { open(figure, m_question.overview().range); });
        connect(
            m_cards[size_t(i)]->chart(), &OverviewChart::activated, this,
            [this, figure](int part) { open(figure, m_question.overview().parts.at(part).range); });
    }

    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{OverviewModel::FromColumn, 18},
                                {OverviewModel::RequestsColumn, 11},
                                {OverviewModel::ErrorsColumn, 9},
                                {OverviewModel::CacheHitsColumn, 11},
                                {OverviewModel::MedianColumn, 12},
                                {OverviewModel::P95Column, 12},
                                {OverviewModel::CostColumn, 18}});
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it is as high as its rows
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        open(OverviewModel::figureOf(index.column()),
             m_model.overview().parts.at(index.row()).range);
    });
    layout->addWidget(m_table);
    layout->addStretch();

    return makeScrollArea(content);
}

QString GatewayOverview::place() const
{
    return QString::fromLatin1(ranges[size_t(m_range->currentIndex())].name);
}

void GatewayOverview::setPlace(const QString &place)
{
    for (size_t i = 0; i < ranges.size(); ++i)
        if (place == QLatin1String(ranges[i].name))
            m_range->setCurrentIndex(int(i));
}

// What was answered in full is shown again as it was: counting costs requests.
void GatewayOverview::start()
{
    const State state = m_question.state();
    if (!m_hasShown || (state != State::Done && state != State::Held))
        ask();
}

void GatewayOverview::stop()
{
    m_question.cancel();
    show();
}

void GatewayOverview::refresh()
{
    if (isLive())
        ask();
}

void GatewayOverview::ask()
{
    const Range &range = ranges[size_t(m_range->currentIndex())];
    const QDateTime now = m_now();
    m_question.ask({now.addSecs(-range.seconds), now}, range.parts);
}

bool GatewayOverview::isBusy() const
{
    return isLive() && m_question.state() == State::Running;
}

bool GatewayOverview::hasError() const
{
    return m_question.state() == State::Failed;
}

void GatewayOverview::open(Figure figure, const TimeRange &range)
{
    Q_EMIT openRequested(
        {ViewAddress::Kind::Logs, gateway(), formatLogQuery(figureQuery(figure, range))});
}

void GatewayOverview::show()
{
    const Overview &overview = m_question.overview();
    m_hasShown = overview.total(Figure::Requests).has_value();
    m_model.setOverview(overview);
    showCounts(overview);
    showDuration(overview);
    showCost(overview);
    showCharts(overview);
    showState();
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + rowHeight * m_model.rowCount() + 2 * m_table->frameWidth()
                            + m_table->horizontalScrollBar()->sizeHint().height());
    Q_EMIT changed();
}

void GatewayOverview::showCounts(const Overview &overview)
{
    const auto requests = overview.total(Figure::Requests);
    for (const Figure figure : figures) {
        const auto total = overview.total(figure);
        QString note;
        if (figure != Figure::Requests && total && requests && *requests > 0)
            note = tr("%1 % of the requests")
                       .arg(QLocale().toString(100.0 * double(*total) / double(*requests), 'f', 1));
        else if (figure == Figure::Requests && total)
            note = tr("Counted by the service");
        m_cards[size_t(figure)]->setFigure(total ? format::count(*total) : QStringLiteral("…"),
                                           note);
    }
}

QString GatewayOverview::sampleText(const Overview &overview) const
{
    if (overview.isWhole())
        return tr("Of all %1 requests.").arg(format::count(overview.read()));
    return tr("A sample: %1 of %2 requests, the newest of each part of the range.")
        .arg(format::count(overview.read()),
             format::count(overview.total(Figure::Requests).value_or(0)));
}

void GatewayOverview::showDuration(const Overview &overview)
{
    const auto median = overview.percentile(0.5);
    const auto p95 = overview.percentile(0.95);
    if (!median)
        return m_cards[Duration]->setFigure(
            overview.total(Figure::Requests) == 0 ? tr("None") : QStringLiteral("…"), {});
    const QString about = overview.isWhole() ? QString() : QStringLiteral("≈ ");
    m_cards[Duration]->setFigure(
        tr("p50 %1 · p95 %2")
            .arg(about + format::duration(*median), about + format::duration(*p95)),
        sampleText(overview));
}

void GatewayOverview::showCost(const Overview &overview)
{
    OverviewCard *card = m_cards[Cost];
    const qint64 unpriced = overview.read() - overview.priced();
    if (overview.total(Figure::Requests) == 0)
        return card->setFigure(tr("None"), {});
    if (overview.isWhole()) {
        QString note = tr("Estimated by the service for each request, added up here.");
        if (unpriced > 0)
            note += u' ' + tr("%1 requests have no cost.").arg(format::count(unpriced));
        return card->setFigure(format::dollars(overview.cost()), note);
    }
    const auto mean = overview.meanCost();
    if (!mean)
        return card->setFigure(QStringLiteral("…"), {});
    QString note = tr("The mean of the sample's requests that have a cost. The service does not "
                      "tell the total.");
    if (overview.highestCost)
        note += u' ' + tr("The dearest request: %1.").arg(format::dollars(*overview.highestCost));
    card->setFigure(tr("≈ %1 each").arg(format::dollars(*mean)), note);
}

void GatewayOverview::showCharts(const Overview &overview)
{
    const TimeDisplay &time = *models()->time();
    std::array<QList<double>, CardCount> values;
    QList<double> p95s;
    std::array<QStringList, CardCount> texts;
    for (int row = 0; row < overview.parts.size(); ++row) {
        const OverviewPart &part = overview.parts.at(row);
        const auto cell = [this, row](int column) {
            return m_model.index(row, column).data().toString();
        };
        const QString when =
            tr("%1 to %2").arg(time.text(part.range.from), time.text(part.range.to));
        const std::array<QString, CardCount> words{
            tr("%1 requests").arg(cell(OverviewModel::RequestsColumn)),
            tr("%1 errors").arg(cell(OverviewModel::ErrorsColumn)),
            tr("%1 cache hits").arg(cell(OverviewModel::CacheHitsColumn)),
            part.durations.isEmpty()
                ? tr("no durations")
                : tr("p50 %1, p95 %2")
                      .arg(cell(OverviewModel::MedianColumn), cell(OverviewModel::P95Column)),
            part.costs.isEmpty() ? tr("no costs") : cell(OverviewModel::CostColumn)};
        for (size_t card = 0; card < CardCount; ++card)
            texts[card].append(when + QStringLiteral(": ") + words[card]);
        for (const Figure figure : figures)
            values[size_t(figure)].append(double(part.count(figure).value_or(0)));
        values[Duration].append(Overview::percentile(part, 0.5).value_or(0) / 1000);
        p95s.append(Overview::percentile(part, 0.95).value_or(0) / 1000);
        const double cost = std::accumulate(part.costs.begin(), part.costs.end(), 0.0);
        // All parts alike: sums where everything was read, else means.
        values[Cost].append(
            overview.isWhole() || part.costs.isEmpty() ? cost : cost / double(part.costs.size()));
    }
    constexpr std::array colors{Semantic::Accent, Semantic::Error, Semantic::Success,
                                Semantic::Accent, Semantic::Accent};
    for (size_t card = 0; card < CardCount; ++card) {
        OverviewChart *chart = m_cards[card]->chart();
        chart->setTexts(texts[card]);
        QList<OverviewChart::Set> sets{
            {m_cards[card]->titleButton()->text(), colors[card], values[card]}};
        if (card == Duration) {
            sets[0].name = tr("p50");
            sets.append({tr("p95"), Semantic::Muted, p95s});
        }
        chart->setSets(sets);
        if (!overview.parts.isEmpty())
            m_cards[card]->setEnds(time.text(overview.range.from).chopped(3),
                                   time.text(overview.range.to).chopped(3));
    }
}

void GatewayOverview::showState()
{
    const State state = m_question.state();
    const bool connected = connection()->state() == Connection::State::Ready;
    m_stack->setConnected(connected);
    m_stack->setContent(state == State::Running      ? TableModel::State::Loading
                            : state == State::Failed ? TableModel::State::Failed
                            : state == State::Idle   ? TableModel::State::Idle
                                                     : TableModel::State::Ready,
                        m_hasShown, m_question.error());
    if (state == State::Failed && m_hasShown)
        m_messages->showError(errorKey, m_question.error(), [this] { refresh(); });
    else
        m_messages->clear(errorKey);
    if (state == State::Held) {
        const RequestBudget *budget = connection()->client()->budget();
        auto *load = new QAction(tr("Load charts"));
        connect(load, &QAction::triggered, &m_question, &OverviewQuestion::goOn);
        m_messages->showInfo(heldKey,
                             tr("The charts take up to %1 more requests, and %2 of %3 are left.")
                                 .arg(QString::number(m_question.heldRequests()),
                                      format::count(budget->remaining()),
                                      format::count(budget->limit())),
                             {load});
    } else {
        m_messages->clear(heldKey);
    }

    const qint64 pages = m_question.pagesLeft();
    const bool offers = state == State::Done && pages > 0;
    m_read->setVisible(offers || m_question.isReading());
    m_read->setEnabled(m_question.isReading() || pages <= OverviewQuestion::maxPagesRead);
    m_read->setText(m_question.isReading() ? tr("Stop reading") : tr("Read all logs"));
    m_read->setToolTip(
        pages <= OverviewQuestion::maxPagesRead
            ? tr("For the total cost and exact durations, in %1 requests").arg(pages)
            : tr("That would take %1 requests; at most %2 are made. Choose a shorter range.")
                  .arg(format::count(pages))
                  .arg(OverviewQuestion::maxPagesRead));

    const Overview &overview = m_question.overview();
    if (state == State::Running)
        m_status->setText(tr("Counting… %1 of %2 requests answered")
                              .arg(m_question.answered())
                              .arg(m_question.asked()));
    else if (state == State::Done || state == State::Held)
        m_status->setText(tr("As of %1").arg(models()->time()->briefText(overview.range.to)));
    else
        m_status->clear();
}

} // namespace gatehouse
