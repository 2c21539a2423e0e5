// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/confirmdialog.h"

#include "models/domain/format.h"
#include "views/common/busybar.h"
#include "views/common/icons.h"
#include "views/common/losscount.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

static constexpr int stripeWidth = grid / 2 + 2;

static QLabel *makeLabel(const QString &text, bool muted = false)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (muted)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

ConfirmDialog::ConfirmDialog(const Confirmation &confirmation, QWidget *parent)
    : QDialog(parent)
    , m_confirmation(confirmation)
    , m_action(new QPushButton(confirmation.actionLabel))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setWindowTitle(confirmation.connectionName.isEmpty()
                       ? confirmation.actionLabel
                       : tr("%1 – %2").arg(confirmation.actionLabel, confirmation.connectionName));
    setModal(true);
    setMinimumWidth(56 * grid);
    setAccessibleName(confirmation.title);
    setAccessibleDescription(confirmation.losses.join(u'\n'));

    if (confirmation.destructive)
        m_action->setIcon(icon(Icon::Warning, Semantic::Error));
    m_action->setAccessibleName(confirmation.actionLabel);
    m_cancel->setAccessibleName(m_cancel->text());

    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_action, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid + stripeWidth, 3 * grid, 3 * grid, 2 * grid);
    layout->setSpacing(2 * grid);
    layout->addWidget(makeHeading());
    if (!confirmation.typedName.isEmpty())
        layout->addWidget(makeNameRow());
    layout->addStretch(1);
    layout->addWidget(buttons);

    // The box prefers its AcceptRole button; Enter must not.
    m_action->setAutoDefault(true);
    m_cancel->setDefault(true);
    (m_name ? static_cast<QWidget *>(m_name) : m_cancel)->setFocus();
    updateAction();
}

QWidget *ConfirmDialog::makeHeading()
{
    auto *heading = new QWidget;
    auto *layout = new QGridLayout(heading);
    layout->setContentsMargins({});
    layout->setHorizontalSpacing(2 * grid);
    layout->setVerticalSpacing(grid);
    layout->setColumnStretch(1, 1);

    auto *symbol = new QLabel;
    symbol->setPixmap((m_confirmation.destructive ? icon(Icon::Warning, Semantic::Error)
                                                  : icon(Icon::Info, Semantic::Info))
                          .pixmap(QSize(4 * grid, 4 * grid), devicePixelRatioF()));
    layout->addWidget(symbol, 0, 0, Qt::AlignTop);

    auto *title = makeLabel(m_confirmation.title);
    QFont font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    title->setFont(font);
    layout->addWidget(title, 0, 1, Qt::AlignVCenter);

    int row = 1;
    if (m_confirmation.count) {
        const QString number = format::count(*m_confirmation.count);
        auto *count = makeLabel(m_confirmation.countLabel.isEmpty()
                                    ? number
                                    : number + u' ' + m_confirmation.countLabel);
        QFont large = Theme::tabularFont();
        large.setPointSizeF(large.pointSizeF() * 1.5);
        count->setFont(large);
        layout->addWidget(count, row++, 1);
    }
    if (m_confirmation.counted)
        layout->addWidget(makeCounted(), row++, 1);
    for (const QString &loss : m_confirmation.losses)
        layout->addWidget(makeLabel(loss), row++, 1);

    QStringList origin = {m_confirmation.from, m_confirmation.connectionName};
    origin.removeAll(QString());
    if (!origin.isEmpty())
        layout->addWidget(makeLabel(origin.join(QStringLiteral(" · ")), true), row, 1);
    return heading;
}

QWidget *ConfirmDialog::makeCounted()
{
    const LossCount *counted = m_confirmation.counted.get();
    auto *table = new QWidget;
    auto *layout = new QGridLayout(table);
    layout->setContentsMargins({});
    layout->setHorizontalSpacing(2 * grid);
    layout->setVerticalSpacing(grid / 2);
    layout->setColumnStretch(2, 1);
    QList<QLabel *> numbers;
    QList<QLabel *> names;
    for (int i = 0; i < counted->lines().size(); ++i) {
        auto *number = makeLabel({});
        number->setFont(Theme::tabularFont());
        number->setAlignment(Qt::AlignRight);
        // So that nothing moves when it becomes known.
        number->setMinimumWidth(fontMetrics().horizontalAdvance(tr("counting…")) + grid);
        QLabel *what = makeLabel(counted->lines().at(i).what);
        what->setWordWrap(false);
        layout->addWidget(what, 2 * i, 0);
        layout->addWidget(number, 2 * i, 1);
        numbers.append(number);
        names.append(makeLabel({}));
        names.last()->hide();
        layout->addWidget(names.last(), 2 * i + 1, 0, 1, 3);
    }
    auto *busy = new BusyBar;
    busy->setFixedHeight(BusyBar::thickness);
    QSizePolicy keepsPlace = busy->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    busy->setSizePolicy(keepsPlace);
    layout->addWidget(busy, 2 * int(numbers.size()), 0, 1, 2);
    const auto show = [this, counted, numbers, names, busy] {
        for (int i = 0; i < numbers.size(); ++i) {
            const LossCount::Line &line = counted->lines().at(i);
            numbers.at(i)->setText(line.count.isEmpty() ? tr("counting…") : line.count);
            numbers.at(i)->setToolTip(format::toolTip(line.why));
            names.at(i)->setText(line.names);
            names.at(i)->setVisible(!line.names.isEmpty());
            if (!line.names.isEmpty())
                QTimer::singleShot(0, this, [this] { // once they have their place
                    resize(width(), std::max(height(), heightForWidth(width())));
                });
        }
        busy->setVisible(counted->isCounting());
        setAccessibleDescription(counted->text() + u'\n' + m_confirmation.losses.join(u'\n'));
    };
    connect(counted, &LossCount::changed, this, show);
    show();
    return table;
}

QWidget *ConfirmDialog::makeNameRow()
{
    auto *rowWidget = new QWidget;
    auto *layout = new QVBoxLayout(rowWidget);
    layout->setContentsMargins(6 * grid, 0, 0, 0);
    layout->setSpacing(grid / 2);
    auto *label = makeLabel({});
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Type “%1” to confirm:").arg(m_confirmation.typedName));
    label->setText(format::literal(m_name->accessibleName())); // with a buddy, & is a mnemonic
    m_name->installEventFilter(this);
    label->setBuddy(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &ConfirmDialog::updateAction);
    layout->addWidget(label);
    layout->addWidget(m_name);
    return rowWidget;
}

void ConfirmDialog::updateAction()
{
    m_action->setEnabled(!m_name || m_name->text() == m_confirmation.typedName);
}

// Enter in the field neither confirms nor throws away what was typed.
bool ConfirmDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return true;
    }
    return QDialog::eventFilter(watched, event);
}

void ConfirmDialog::paintEvent(QPaintEvent *event)
{
    QDialog::paintEvent(event);
    if (m_confirmation.profileColor.isValid())
        QPainter(this).fillRect(0, 0, stripeWidth, height(), m_confirmation.profileColor);
}

} // namespace gatehouse
