// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logsummary.h"

#include "models/domain/format.h"
#include "views/common/flowlayout.h"
#include "views/common/icons.h"

#include <QHBoxLayout>
#include <QLabel>

namespace gatehouse {

static QLabel *mutedLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

LogSummary::LogSummary(QWidget *parent)
    : QWidget(parent)
    , m_figures(new QWidget)
    , m_problem(new QWidget)
    , m_problemText(new QLabel)
    , m_follow(mutedLabel({}))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid, 0, grid, grid);
    layout->setSpacing(grid);

    auto *flow = new FlowLayout(2 * grid, grid / 2, m_figures);
    flow->addWidget(mutedLabel(tr("All matches")));
    m_matches = addFigure(flow, tr("Logs"));
    m_cost = addFigure(flow, tr("Cost"));
    m_duration = addFigure(flow, tr("Duration"));
    m_tokens = addFigure(flow, tr("Tokens"));
    m_tokensIn = addFigure(flow, tr("Tokens in"));
    m_tokensOut = addFigure(flow, tr("Tokens out"));

    auto *problemLayout = new QHBoxLayout(m_problem);
    problemLayout->setContentsMargins({});
    problemLayout->setSpacing(grid);
    auto *symbol = new QLabel;
    symbol->setPixmap(icon(Icon::Warning, Semantic::Error).pixmap(2 * grid, 2 * grid));
    problemLayout->addWidget(symbol);
    problemLayout->addWidget(m_problemText, 1);
    m_problemText->setWordWrap(true);
    m_problemText->setTextFormat(Qt::PlainText);
    m_problem->hide();

    layout->addWidget(m_figures, 1);
    layout->addWidget(m_problem, 1);
    layout->addWidget(m_follow, 0, Qt::AlignTop);
    setInfo({});
}

QLabel *LogSummary::addFigure(QLayout *layout, const QString &title)
{
    auto *pair = new QWidget;
    auto *pairLayout = new QHBoxLayout(pair);
    pairLayout->setContentsMargins({});
    pairLayout->setSpacing(grid / 2);
    pairLayout->addWidget(mutedLabel(title));
    auto *figure = new QLabel;
    figure->setTextFormat(Qt::PlainText);
    figure->setFont(Theme::tabularFont());
    figure->setAccessibleName(title);
    figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    pairLayout->addWidget(figure);
    layout->addWidget(pair);
    return figure;
}

template <class Text>
static void showRange(QLabel *label, const Field<double> &least, const Field<double> &most,
                      Text text)
{
    QString range;
    if (least && most)
        range = *least == *most ? text(*least)
                                : LogSummary::tr("%1 – %2").arg(text(*least), text(*most));
    else if (least)
        range = LogSummary::tr("from %1").arg(text(*least));
    else if (most)
        range = LogSummary::tr("up to %1").arg(text(*most));
    label->setText(range);
    label->setAccessibleDescription(range);
    label->parentWidget()->setVisible(!range.isEmpty());
}

void LogSummary::setInfo(const LogListInfo &info)
{
    const auto count = [](double value) { return format::count(qint64(value)); };
    m_matches->setText(info.totalCount ? format::count(*info.totalCount) : QStringLiteral("–"));
    m_matches->setAccessibleDescription(m_matches->text());
    showRange(m_cost, info.minCost, info.maxCost, format::dollars);
    showRange(m_duration, info.minDuration, info.maxDuration, format::duration);
    showRange(m_tokens, info.minTotalTokens, info.maxTotalTokens, count);
    showRange(m_tokensIn, info.minTokensIn, info.maxTokensIn, count);
    showRange(m_tokensOut, info.minTokensOut, info.maxTokensOut, count);
}

void LogSummary::setProblem(const QString &problem)
{
    m_problemText->setText(problem.isEmpty()
                               ? QString()
                               : tr("%1. The rows still show the filter before.").arg(problem));
    m_problem->setVisible(!problem.isEmpty());
    m_figures->setVisible(problem.isEmpty());
}

void LogSummary::setFollowText(const QString &text)
{
    m_follow->setText(text);
    m_follow->setAccessibleName(text);
}

} // namespace gatehouse
