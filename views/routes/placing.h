// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routelayout.h"
#include "views/routes/routecomparison.h"

namespace gatehouse {

// Where the elements of a graph stand: as it was stored, and laid out where nothing is. A layout is
// made in another thread; a newer graph takes the place of an older one.
class Placing : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Placing)

public:
    explicit Placing(QObject *parent = nullptr);
    ~Placing() override;

    // placed() comes at once when there is nothing to lay out.
    void place(const RouteGraph &graph, const RouteDocument::Positions &stored);
    bool isRunning() const { return m_running; }

    static RouteLayoutOptions optionsFor(const RouteGraph &graph);
    // An element stands where it was stored, else where one of the same id is drawn, else below.
    static PlacedGraph beside(const RouteDocument &drawn, const RouteGraph &graph,
                              RouteDocument::Positions stored = {});

Q_SIGNALS:
    void placed(const gatehouse::PlacedGraph &graph);

private:
    void onLaidOut();

    RouteGraph m_graph;
    RouteDocument::Positions m_stored;
    QFutureWatcher<RouteDocument::Positions> m_layout;
    bool m_running = false; // until placed(): m_layout is done before that
};

} // namespace gatehouse
