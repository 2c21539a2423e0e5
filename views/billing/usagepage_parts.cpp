// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of the usage is put together from.
#include "views/billing/usagechart.h"
#include "views/billing/usageexporter.h"
#include "views/billing/usagepage.h"
#include "views/billing/usagerange.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace gatehouse {

QWidget *UsagePage::makeBar()
{
    paintKeys();
    m_compare->setChecked(true);
    m_compare->setToolTip(tr("Beside it: the same time before, just as long"));
    m_cumulative->setChecked(true);
    m_cumulative->setToolTip(tr("As a line: what was used since the start of the range"));
    auto *menu = new QMenu(this);
    const std::pair<QString, UsageFormat> formats[] = {{tr("Numbers as CSV…"), UsageFormat::Csv},
                                                       {tr("Picture as PNG…"), UsageFormat::Png},
                                                       {tr("Picture as SVG…"), UsageFormat::Svg}};
    for (const auto &[text, format] : formats)
        menu->addAction(text, this, [this, format = int(format)] { exportAs(format); });
    auto *exports = new QToolButton;
    exports->setText(tr("Export"));
    exports->setAccessibleName(tr("Export"));
    exports->setIcon(icon(Icon::Export));
    exports->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exports->setPopupMode(QToolButton::InstantPopup);
    exports->setAutoRaise(true);
    exports->setFocusPolicy(Qt::TabFocus);
    exports->setMenu(menu);

    QAction *in = makeAction(this, icon(Icon::Expand), tr("Zoom in"),
                             tr("Zoom in; or mark a part of the chart with the mouse"));
    QAction *out = makeAction(this, icon(Icon::Collapse), tr("Zoom out"));
    QAction *left =
        makeAction(this, icon(Icon::Left), tr("Earlier"), tr("Earlier; or drag with Shift held"));
    QAction *right = makeAction(this, icon(Icon::Right), tr("Later"));
    QAction *all = makeAction(this, icon(Icon::Fit), tr("Whole range"));
    connect(in, &QAction::triggered, m_chart, [this] { m_chart->zoom(0.5); });
    connect(out, &QAction::triggered, m_chart, [this] { m_chart->zoom(2); });
    const auto move = [this](double share) {
        const auto [from, to] = m_chart->visibleRange();
        m_chart->pan(share * (to - from));
    };
    connect(left, &QAction::triggered, m_chart, [move] { move(-0.25); });
    connect(right, &QAction::triggered, m_chart, [move] { move(0.25); });
    connect(all, &QAction::triggered, m_chart, &UsageChart::showAll);
    const auto update = [this, out, left, right, all] {
        for (QAction *action : {out, left, right, all})
            action->setEnabled(!m_chart->isWhole());
    };
    connect(m_chart, &UsageChart::visibleRangeChanged, this, update);
    update();

    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid / 2, grid, grid / 2);
    layout->setSpacing(grid);
    layout->addWidget(m_range);
    layout->addWidget(m_compare);
    layout->addWidget(m_cumulative);
    layout->addStretch(1);
    for (QAction *action : {left, right, in, out, all})
        layout->addWidget(makeActionButton(action));
    layout->addWidget(exports);
    return bar;
}

QWidget *UsagePage::makeChartSide()
{
    for (QLabel *label : {m_summary, m_readout}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    QFont bold = m_summary->font();
    bold.setBold(true);
    m_summary->setFont(bold);
    m_summary->setAccessibleName(tr("Usage in total"));
    m_readout->setForegroundRole(QPalette::PlaceholderText);
    m_readout->setAccessibleName(tr("Values of the current point"));
    auto *side = new QWidget;
    side->setBackgroundRole(QPalette::Base);
    side->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_summary);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_readout);
    return side;
}

} // namespace gatehouse
