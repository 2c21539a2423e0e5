// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/connectionstatus.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"
#include "views/common/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace gatehouse {

static constexpr int maxNameWidth = 24 * grid;
static constexpr int lowPercent = 10; // of the budget

static QPixmap dot(const QColor &color, qreal ratio)
{
    constexpr int size = grid + grid / 2;
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, size - 2, size - 2));
    return pixmap;
}

static QString stateText(Connection::State state)
{
    switch (state) {
    case Connection::State::Starting:
        return ConnectionStatus::tr("starting…");
    case Connection::State::Ready:
        return ConnectionStatus::tr("ready");
    case Connection::State::Failed:
        return ConnectionStatus::tr("not connected");
    }
    return {};
}

ConnectionStatus::ConnectionStatus(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_color(new QLabel)
    , m_name(new QLabel)
    , m_lock(new QToolButton)
    , m_state(new QLabel)
    , m_budget(new QLabel)
{
    // A button paints its icon anew when the palette changes; a label does not.
    m_lock->setIcon(icon(Icon::Lock));
    m_lock->setText(tr("Read-only"));
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lock->setAutoRaise(true);
    m_lock->setFocusPolicy(Qt::NoFocus);
    m_lock->setAccessibleName(m_lock->text());

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid / 2, 0, 0, 0);
    layout->setSpacing(grid);
    for (QWidget *part : QList<QWidget *>{m_color, m_name, m_lock, m_state, m_budget})
        layout->addWidget(part);
    for (QLabel *label : {m_name, m_state, m_budget})
        label->setTextFormat(Qt::PlainText);
    layout->addStretch();

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ConnectionStatus::update);
    connect(time, &TimeDisplay::changed, this, &ConnectionStatus::update);
    update();
}

void ConnectionStatus::setConnection(Connection *connection)
{
    if (m_connection == connection)
        return;
    if (m_connection) {
        m_connection->disconnect(this);
        for (ApiClient *client : {m_connection->client(), m_connection->ngrokClient()})
            client->budget()->disconnect(this);
    }
    m_connection = connection;
    if (connection) {
        connect(connection, &Connection::stateChanged, this, &ConnectionStatus::update);
        connect(connection, &Connection::profileChanged, this, &ConnectionStatus::update);
        for (ApiClient *client : {connection->client(), connection->ngrokClient()})
            connect(client->budget(), &RequestBudget::changed, this, [this] {
                if (!m_pause.isActive())
                    m_pause.start();
            });
    }
    update();
}

void ConnectionStatus::update()
{
    for (QWidget *part : QList<QWidget *>{m_color, m_name, m_lock, m_state, m_budget})
        part->setVisible(m_connection);
    if (!m_connection)
        return;
    const QString name = m_connection->name();
    const QColor color(m_connection->profile().color);
    m_color->setVisible(color.isValid());
    m_color->setPixmap(color.isValid() ? dot(color, devicePixelRatioF()) : QPixmap());
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideRight, maxNameWidth));
    m_name->setAccessibleName(tr("Profile: %1").arg(name));
    m_name->setToolTip(format::toolTip(
        name + u'\n' + m_connection->client()->endpoint().apiUrl.toDisplayString()));
    m_lock->setVisible(m_connection->isReadOnly());
    m_lock->setToolTip(format::toolTip(
        tr("“%1” is read-only: nothing can be changed through it here. The switch is in the "
           "profile.")
            .arg(name)));
    m_state->setText(stateText(m_connection->state()));
    m_state->setAccessibleName(tr("Connection: %1").arg(m_state->text()));
    m_state->setToolTip(format::toolTip(m_connection->failure()));
    updateBudget();
}

void ConnectionStatus::updateBudget()
{
    const RequestBudget &budget = *m_connection->client()->budget();
    m_budget->setVisible(budget.isLimited());
    if (!budget.isLimited())
        return;
    const int left = budget.remaining();
    const bool low = qint64(left) * 100 < qint64(budget.limit()) * lowPercent;
    QString text = tr("%1 of %2 requests left", nullptr, left)
                       .arg(format::count(left), format::count(budget.limit()));
    if (budget.waiting() > 0)
        text += tr(", %1 waiting").arg(format::count(budget.waiting()));
    m_budget->setText(text);
    m_budget->setAccessibleName(text);
    QString help = tr("The service takes at most %1 requests in any 5 minutes, from everything "
                      "that uses these credentials. When few are left, what is in the background "
                      "waits.")
                       .arg(format::count(budget.limit()));
    if (budget.refillsAt().isValid())
        help += u'\n' + tr("More come free from %1.").arg(m_time->text(budget.refillsAt()));
    if (m_connection->hasNgrok())
        help += u'\n'
            + tr("Of ngrok's, which are counted by themselves, %1 are left.")
                  .arg(format::count(m_connection->ngrokClient()->budget()->remaining()));
    m_budget->setToolTip(format::toolTip(help));

    QFont font = Theme::tabularFont();
    font.setBold(low || budget.waiting() > 0);
    m_budget->setFont(font);
    QPalette colors;
    if (low)
        colors.setColor(QPalette::WindowText,
                        Theme::color(left > 0 ? Semantic::Warning : Semantic::Error));
    m_budget->setPalette(colors);
}

void ConnectionStatus::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
}

} // namespace gatehouse
