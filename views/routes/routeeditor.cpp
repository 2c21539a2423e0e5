// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routeeditor.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/routes/elementpalette.h"
#include "views/routes/elementsearch.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/minimap.h"
#include "views/routes/plainlabels.h"
#include "views/routes/problemspanel.h"
#include "views/routes/routeactions.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routeoutline.h"
#include "views/routes/simulatorpanel.h"

#include <QAction>
#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

namespace gatehouse {

namespace {

// As many lines as the width asks for, whatever it says: a canvas whose height changes while keys
// are told would jump.
class HintLine : public QLabel
{
public:
    HintLine()
    {
        setTextFormat(Qt::PlainText);
        setContentsMargins(grid, grid / 2, grid, grid / 2);
    }
    QSize minimumSizeHint() const override { return {0, heightOf(1)}; }
    QSize sizeHint() const override { return minimumSizeHint(); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        constexpr int most = 150; // characters, but for long names
        constexpr int mostLines = 3;
        const int needed = most * fontMetrics().averageCharWidth();
        const int width = std::max(event->size().width() - 2 * grid, 1);
        const int lines = (needed + width - 1) / width;
        setFixedHeight(heightOf(std::clamp(lines, 1, mostLines)));
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRect place = contentsRect();
        constexpr int side = Qt::AlignVCenter | Qt::AlignLeft;
        constexpr int wrapped = side | Qt::TextWordWrap;
        const QString all = shownText();
        const bool fits =
            fontMetrics().boundingRect(place, wrapped, all).height() <= place.height();
        style()->drawItemText(&painter, place, fits ? wrapped : side, palette(), true,
                              fits ? all
                                   : fontMetrics().elidedText(all, Qt::ElideRight, place.width()),
                              foregroundRole());
    }

private:
    // It wraps between its parts.
    QString shownText() const
    {
        QStringList parts = text().split(QStringLiteral("  ·  "));
        if (parts.size() > 1)
            for (QString &part : parts)
                part.replace(u' ', QChar::Nbsp);
        return parts.join(QStringLiteral(" · "));
    }
    int heightOf(int lines) const { return lines * fontMetrics().height() + grid; }
};

} // namespace

RouteEditor::RouteEditor(Connection *connection, const GatewayId &gateway, QWidget *parent)
    : QWidget(parent)
    , m_canvas(new RouteCanvas(&m_document))
    , m_actions(new RouteActions(m_canvas, this))
    , m_palette(new ElementPalette)
    , m_minimap(new Minimap)
    , m_search(new ElementSearch(m_canvas))
    , m_hint(new HintLine)
    , m_tabs(new QTabWidget)
    , m_splitter(new QSplitter(Qt::Vertical))
{
    makeTabs(connection, gateway);
    auto *upper = new QWidget;
    auto *row = new QHBoxLayout(upper);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(makeLeft());
    auto *border = new QFrame;
    border->setFrameShape(QFrame::VLine);
    border->setForegroundRole(QPalette::Mid);
    row->addWidget(border);
    row->addWidget(makeMiddle(), 1);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({520, 180});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);
    makeLabelsPlain(this);
    setFocusProxy(m_canvas);
    m_minimap->setView(m_canvas, m_canvas->graph());
    connectParts();
    makeActions();
    showProblems();
}

RouteEditor::~RouteEditor()
{
    m_document.disconnect(this);
    m_checker.disconnect(this);
    delete m_properties; // the inspector dock may have it by now
    delete m_actions;
    delete m_splitter; // what observes the document goes before it
}

QWidget *RouteEditor::makeLeft()
{
    auto *left = new QWidget;
    left->setFixedWidth(m_minimap->sizeHint().width());
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_palette, 1);
    layout->addWidget(m_minimap);
    m_minimap->setFixedHeight(m_minimap->sizeHint().height());
    return left;
}

QWidget *RouteEditor::makeMiddle()
{
    auto *middle = new QWidget;
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_hint);
    return middle;
}

