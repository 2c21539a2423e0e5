// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routediffview.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/tableview.h"
#include "views/routes/minimap.h"
#include "views/routes/plainlabels.h"
#include "views/routes/routecanvas.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTimer>
#include <algorithm>

namespace gatehouse {

RouteDiffView::RouteDiffView(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new RouteCanvas(&m_document))
    , m_minimap(new Minimap)
    , m_rows(new QStandardItemModel(0, 4, this))
    , m_table(new TableView(tr("Differences")))
    , m_title(new QLabel)
    , m_summary(new QLabel)
{
    m_document.setReadOnly(true);
    m_canvas->setAccessibleName(tr("Canvas with the differences"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_rows->setHorizontalHeaderLabels({tr("Element"), tr("What"), tr("Before"), tr("After")});
    m_table->setModel(m_rows);
    for (const int values : {2, 3})
        m_table->horizontalHeader()->setSectionResizeMode(values, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *below = new QHBoxLayout;
    below->setSpacing(2 * grid);
    below->addWidget(m_summary, 1);
    below->addWidget(makeLegend());
    auto *head = new QVBoxLayout;
    head->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    head->setSpacing(grid / 2);
    head->addWidget(m_title);
    head->addLayout(below);
    m_minimap->setView(m_canvas, m_canvas->graph());
    m_minimap->setFixedWidth(m_minimap->sizeHint().width());
    auto *lower = new QWidget;
    auto *row = new QHBoxLayout(lower);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_minimap);
    row->addWidget(m_table, 1);
    auto *splitter = new QSplitter(Qt::Vertical); // texts need the width
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_canvas);
    splitter->addWidget(lower);
    splitter->setSizes({480, 160});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    makeLabelsPlain(this);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_canvas->reveal(m_comparison.rows.value(index.row()).element);
            });
}

QWidget *RouteDiffView::makeLegend()
{
    auto *legend = new QWidget;
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    for (const auto &[text, meaning] :
         std::initializer_list<std::pair<QString, Semantic>>{{tr("added"), Semantic::Success},
                                                             {tr("removed"), Semantic::Error},
                                                             {tr("changed"), Semantic::Warning}}) {
        auto *label = new QLabel(QStringLiteral("■ ") + text);
        layout->addWidget(label);
        m_legend.append({label, meaning});
    }
    paintLegend();
    return legend;
}

void RouteDiffView::paintLegend()
{
    for (const auto &[label, meaning] : std::as_const(m_legend)) {
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, Theme::color(meaning, palette()));
        label->setPalette(colors);
    }
}

void RouteDiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        paintLegend();
        paintRows();
    }
    QWidget::changeEvent(event);
}

void RouteDiffView::setGraphs(const QString &title, const PlacedGraph &before,
                              const PlacedGraph &after)
{
    m_comparison = compareRoutes(before, after);
    m_title->setText(title);
    m_summary->setText(m_comparison.diff.summary());
    m_canvas->graph()->setMarks({});
    m_document.load(m_comparison.shown.graph, m_comparison.shown.positions);
    m_canvas->graph()->setMarks(m_comparison.marks);
    fillTable();
    m_fitted = false;
    if (isVisible())
        showDifferences();
}

// All of it where that can be read, else the first difference.
void RouteDiffView::showDifferences()
{
    constexpr qreal readable = 0.6;
    m_canvas->fit();
    if (m_canvas->scaleFactor() >= readable || m_document.graph().isEmpty())
        return;
    const QString first = m_comparison.rows.isEmpty() ? m_document.graph().at(0).id
                                                      : m_comparison.rows.constFirst().element;
    m_canvas->setScaleFactor(readable);
    // In the middle, but where the graph begins or ends.
    const QRectF all = m_canvas->graph()->graphRect().adjusted(-32, 0, 32, 0);
    const qreal half = std::min(m_canvas->visibleRect().width(), all.width()) / 2;
    QPointF place = m_canvas->graph()->rectOf({first}).center();
    place.setX(std::clamp(place.x(), all.left() + half, all.right() - half));
    m_canvas->centerOn(place);
}

void RouteDiffView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_fitted, true))
        return;
    QTimer::singleShot(0, this, &RouteDiffView::showDifferences); // once it has its size
}

void RouteDiffView::fillTable()
{
    m_rows->setRowCount(0);
    for (const RouteComparison::Row &row : std::as_const(m_comparison.rows)) {
        QList<QStandardItem *> items;
        for (const QString &text : {row.element, row.what, row.before, row.after}) {
            auto *item = new QStandardItem(text.simplified());
            item->setEditable(false);
            item->setToolTip(format::toolTip(text));
            items.append(item);
        }
        m_rows->appendRow(items);
    }
    for (const int names : {0, 1}) {
        m_table->resizeColumnToContents(names);
        m_table->setColumnWidth(names,
                                std::clamp(m_table->columnWidth(names), 9 * grid, 18 * grid));
    }
    paintRows();
}

void RouteDiffView::paintRows()
{
    using Kind = RouteElementDiff::Kind;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        if (const Kind kind = m_comparison.rows.at(row).kind; kind != Kind::Changed)
            m_rows->item(row, 1)->setForeground(
                Theme::color(kind == Kind::Added ? Semantic::Success : Semantic::Error, palette()));
}

} // namespace gatehouse
