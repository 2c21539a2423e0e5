// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementpalette.h"

#include "views/routes/elementtype.h"

#include "models/domain/format.h"
#include "views/common/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

namespace gatehouse {

namespace {

constexpr int keyRole = Qt::UserRole + 1;

// With the key that does the same on the canvas at its right.
class PaletteDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText
                                                        : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -grid, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(keyRole).toString());
    }
};

} // namespace

const QString ElementPalette::mimeType = QStringLiteral("application/x-gatehouse-element-type");

ElementPalette::ElementPalette(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Elements to add"));
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setIconSize({16, 16});
    setSpacing(grid / 4);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PaletteDelegate(this));
    fill();
    connect(this, &QListWidget::itemDoubleClicked, this, &ElementPalette::add);
}

void ElementPalette::fill()
{
    const int row = std::max(currentRow(), 0);
    clear();
    for (const ElementType &type : elementTypes()) {
        auto *entry = new QListWidgetItem(icon(type.icon), type.title, this);
        const QString key = QKeySequence(type.key).toString(QKeySequence::NativeText);
        entry->setData(Qt::UserRole, type.name);
        entry->setData(keyRole, key);
        entry->setToolTip(tr("%1. Drag it onto the canvas, double-click, or press %2 there.")
                              .arg(type.help, key));
        entry->setData(Qt::AccessibleDescriptionRole, entry->toolTip());
        entry->setForeground(isEnabled() ? palette().text() : palette().placeholderText());
        if (m_startThere && type.name == u"start") {
            entry->setFlags(Qt::NoItemFlags);
            entry->setData(keyRole, {});
            entry->setForeground(palette().placeholderText());
            entry->setToolTip(tr("There is a start already: a route has only one."));
        }
    }
    setCurrentRow(row);
}

void ElementPalette::setReadOnly(const QString &reason)
{
    setToolTip(format::toolTip(reason));
    if (isEnabled() == reason.isEmpty())
        return;
    setEnabled(reason.isEmpty());
    fill();
}

void ElementPalette::setStartThere(bool there)
{
    if (std::exchange(m_startThere, there) != there)
        fill();
}

void ElementPalette::add(const QListWidgetItem *item)
{
    if (item && item->flags() & Qt::ItemIsEnabled)
        Q_EMIT addRequested(item->data(Qt::UserRole).toString());
}

QMimeData *ElementPalette::mimeData(const QList<QListWidgetItem *> &items) const
{
    auto *mime = new QMimeData;
    if (!items.isEmpty())
        mime->setData(mimeType, items.constFirst()->data(Qt::UserRole).toString().toUtf8());
    return mime;
}

void ElementPalette::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return add(currentItem());
    QListWidget::keyPressEvent(event);
}

void ElementPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        fill();
    QListWidget::changeEvent(event);
}

} // namespace gatehouse
