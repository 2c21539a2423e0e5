// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routelayout.h"

#include <QMutex>
#include <QtConcurrentRun>
#include <gvc.h>
#include <limits>
#include <memory>

namespace gatehouse {

namespace {

constexpr double pointsPerInch = 72; // an element's unit is drawn as a point

// Graphviz keeps its state in globals.
QMutex &graphvizMutex()
{
    static QMutex mutex;
    return mutex;
}

class GraphvizLayout
{
public:
    explicit GraphvizLayout(const RouteLayoutOptions &options)
        : m_options(options)
        , m_context(gvContext())
        , m_graph(agopen(writable("route"), Agstrictdirected, nullptr))
    {
        set(AGRAPH, "rankdir", "LR");
        // Edges are drawn by the canvas, and splines take most of the time.
        set(AGRAPH, "splines", "false");
        set(AGRAPH, "ranksep", options.layerGap);
        set(AGRAPH, "nodesep", options.elementGap);
        set(AGNODE, "shape", "box");
        set(AGNODE, "fixedsize", "true");
        set(AGNODE, "label", "");
        set(AGNODE, "width", options.size.width());
        set(AGNODE, "height", options.size.height());
    }
    Q_DISABLE_COPY_MOVE(GraphvizLayout)
    ~GraphvizLayout()
    {
        gvFreeLayout(m_context.get(), m_graph);
        agclose(m_graph);
    }

    QHash<QString, QPointF> run(const RouteGraph &graph)
    {
        QList<Agnode_t *> nodes;
        for (const RouteElement &element : graph.elements()) {
            nodes.append(agnode(m_graph, QByteArray::number(nodes.size()).data(), 1));
            if (m_options.sizes.contains(element.id)) {
                const QSizeF size = m_options.sizes.value(element.id);
                setSize(nodes.last(), "width", size.width());
                setSize(nodes.last(), "height", size.height());
            }
        }
        for (const RouteEdge &edge : graph.edges())
            if (edge.from.element != edge.to)
                agedge(m_graph, nodes.at(graph.indexOf(edge.from.element)),
                       nodes.at(graph.indexOf(edge.to)), nullptr, 1);
        if (gvLayout(m_context.get(), m_graph, "dot") != 0)
            return {};
        return places(graph, nodes);
    }

private:
    struct FreeContext
    {
        void operator()(GVC_t *context) const { gvFreeContext(context); }
    };

    // Graphviz does not change what it takes as char *.
    static char *writable(const char *text) { return const_cast<char *>(text); }
    static QByteArray inches(qreal units) { return QByteArray::number(units / pointsPerInch); }
    void set(int kind, const char *name, const char *value)
    {
        agattr(m_graph, kind, writable(name), writable(value));
    }
    void set(int kind, const char *name, qreal units)
    {
        set(kind, name, inches(units).constData());
    }
    static void setSize(Agnode_t *node, const char *name, qreal units)
    {
        agset(node, writable(name), inches(units).data());
    }

    QHash<QString, QPointF> places(const RouteGraph &graph, const QList<Agnode_t *> &nodes) const
    {
        QHash<QString, QPointF> corners;
        QPointF first(std::numeric_limits<double>::max(), std::numeric_limits<double>::max());
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            const QString id = graph.at(i).id;
            const QSizeF size = m_options.sizes.value(id, m_options.size);
            const pointf center = ND_coord(nodes.at(i)); // y goes up
            const QPointF corner(center.x - size.width() / 2, -center.y - size.height() / 2);
            first = {qMin(first.x(), corner.x()), qMin(first.y(), corner.y())};
            corners.insert(id, corner);
        }
        for (QPointF &corner : corners)
            corner -= first;
        return corners;
    }

    const RouteLayoutOptions &m_options;
    std::unique_ptr<GVC_t, FreeContext> m_context;
    Agraph_t *m_graph;
};

} // namespace

QHash<QString, QPointF> layoutRoute(const RouteGraph &graph, const RouteLayoutOptions &options)
{
    const QMutexLocker lock(&graphvizMutex());
    return GraphvizLayout(options).run(graph);
}

QFuture<QHash<QString, QPointF>> layoutRouteLater(const RouteGraph &graph,
                                                  const RouteLayoutOptions &options)
{
    return QtConcurrent::run(layoutRoute, graph, options);
}

} // namespace gatehouse
