// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/jsonpanel.h"

#include "views/common/actions.h"
#include "views/common/theme.h"
#include "views/routes/jsonedit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>

namespace gatehouse {

static constexpr int checkMs = 250;

JsonPanel::JsonPanel(RouteDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_edit(new JsonEdit(tr("The route as JSON")))
    , m_note(new QLabel)
    , m_apply(new QPushButton(tr("Apply")))
    , m_revert(new QPushButton(tr("Revert")))
{
    m_edit->setFrameShape(QFrame::NoFrame);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_apply->setToolTip(tr("Take the text over into the graph (Ctrl+Enter)"));
    m_revert->setToolTip(tr("Show the graph again as it is"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid, grid / 2, grid, grid / 2);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_edit, 1);
    layout->addLayout(buttons);

    m_timer.setSingleShot(true);
    m_timer.setInterval(checkMs);
    connect(&m_timer, &QTimer::timeout, this, &JsonPanel::check);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &JsonPanel::onTextChanged);
    connect(m_apply, &QPushButton::clicked, this, &JsonPanel::apply);
    connect(m_revert, &QPushButton::clicked, this, &JsonPanel::revert);
    QAction *enter = makeAction(this, {}, tr("Apply the JSON"), {},
                                {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(enter, &QAction::triggered, m_apply, &QPushButton::click);
    const auto later = [this] {
        m_stale = true;
        if (isVisible() && !m_edited) {
            showText();
            m_timer.start(); // while somebody types in a field, the lines need not be told
        } else {
            updateControls();
        }
    };
    connect(document, &RouteDocument::graphChanged, this, later);
    connect(document, &RouteDocument::graphReset, this, [this] {
        m_stale = true;
        setEdited(false);
        if (isVisible())
            showDocument();
    });
    connect(document, &RouteDocument::readOnlyChanged, this, &JsonPanel::updateControls);
    updateControls();
}

void JsonPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale && !m_edited)
        showDocument();
}

void JsonPanel::showDocument()
{
    showText();
    check();
}

void JsonPanel::showText()
{
    {
        const QScopedValueRollback guard(m_showing, true);
        m_edit->showText(QString::fromUtf8(routeText(m_document->graph())));
    }
    m_stale = false;
    setEdited(false);
}

QString JsonPanel::text() const
{
    return m_edit->toPlainText();
}

void JsonPanel::showElement(const QString &id)
{
    if (!isVisible() || m_edit->hasFocus())
        return;
    const QByteArray text = m_edit->toPlainText().toUtf8();
    if (const RouteText<RouteGraph> graph = routeGraphFromText(text); graph && graph->contains(id))
        m_edit->goToLine(RouteTextPlaces(text, *graph).line(id));
}

void JsonPanel::restore(const QString &text)
{
    m_edit->setPlainText(text);
    check();
}

void JsonPanel::setContext(const RouteProblemContext &context)
{
    m_context = context;
    m_timer.start();
}

void JsonPanel::onTextChanged()
{
    if (m_showing)
        return;
    setEdited(true);
    m_timer.start();
}

void JsonPanel::setEdited(bool edited)
{
    const bool isNews = edited || m_edited;
    m_edited = edited;
    updateControls();
    if (isNews)
        Q_EMIT textEdited();
}

// Of the text that is shown: what is not applied is checked as what is.
void JsonPanel::check()
{
    m_timer.stop();
    const QByteArray text = m_edit->toPlainText().toUtf8();
    const RouteText<RouteGraph> graph = routeGraphFromText(text);
    m_isGraph = graph.has_value();
    QMap<int, QString> errors;
    if (!graph) {
        errors.insert(std::max(graph.error().line, 1), graph.error().message);
    } else if (const auto problems = routeProblems(*graph, m_context); hasErrors(problems)) {
        const RouteTextPlaces places(text, *graph);
        for (const RouteProblem &problem : problems) {
            if (problem.severity != RouteProblem::Severity::Error)
                break; // errors come first
            QString &told = errors[places.line(problem.element, problem.output, problem.property)];
            told += told.isEmpty() ? problem.text : u'\n' + problem.text;
        }
    }
    m_edit->setErrors(errors);
    updateControls();
}

void JsonPanel::apply()
{
    const RouteText<RouteGraph> graph = routeGraphFromText(m_edit->toPlainText().toUtf8());
    check();
    if (!graph) {
        m_edit->goToLine(std::max(graph.error().line, 1));
        return m_edit->setFocus();
    }
    setEdited(false); // it comes back as this program writes it
    if (!m_document->replaceGraph(*graph))
        showDocument();
}

void JsonPanel::updateControls()
{
    const bool readOnly = m_document->isReadOnly();
    m_edit->setReadOnly(readOnly);
    const QMap<int, QString> &errors = m_edit->errors();
    m_apply->setEnabled(m_edited && m_isGraph && !readOnly);
    m_revert->setEnabled(m_edited);
    QStringList texts;
    if (m_edited && m_isGraph)
        texts.append(m_stale ? tr("The graph has changed meanwhile: applying replaces that.")
                             : tr("Not applied yet."));
    if (!errors.isEmpty())
        texts.append(tr("Line %1: %2").arg(QString::number(errors.firstKey()), errors.first()));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText,
                    Theme::color(errors.isEmpty() ? Semantic::Muted : Semantic::Error, palette()));
    m_note->setPalette(colors);
    m_note->setText(texts.join(u' '));
}

} // namespace gatehouse
