// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/formindex.h"

#include "views/common/icons.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int sectionRole = Qt::UserRole;

FormIndex::FormIndex(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_choice(new QComboBox)
{
    m_list->setAccessibleName(name);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setIconSize({2 * grid, 2 * grid});
    m_list->setSpacing(1);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    m_choice->setAccessibleName(name);
    m_choice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list, 1);
    layout->addWidget(m_choice);

    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            Q_EMIT jumped(item->data(sectionRole).toInt());
    });
    // A click on the one that is current already.
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        if (item->flags() & Qt::ItemIsSelectable)
            Q_EMIT jumped(item->data(sectionRole).toInt());
    });
    connect(m_choice, &QComboBox::activated, this, &FormIndex::entered);
}

void FormIndex::addGroup(const QString &title)
{
    auto *item = new QListWidgetItem(title, m_list);
    item->setFlags(Qt::NoItemFlags);
    item->setData(sectionRole, -1);
}

int FormIndex::addSection(const QString &title)
{
    const int section = int(m_titles.size());
    m_titles.append(title);
    auto *item = new QListWidgetItem(title, m_list);
    item->setData(sectionRole, section);
    m_choice->addItem(title);
    setMark(section, Mark::None);
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 4 * grid);
    return section;
}

int FormIndex::rowOf(int section) const
{
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(sectionRole).toInt() == section)
            return row;
    return -1;
}

void FormIndex::setMark(int section, Mark mark)
{
    static const QIcon none = [] {
        QPixmap empty(2 * grid, 2 * grid);
        empty.fill(Qt::transparent);
        return QIcon(empty);
    }();
    const QIcon symbol = mark == Mark::Wrong ? icon(Icon::Failure, Semantic::Error)
        : mark == Mark::Changed              ? icon(Icon::Edit, Semantic::Accent)
                                             : none;
    const QString &title = m_titles.at(section);
    const QString said = mark == Mark::Wrong ? tr("%1: needs attention").arg(title)
        : mark == Mark::Changed              ? tr("%1: changed").arg(title)
                                             : title;
    QListWidgetItem *item = m_list->item(rowOf(section));
    item->setIcon(symbol);
    item->setToolTip(said);
    item->setData(Qt::AccessibleTextRole, said);
    m_choice->setItemIcon(section, mark == Mark::None ? QIcon() : symbol);
}

void FormIndex::setSectionVisible(int section, bool visible)
{
    m_list->item(rowOf(section))->setHidden(!visible);
}

void FormIndex::setCurrent(int section)
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(rowOf(section));
    m_choice->setCurrentIndex(section);
}

void FormIndex::setForm(Form form)
{
    m_list->setVisible(form == Form::List);
    m_choice->setVisible(form == Form::Choice);
}

FormIndex::Form FormIndex::form() const
{
    return m_list->isHidden() ? Form::Choice : Form::List;
}

bool FormIndex::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_list->currentItem()) {
            Q_EMIT entered(m_list->currentItem()->data(sectionRole).toInt());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gatehouse
