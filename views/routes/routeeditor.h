// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/connection.h"
#include "views/routes/propertypanel.h"

#include <QPointer>

class QAction;
class QLabel;
class QSplitter;
class QTabWidget;

namespace gatehouse {

class ElementPalette;
class ElementSearch;
class JsonPanel;
class Minimap;
class ProblemsPanel;
class RouteActions;
class RouteCanvas;
class RouteOutline;
class SimulatorPanel;

// Edits one route's graph: canvas, palette and minimap, and below them what else there is to see of
// it. Knows nothing of saving.
class RouteEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteEditor)

public:
    RouteEditor(Connection *connection, const GatewayId &gateway, QWidget *parent = nullptr);
    ~RouteEditor() override;

    RouteDocument *document() { return &m_document; }
    RouteChecker *checker() { return &m_checker; }
    RouteCanvas *canvas() const { return m_canvas; }
    RouteActions *actions() const { return m_actions; }
    PropertyPanel *properties(); // for the inspector dock; made when first asked for
    ProblemsPanel *problems() const { return m_problems; }
    SimulatorPanel *simulator() const { return m_simulator; }
    JsonPanel *json() const { return m_json; }
    RouteOutline *outline() const { return m_outline; }
    ElementPalette *palettePanel() const { return m_palette; }
    ElementSearch *search() const { return m_search; }
    QTabWidget *tabs() const { return m_tabs; }
    QList<QAction *> partActions() const { return {m_next, m_previous}; } // by keys
    void addTab(QWidget *page, const QIcon &icon, const QString &title);
    void showTab(QWidget *page);

    // Where nothing is stored: nobody has to look at a heap. The view is fitted once it is seen.
    void load(const RouteGraph &graph, const RouteDocument::Positions &positions);
    // For a draft: the document's, and the text of JSON that is not applied.
    QJsonObject state() const;
    bool restore(const QJsonObject &state, const QString &text); // false: it changes nothing
    // With why nothing may be edited; empty: it may.
    void setReadOnly(const QString &reason);
    void setSuggestions(const RouteSuggestions &suggestions);
    void setKnownProviders(const QSet<QString> &slugs);
    void setOverview(const QString &text);
    void replaceGraph(const RouteGraph &graph); // in place of what is there, laid out

Q_SIGNALS:
    void inspectRequested();
    void failed(const QString &why);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeLeft();
    QWidget *makeMiddle();
    void makeTabs(Connection *connection, const GatewayId &gateway);
    void connectParts();
    void makeActions();
    void goToPart(int step);
    void fitOnce();
    void showProblems();
    void reveal(const QString &id);

    RouteDocument m_document;
    RouteChecker m_checker{&m_document};
    QString m_readOnly;
    RouteSuggestions m_suggestions;
    QString m_overview;
    bool m_fitted = false;

    RouteCanvas *m_canvas;
    RouteActions *m_actions;
    QAction *m_next = nullptr; // part
    QAction *m_previous = nullptr;
    ElementPalette *m_palette;
    Minimap *m_minimap;
    ElementSearch *m_search;
    QLabel *m_hint;
    QTabWidget *m_tabs;
    QSplitter *m_splitter;
    ProblemsPanel *m_problems;
    RouteOutline *m_outline;
    JsonPanel *m_json;
    SimulatorPanel *m_simulator;
    QPointer<PropertyPanel> m_properties;
};

} // namespace gatehouse
