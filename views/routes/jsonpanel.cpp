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
#include <QScrollBar>

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
    connect(m_revert, &QPushButton::clicked, this, &JsonPanel::showDocument);
    QAction *enter = makeAction(this, {}, tr("Apply the JSON"), {},
                                {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(enter, &QAction::triggered, m_apply, &QPushButton::click);
    const auto later = [this] {
        m_stale = true;
        if (isVisible() && !m_edited)
            showDocument();
        updateControls();
    };
    connect(document, &RouteDocument::graphChanged, this, later);
    connect(document, &RouteDocument::graphReset, this, [this] {
        m_edited = false;
        m_stale = true;
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
    const QScopedValueRollback guard(m_showing, true);
    const int place = m_edit->verticalScrollBar()->value();
    m_edit->setPlainText(QString::fromUtf8(routeText(m_document->graph())));
    m_edit->verticalScrollBar()->setValue(place);
    m_edit->setErrors({});
    m_edited = false;
    m_stale = false;
    m_timer.stop();
    updateControls();
}

void JsonPanel::onTextChanged()
{
    if (m_showing)
        return;
    m_edited = true;
    m_timer.start();
    updateControls();
}

void JsonPanel::check()
{
    const RouteText<RouteGraph> graph = routeGraphFromText(m_edit->toPlainText().toUtf8());
    m_edit->setErrors(
        graph ? QMap<int, QString>()
              : QMap<int, QString>{{std::max(graph.error().line, 1), graph.error().message}});
    updateControls();
}

void JsonPanel::apply()
{
    m_timer.stop();
    const RouteText<RouteGraph> graph = routeGraphFromText(m_edit->toPlainText().toUtf8());
    check();
    if (!graph)
        return m_edit->goToLine(std::max(graph.error().line, 1));
    m_edited = false; // it comes back as this program writes it
    if (!m_document->replaceGraph(*graph))
        showDocument();
}

void JsonPanel::showElement(const QString &id)
{
    if (const int line = routeTextLine(m_edit->toPlainText().toUtf8(), id); line > 0)
        m_edit->goToLine(line);
}

void JsonPanel::updateControls()
{
    const bool readOnly = m_document->isReadOnly();
    m_edit->setReadOnly(readOnly);
    const QMap<int, QString> &errors = m_edit->errors();
    m_apply->setEnabled(m_edited && errors.isEmpty() && !readOnly);
    m_revert->setEnabled(m_edited);
    QString text;
    if (!errors.isEmpty())
        text = tr("Line %1: %2").arg(QString::number(errors.firstKey()), errors.first());
    else if (m_edited && m_stale)
        text = tr("The graph has changed meanwhile: applying the text replaces that.");
    else if (m_edited)
        text = tr("Not applied yet.");
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText,
                    Theme::color(errors.isEmpty() ? Semantic::Muted : Semantic::Error, palette()));
    m_note->setPalette(colors);
    m_note->setText(text);
}

} // namespace gatehouse
