// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/smallroute.h"
#include "views/routes/routecomparison.h"

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // The words, the table and the picture say the same.
    void aComparisonAgreesWithItsPicture()
    {
        const PlacedGraph before{
            graphOf(R"([{"id": "start", "type": "start", "outputs": {"next": {"elementId": "p"}}},
                {"id": "p", "type": "percentage", "outputs": {"80%": {"elementId": "a"},
                 "20.000%": {"elementId": "b"}}},
                {"id": "a", "type": "end", "outputs": {}},
                {"id": "b", "type": "end", "outputs": {}}])")};
        PlacedGraph after = before;
        RouteElement start = *after.graph.find(QStringLiteral("start"));
        start.outputs[0].target = QStringLiteral("a");
        after.graph.replace(after.graph.indexOf(start.id), start);
        RouteElement split = *after.graph.find(QStringLiteral("p"));
        for (RouteOutput &output : split.outputs)
            output.name = output.target == u"a" ? QStringLiteral("70%") : QStringLiteral("30.0%");
        after.graph.replace(after.graph.indexOf(split.id), split);
        const RouteComparison comparison = compareRoutes(before, after);
        const auto changed = [](const auto &marks) {
            return std::count(marks.begin(), marks.end(), GraphMark::Changed);
        };
        QCOMPARE(changed(comparison.marks.elements), 2);
        QCOMPARE(changed(comparison.marks.edges), 2);
        QCOMPARE(comparison.marks.removedEdges.size(), 1);
        QCOMPARE(comparison.diff.summary(),
                 QStringLiteral("2 elements changed; 1 connection added, 1 removed, 2 changed"));
        QStringList rows;
        for (const RouteComparison::Row &row : comparison.rows)
            rows.append(QStringList{row.element, row.what, row.before, row.after}.join(u'|'));
        rows.sort();
        QCOMPARE(rows,
                 QStringList({QStringLiteral("p|share of a|80 %|70 %"),
                              QStringLiteral("p|share of b|20 %|30 %"),
                              QStringLiteral("start|next leads to|p|a")}));
    }
};

QTEST_MAIN(TestRouteComparison)
#include "tst_routecomparison.moc"
