// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/common/theme.h"
#include "views/routes/routecomparison.h"

class QLabel;
class QStandardItemModel;

namespace gatehouse {

class Minimap;
class RouteCanvas;
class TableView;

// Two graphs in one picture, with what differs in properties in a table beside it.
class RouteDiffView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDiffView)

public:
    explicit RouteDiffView(QWidget *parent = nullptr);

    // title: what is compared, in a line.
    void setGraphs(const QString &title, const PlacedGraph &before, const PlacedGraph &after);
    const RouteComparison &comparison() const { return m_comparison; }
    RouteCanvas *canvas() const { return m_canvas; }
    TableView *table() const { return m_table; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeLegend();
    void paintLegend();
    void fillTable();
    void paintRows();
    void showDifferences();

    RouteComparison m_comparison;
    RouteDocument m_document;
    RouteCanvas *m_canvas;
    Minimap *m_minimap;
    QStandardItemModel *m_rows;
    TableView *m_table;
    QLabel *m_title;
    QLabel *m_summary;
    QList<std::pair<QLabel *, Semantic>> m_legend;
    bool m_fitted = false;
};

} // namespace gatehouse
