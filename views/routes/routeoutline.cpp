// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routeoutline.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"
#include "views/routes/elementtext.h"
#include "views/routes/elementtype.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>

namespace gatehouse {

enum Column { ElementColumn, OutputColumn, SummaryColumn, ColumnCount };

RouteOutline::RouteOutline(RouteScene *scene, QWidget *parent) : QTreeWidget(parent), m_scene(scene)
{
    setAccessibleName(tr("Outline of the route"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Element"), tr("Reached by"), tr("What it does")});
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    header()->resizeSection(ElementColumn, 40 * grid);
    header()->resizeSection(OutputColumn, 14 * grid);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RouteOutline::showGraph);
    const auto later = [this] {
        if (isVisible())
            m_timer.start();
    };
    connect(scene->document(), &RouteDocument::graphChanged, this, later);
    connect(scene->document(), &RouteDocument::graphReset, this, later);
    connect(scene, &RouteScene::currentChanged, this, &RouteOutline::markCurrent);
    const auto idOf = [](const QTreeWidgetItem *item) {
        return item ? item->data(0, Qt::UserRole).toString() : QString();
    };
    connect(this, &QTreeWidget::currentItemChanged, this, [this, idOf](QTreeWidgetItem *item) {
        if (const QString id = idOf(item); !id.isEmpty())
            Q_EMIT chosen(id);
    });
    connect(this, &QTreeWidget::itemActivated, this, [this, idOf](QTreeWidgetItem *item) {
        if (const QString id = idOf(item); !id.isEmpty())
            Q_EMIT editRequested(id);
    });
}

void RouteOutline::showEvent(QShowEvent *event)
{
    QTreeWidget::showEvent(event);
    build();
}

void RouteOutline::add(QTreeWidgetItem *parent, const QString &way, const QString &id)
{
    const RouteElement *element = m_scene->document()->element(id);
    auto *item = new QTreeWidgetItem(parent);
    item->setText(OutputColumn, shareTitle(way));
    if (!element) {
        item->setText(ElementColumn, id.isEmpty() ? tr("nowhere") : tr("%1 (not there)").arg(id));
        return;
    }
    item->setData(0, Qt::UserRole, id);
    item->setText(ElementColumn, id);
    if (m_full.contains(id)) {
        item->setIcon(ElementColumn, icon(elementIcon(element->type.text())));
        item->setText(SummaryColumn, tr("as above"));
        item->setForeground(SummaryColumn, palette().placeholderText());
        item->setData(0, Qt::AccessibleTextRole, tr("%1, as above").arg(id));
        return;
    }
    m_full.insert(id, item);
    describe(item, *element);
}

void RouteOutline::describe(QTreeWidgetItem *item, const RouteElement &element)
{
    item->setIcon(ElementColumn, icon(elementIcon(element.type.text())));
    const QString summary = elementSummary(element);
    item->setText(SummaryColumn, summary.isEmpty() ? elementTitle(element.type.text()) : summary);
    item->setToolTip(SummaryColumn, format::toolTip(summary));
    item->setData(0, Qt::AccessibleTextRole, elementDescription(element));
}

// Whether the tree of one is that of the other, whatever its elements do.
static bool isSameTree(const RouteGraph &one, const RouteGraph &other)
{
    return std::equal(one.elements().begin(), one.elements().end(), other.elements().begin(),
                      other.elements().end(), [](const RouteElement &a, const RouteElement &b) {
                          return a.id == b.id && a.type == b.type && a.outputs == b.outputs;
                      });
}

void RouteOutline::showGraph()
{
    const RouteGraph &graph = m_scene->document()->graph();
    if (!isSameTree(m_shown, graph))
        return build();
    for (qsizetype i = 0; i < graph.size(); ++i)
        if (!(graph.at(i) == m_shown.at(i)))
            describe(m_full.value(graph.at(i).id), graph.at(i));
    m_shown = graph;
}

void RouteOutline::build()
{
    const QSignalBlocker blocker(this);
    setUpdatesEnabled(false);
    QSet<QString> foldedUp;
    for (auto it = m_full.cbegin(); it != m_full.cend(); ++it)
        if (it.value()->childCount() > 0 && !it.value()->isExpanded())
            foldedUp.insert(it.key());
    const int place = verticalScrollBar()->value();
    clear();
    m_full.clear();
    const RouteGraph &graph = m_scene->document()->graph();
    m_shown = graph;
    struct Way
    {
        QTreeWidgetItem *parent;
        QString output;
        QString to;
    };
    // In the order in which it is read, so that “as above” is true.
    const auto addFrom = [this, &graph](const QString &first) {
        QList<Way> waiting{{invisibleRootItem(), {}, first}};
        while (!waiting.isEmpty()) {
            const Way way = waiting.takeLast();
            const RouteElement *element = m_full.contains(way.to) ? nullptr : graph.find(way.to);
            add(way.parent, way.output, way.to);
            if (element)
                for (auto it = element->outputs.crbegin(); it != element->outputs.crend(); ++it)
                    waiting.append({m_full.value(way.to), it->name, it->target});
        }
    };
    if (const RouteElement *start = graph.start())
        addFrom(start->id);
    for (const RouteElement &element : graph.elements())
        if (!m_full.contains(element.id))
            addFrom(element.id);
    expandAll();
    for (const QString &id : std::as_const(foldedUp))
        if (QTreeWidgetItem *item = m_full.value(id))
            item->setExpanded(false);
    verticalScrollBar()->setValue(place);
    setUpdatesEnabled(true);
    markCurrent();
}

void RouteOutline::markCurrent()
{
    QTreeWidgetItem *item = m_full.value(m_scene->currentId());
    if (!item || (currentItem() && currentItem()->data(0, Qt::UserRole) == m_scene->currentId()))
        return;
    const QSignalBlocker blocker(this);
    setCurrentItem(item);
}

} // namespace gatehouse