void RouteEditor::makeTabs(Connection *connection, const GatewayId &gateway)
{
    RouteScene *scene = m_canvas->graph();
    m_problems = new ProblemsPanel;
    m_outline = new RouteOutline(scene);
    m_json = new JsonPanel(&m_document);
    m_simulator = new SimulatorPanel(scene, connection, gateway);
    m_tabs->setDocumentMode(true);
    m_tabs->setMinimumHeight(14 * grid);
    m_tabs->setAccessibleName(tr("More of the route"));
    m_tabs->tabBar()->setAccessibleName(tr("More of the route"));
    addTab(m_problems, icon(Icon::Success), tr("Problems"));
    addTab(m_outline, icon(Icon::Route), tr("Outline"));
    addTab(m_simulator, icon(Icon::Play), tr("Simulator"));
    addTab(m_json, icon(Icon::Braces), tr("JSON"));
}

void RouteEditor::addTab(QWidget *page, const QIcon &icon, const QString &title)
{
    m_tabs->addTab(page, icon, title);
}

void RouteEditor::showTab(QWidget *page)
{
    m_tabs->setCurrentWidget(page);
}

void RouteEditor::connectParts()
{
    connect(m_palette, &ElementPalette::addRequested, this, [this](const QString &type) {
        m_canvas->addElement(type);
        m_canvas->setFocus();
    });
    connect(&m_checker, &RouteChecker::problemsChanged, this, &RouteEditor::showProblems);
    connect(&m_document, &RouteDocument::graphChanged, m_palette,
            [this] { m_palette->setStartThere(m_document.graph().start()); });
    connect(m_problems, &ProblemsPanel::chosen, this, [this](const RouteProblem &problem) {
        if (!problem.element.isEmpty())
            reveal(problem.element);
    });
    connect(m_problems, &ProblemsPanel::fixRequested, this, [this](const RouteProblem &problem) {
        if (m_document.fix(problem) && !problem.element.isEmpty())
            reveal(problem.element);
    });
    connect(m_json, &JsonPanel::textEdited, this, [this] {
        m_tabs->setTabText(m_tabs->indexOf(m_json),
                           m_json->isEdited() ? tr("JSON (not applied)") : tr("JSON"));
    });
    const auto showInJson = [this] { m_json->showElement(m_canvas->graph()->currentId()); };
    connect(m_canvas->graph(), &RouteScene::currentChanged, m_json, showInJson);
    connect(m_tabs, &QTabWidget::currentChanged, m_json, showInJson);
    connect(m_outline, &RouteOutline::chosen, this, &RouteEditor::reveal);
    connect(m_outline, &RouteOutline::editRequested, this, [this](const QString &id) {
        reveal(id);
        Q_EMIT inspectRequested();
        properties()->focusFields();
    });
    connect(m_simulator, &SimulatorPanel::elementChosen, this, &RouteEditor::reveal);
    connect(m_canvas, &RouteCanvas::editRequested, this, [this] {
        Q_EMIT inspectRequested();
        properties()->focusFields();
    });
    connect(m_canvas, &RouteCanvas::renameRequested, this, [this] {
        Q_EMIT inspectRequested();
        properties()->focusId();
    });
    connect(m_canvas, &RouteCanvas::refused, this, &RouteEditor::failed);
    connect(m_canvas, &RouteCanvas::hintChanged, this, [this](const QString &hint) {
        m_hint->setText(hint);
        m_hint->setToolTip(format::toolTip(hint));
        m_hint->setForegroundRole(m_canvas->isLinking() ? QPalette::WindowText
                                                        : QPalette::PlaceholderText);
    });
}

