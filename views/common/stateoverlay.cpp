// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/stateoverlay.h"

#include "views/common/busybar.h"
#include "views/common/errordetails.h"
#include "views/common/statepage.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QVBoxLayout>

namespace gatehouse {

StateStack::StateStack(QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_page(new StatePage(this))
    , m_busy(new BusyBar(this))
    , m_empty{Icon::Info, tr("Nothing here yet"), {}, nullptr}
    , m_filteredText{Icon::Filter, tr("Nothing matches the filter"),
                     tr("Widen the filter, or clear it to see everything."), nullptr}
    , m_notConnected{Icon::Connect, tr("Not connected"), tr("Connect an account to see this."),
                     nullptr}
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_content);
    m_page->hide();
    m_busy->hide();
    if (auto *view = qobject_cast<QAbstractItemView *>(m_content))
        view->viewport()->installEventFilter(this); // its header may change height
    m_delay.setSingleShot(true);
    m_delay.setInterval(loadingDelayMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        if (m_hasContent)
            m_busy->show();
        else
            setState(State::Loading);
        placeOverlay();
    });
}

void StateStack::setEmptyText(Icon symbol, const QString &title, const QString &hint,
                              QAction *action)
{
    m_empty = {symbol, title, hint, action};
    if (m_state == State::Empty)
        setState(m_state);
}

void StateStack::setFilteredText(const QString &title, const QString &hint)
{
    m_filteredText = {Icon::Filter, title, hint, nullptr};
    if (m_state == State::Filtered)
        setState(m_state);
}

void StateStack::setNotConnectedText(const QString &title, const QString &hint, QAction *action)
{
    m_notConnected = {Icon::Connect, title, hint, action};
    if (m_state == State::NotConnected)
        setState(m_state);
}

void StateStack::setModel(TableModel *model)
{
    const auto follow = [this, model] {
        setContent(model->state(), model->rowCount() > 0, model->error());
    };
    connect(model, &TableModel::stateChanged, this, follow);
    connect(model, &QAbstractItemModel::modelReset, this, follow);
    connect(model, &QAbstractItemModel::rowsInserted, this, follow);
    connect(model, &QAbstractItemModel::rowsRemoved, this, follow);
    follow();
}

void StateStack::setContent(TableModel::State state, bool hasContent, const ApiError &error)
{
    m_source = state;
    m_hasContent = hasContent;
    m_error = error;
    evaluate();
}

void StateStack::setFiltered(bool filtered)
{
    m_filtered = filtered;
    evaluate();
}

void StateStack::setConnected(bool connected)
{
    m_connected = connected;
    evaluate();
}

bool StateStack::isBusy() const
{
    return m_busy->isVisibleTo(this);
}

void StateStack::evaluate()
{
    const bool loading = m_connected && m_source == TableModel::State::Loading;
    if (!loading) {
        m_delay.stop();
        m_busy->hide();
    } else if (!m_delay.isActive() && !isBusy()) {
        m_delay.start();
    }

    if (m_hasContent)
        return setState(State::Content);
    if (!m_connected)
        return setState(State::NotConnected);
    switch (m_source) {
    case TableModel::State::Idle:
        return setState(State::Content);
    case TableModel::State::Loading:
        if (isBusy())
            setState(State::Loading);
        return; // until the delay is over, what was there stays
    case TableModel::State::Ready:
        return setState(m_filtered ? State::Filtered : State::Empty);
    case TableModel::State::Failed:
        return setState(State::Failed);
    }
}

void StateStack::setState(State state)
{
    const auto show = [this](const Text &text) {
        m_page->setTexts(icon(text.symbol, Semantic::Muted), text.title, text.hint);
        m_page->setButton(text.action);
    };
    m_page->setDetails(state == State::Failed ? errorDetails(m_error) : QString());
    switch (state) {
    case State::Content:
        break;
    case State::Loading:
        m_page->setTexts({}, tr("Loading…"), {});
        m_page->setButton(nullptr);
        m_busy->show();
        break;
    case State::Empty:
        show(m_empty);
        break;
    case State::Filtered:
        show(m_filteredText);
        m_page->setButton(icon(Icon::Close), tr("Clear filter"),
                          [this] { Q_EMIT clearFilterRequested(); });
        break;
    case State::Failed:
        m_page->setTexts(icon(Icon::Failure, Semantic::Error), m_error.text(), m_error.advice());
        m_page->setButton(icon(Icon::Refresh), tr("Retry"), [this] { Q_EMIT retryRequested(); });
        break;
    case State::NotConnected:
        show(m_notConnected);
        break;
    }
    m_page->setVisible(state != State::Content);
    placeOverlay();
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

bool StateStack::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        placeOverlay();
    return QWidget::eventFilter(watched, event);
}

void StateStack::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeOverlay();
}

void StateStack::placeOverlay()
{
    QRect area = m_content->geometry();
    if (auto *view = qobject_cast<QAbstractItemView *>(m_content))
        area = {view->viewport()->mapTo(this, QPoint()), view->viewport()->size()};
    m_page->setGeometry(area);
    m_page->raise();
    m_busy->setGeometry(area.x(), area.y(), area.width(), BusyBar::thickness);
    m_busy->raise();
}

} // namespace gatehouse
