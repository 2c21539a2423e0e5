// SPDX-License-Identifier: GPL-3.0-or-later
// How the canvas fares on a large graph: time to open, and time to draw each frame while an element
// is dragged and while the view is panned and zoomed.
//
//     bench_routecanvas [ELEMENTS]     1,000 by default, with half as many edges more
#include "tests/bench/routebench.h"
#include "tests/route/routegraphs.h"
#include "views/routes/placing.h"
#include "views/routes/routecanvas.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>
#include <cstdio>

using namespace gatehouse;

namespace {

double percentile(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, qsizetype(double(values.size()) * part)));
}

class Bench
{
public:
    explicit Bench(int elements) : m_graph(test::bigRoute(elements)) { }

    int run()
    {
        printf("%lld elements, %lld edges\n", qlonglong(m_graph.size()),
               qlonglong(m_graph.edges().size()));
        QElapsedTimer clock;
        clock.start();
        m_positions = layoutRoute(m_graph, Placing::optionsFor(m_graph));
        const double layout = ms(clock);
        const double opened = open();
        report("open, positions known", opened, 200);
        report("open, laid out", layout + opened, 450);
        drag();
        pan(1);
        pan(0.4);
        zoom();
        return m_failures;
    }

private:
    static double ms(const QElapsedTimer &clock) { return double(clock.nsecsElapsed()) / 1e6; }

    void report(const char *what, double value, double limit)
    {
        printf("%-28s %8.1f ms, at most %.0f%s\n", what, value, limit,
               value > limit ? "  TOO SLOW" : "");
        m_failures += value > limit;
    }
    void report(const char *what, const QList<double> &frames, double limit)
    {
        printf("%-28s median %.1f ms, ", what, percentile(frames, 0.5));
        report("p99", percentile(frames, 0.99), limit);
    }

    double open()
    {
        QElapsedTimer clock;
        clock.start();
        m_canvas = std::make_unique<RouteCanvas>(&m_document);
        m_document.load(m_graph, m_positions);
        m_canvas->resize(1440, 900);
        m_canvas->QWidget::show();
        m_canvas->fit();
        QApplication::processEvents();
        m_canvas->viewport()->repaint();
        return ms(clock);
    }

    // What one event costs until what it changes is drawn.
    template <class Step> QList<double> frames(int count, const Step &step)
    {
        QList<double> times;
        for (int i = 0; i < count; ++i) {
            QElapsedTimer clock;
            clock.start();
            step(i);
            QApplication::processEvents();
            times.append(ms(clock));
        }
        return times;
    }

    void send(QEvent::Type type, const QPointF &place)
    {
        QMouseEvent event(type, place, m_canvas->viewport()->mapToGlobal(place),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
        QApplication::sendEvent(m_canvas->viewport(), &event);
    }

    void drag()
    {
        m_canvas->setScaleFactor(1);
        const QString id = m_graph.at(m_graph.size() / 2).id;
        m_canvas->reveal(id);
        QApplication::processEvents();
        const QPointF start = m_canvas->mapFromScene(m_document.position(id) + QPointF(60, 12));
        send(QEvent::MouseButtonPress, start);
        report("drag one element",
               frames(300,
                      [&](int i) {
                          send(QEvent::MouseMove, start + QPointF(16 * (i % 20), 16 * (i % 13)));
                      }),
               10);
        send(QEvent::MouseButtonRelease, start);
    }

    void pan(double scale)
    {
        m_canvas->setScaleFactor(scale);
        m_canvas->centerOn(m_canvas->graph()->graphRect().center());
        QApplication::processEvents();
        report(scale < 1 ? "pan from afar" : "pan",
               frames(300,
                      [this](int i) {
                          const int step = (i / 100) % 2 ? -17 : 17;
                          for (QScrollBar *bar :
                               {m_canvas->horizontalScrollBar(), m_canvas->verticalScrollBar()})
                              bar->setValue(bar->value() + step);
                      }),
               16);
    }

    void zoom()
    {
        m_canvas->fit();
        QApplication::processEvents();
        report("zoom",
               frames(300,
                      [this](int i) {
                          m_canvas->zoomBy((i / 50) % 2 ? 1 / 1.06 : 1.06,
                                           m_canvas->viewport()->rect().center());
                      }),
               16);
    }

    RouteGraph m_graph;
    RouteDocument::Positions m_positions;
    RouteDocument m_document;
    std::unique_ptr<RouteCanvas> m_canvas;
    int m_failures = 0;
};

} // namespace

int main(int argc, char **argv)
{
    return runRouteBench<Bench>(argc, argv);
}