void RouteEditor::makeActions()
{
    // From the outline and the problems, too.
    addActions({m_actions->undo(), m_actions->redo(), m_actions->fit()});
    QAction *find =
        makeAction(this, icon(Icon::Search), tr("Find an element"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, m_search, &ElementSearch::open);
    m_next = makeAction(this, {}, tr("Next part of the editor"), {}, {Qt::Key_F6});
    m_previous =
        makeAction(this, {}, tr("Previous part of the editor"), {}, {Qt::SHIFT | Qt::Key_F6});
    connect(m_next, &QAction::triggered, this, [this] { goToPart(1); });
    connect(m_previous, &QAction::triggered, this, [this] { goToPart(-1); });
}

// Tab has many elements to go through before it leaves the canvas.
void RouteEditor::goToPart(int step)
{
    const QList<QWidget *> parts{m_palette, m_canvas, m_tabs, properties()};
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = 1 - step; // from elsewhere, to the canvas
    for (qsizetype i = 0; i < parts.size(); ++i)
        if (parts.at(i) == focus || parts.at(i)->isAncestorOf(focus))
            at = i;
    QWidget *next = parts.at((at + step + parts.size()) % parts.size());
    if (next == properties() && properties()->elementId().isEmpty())
        next = parts.at((at + step + step + parts.size()) % parts.size());
    if (next == properties()) {
        Q_EMIT inspectRequested();
        properties()->focusFields();
    } else {
        (next == m_tabs ? m_tabs->tabBar() : next)->setFocus(Qt::ShortcutFocusReason);
    }
}

void RouteEditor::reveal(const QString &id)
{
    m_canvas->reveal(id);
}

PropertyPanel *RouteEditor::properties()
{
    if (!m_properties) {
        m_properties = new PropertyPanel(m_canvas->graph());
        m_properties->setSuggestions(m_suggestions);
        m_properties->setOverview(m_overview);
        m_properties->setProblems(m_checker.problems());
        m_properties->setReadOnlyReason(m_readOnly);
        m_properties->addActions({m_actions->undo(), m_actions->redo(), m_next, m_previous});
        connect(m_properties, &PropertyPanel::leaveRequested, m_canvas,
                qOverload<>(&QWidget::setFocus));
    }
    return m_properties;
}

void RouteEditor::load(const RouteGraph &graph, const RouteDocument::Positions &positions)
{
    m_simulator->clear();
    m_document.load(graph, positions);
    showProblems();
    m_fitted = false;
    if (isVisible())
        fitOnce();
}

static const QString jsonKey = QStringLiteral("json");

QJsonObject RouteEditor::state() const
{
    QJsonObject state = m_document.state();
    if (m_json->isEdited())
        state.insert(jsonKey, m_json->text());
    return state;
}

bool RouteEditor::restore(const QJsonObject &state, const QString &text)
{
    const bool drawn = m_document.restore(state, text);
    const QJsonValue json = state.value(jsonKey);
    if (json.isString()) {
        m_json->restore(json.toString());
        showTab(m_json);
    }
    return drawn || json.isString();
}

void RouteEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fitOnce();
}

void RouteEditor::fitOnce()
{
    if (m_fitted || m_document.graph().isEmpty())
        return;
    m_fitted = true;
    QTimer::singleShot(0, m_canvas, &RouteCanvas::showReadably); // once it has its size
}

void RouteEditor::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    m_document.setReadOnly(!reason.isEmpty());
    m_palette->setReadOnly(reason);
    m_problems->setReadOnly(!reason.isEmpty());
    if (m_properties)
        m_properties->setReadOnlyReason(reason);
}

void RouteEditor::setSuggestions(const RouteSuggestions &suggestions)
{
    m_suggestions = suggestions;
    if (m_properties)
        m_properties->setSuggestions(suggestions);
}

void RouteEditor::setKnownProviders(const QSet<QString> &slugs)
{
    m_checker.setContext({.providers = slugs});
    m_json->setContext({.providers = slugs});
}

void RouteEditor::setOverview(const QString &text)
{
    m_overview = text;
    if (m_properties)
        m_properties->setOverview(text);
}

void RouteEditor::showProblems()
{
    const QList<RouteProblem> &problems = m_checker.problems();
    m_problems->setProblems(problems);
    m_canvas->graph()->setProblems(problems);
    if (m_properties)
        m_properties->setProblems(problems);
    const int tab = m_tabs->indexOf(m_problems);
    const bool hasErrors = gatehouse::hasErrors(problems);
    m_tabs->setTabText(
        tab, problems.isEmpty() ? tr("Problems") : tr("Problems (%1)").arg(problems.size()));
    m_tabs->setTabIcon(tab,
                       problems.isEmpty() ? icon(Icon::Success, Semantic::Success)
                           : hasErrors    ? icon(Icon::Failure, Semantic::Error)
                                          : icon(Icon::Warning, Semantic::Warning));
}

void RouteEditor::replaceGraph(const RouteGraph &graph)
{
    m_document.replaceGraph(graph);
    m_canvas->layoutGraph();
}

void RouteEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showProblems(); // icons of tabs
    QWidget::changeEvent(event);
}

} // namespace gatehouse
