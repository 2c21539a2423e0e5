// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/treeedit.h"

#include "views/common/flowlayout.h"
#include "views/common/icons.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int objectRole = Qt::UserRole; // as it came
static const QString formatKey = QStringLiteral("format");
static const QString surfaceKey = QStringLiteral("surface");
static const QString paramsKey = QStringLiteral("supportedParams");
static const QString nameKey = QStringLiteral("name");
static const QString modelKey = QStringLiteral("modelId");
static const QString idKey = QStringLiteral("id");

namespace {

// Nothing is typed where nothing would come of it: a parameter has no surface, and the service
// makes the ids.
class TreeCellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool hasIds = false;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override
    {
        const bool fixed = index.column() == 1 && (hasIds || index.parent().isValid());
        return fixed ? nullptr : QStyledItemDelegate::createEditor(parent, option, index);
    }
};

// Tab goes from the first column to the second, which Qt's goes past to the next row.
class TwoColumnTree : public QTreeWidget
{
public:
    using QTreeWidget::QTreeWidget;

protected:
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override
    {
        const bool forth = hint == QAbstractItemDelegate::EditNextItem;
        if (!forth && hint != QAbstractItemDelegate::EditPreviousItem)
            return QTreeWidget::closeEditor(editor, hint);
        const QModelIndex other = currentIndex().siblingAtColumn(forth ? 1 : 0);
        const bool isThere = other.column() != currentIndex().column();
        QTreeWidget::closeEditor(editor, QAbstractItemDelegate::NoHint);
        if (isThere) {
            setCurrentIndex(other);
            edit(other);
        }
    }
};

} // namespace

TreeEdit::TreeEdit(Kind kind, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_tree(new TwoColumnTree)
    , m_add(new QPushButton(icon(Icon::Add),
                            kind == Kind::Surfaces ? tr("Add surface") : tr("Add model")))
    , m_remove(new QPushButton(icon(Icon::Delete), tr("Remove")))
{
    const bool surfaces = kind == Kind::Surfaces;
    m_tree->setAccessibleName(accessibleName);
    auto *delegate = new TreeCellDelegate(m_tree);
    delegate->hasIds = !surfaces;
    m_tree->setItemDelegate(delegate);
    m_tree->setHeaderLabels(surfaces ? QStringList{tr("Format, or parameter"), tr("Surface")}
                                     : QStringList{tr("Model id"), tr("Id at the service")});
    m_tree->setRootIsDecorated(surfaces);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QTreeWidget::DoubleClicked | QTreeWidget::EditKeyPressed
                            | QTreeWidget::AnyKeyPressed);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_tree->setTabKeyNavigation(false);
    m_tree->setMinimumHeight(18 * grid);

    auto *buttons = new FlowLayout(grid, grid / 2);
    buttons->addWidget(m_add);
    if (surfaces) {
        m_addParameter = new QPushButton(icon(Icon::Add), tr("Add parameter"));
        m_addParameter->setToolTip(tr("Below the selected surface"));
        buttons->addWidget(m_addParameter);
        connect(m_addParameter, &QPushButton::clicked, this, [this] {
            QTreeWidgetItem *item = m_tree->currentItem();
            if (item)
                add(item->parent() ? item->parent() : item);
        });
    }
    buttons->addWidget(m_remove);
    for (QPushButton *button : {m_add, m_addParameter, m_remove})
        if (button)
            button->setAccessibleName(QStringLiteral("%1: %2").arg(accessibleName, button->text()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_tree);
    layout->addLayout(buttons);
    setFocusProxy(m_tree);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumWidth(30 * grid);

    connect(m_add, &QPushButton::clicked, this, [this] { add(nullptr); });
    connect(m_remove, &QPushButton::clicked, this, &TreeEdit::remove);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this] {
        if (!m_showing)
            Q_EMIT changed();
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &TreeEdit::updateButtons);
    updateButtons();
}

QTreeWidgetItem *TreeEdit::makeItem(const QJsonObject &object, QTreeWidgetItem *parent)
{
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable
                   | (m_readOnly ? Qt::NoItemFlags : Qt::ItemIsEditable));
    item->setSizeHint(0, {0, 3 * grid});
    item->setData(0, objectRole, object);
    if (m_kind == Kind::Models) {
        item->setText(0, object.value(modelKey).toString());
        item->setText(1, object.value(idKey).toString());
    } else if (parent) {
        item->setText(0, object.value(nameKey).toString());
    } else {
        item->setText(0, object.value(formatKey).toString());
        item->setText(1, object.value(surfaceKey).toString());
        for (const QJsonValue param : object.value(paramsKey).toArray())
            makeItem(param.toObject(), item);
        item->setExpanded(true);
    }
    return item;
}

QJsonObject TreeEdit::objectOf(const QTreeWidgetItem *item) const
{
    QJsonObject object = item->data(0, objectRole).toJsonObject();
    if (m_kind == Kind::Models) {
        const QString text = item->text(0).trimmed();
        if (text != object.value(modelKey).toString())
            object.remove(idKey); // another model
        object.insert(modelKey, text);
        return object;
    }
    if (item->parent()) {
        object.insert(nameKey, item->text(0).trimmed());
        return object;
    }
    object.insert(formatKey, item->text(0).trimmed());
    if (const QString surface = item->text(1).trimmed(); !surface.isEmpty())
        object.insert(surfaceKey, surface);
    else
        object.remove(surfaceKey);
    QJsonArray params;
    for (int i = 0; i < item->childCount(); ++i)
        params.append(objectOf(item->child(i)));
    if (!params.isEmpty() || object.contains(paramsKey))
        object.insert(paramsKey, params);
    return object;
}

QJsonArray TreeEdit::value() const
{
    QJsonArray array;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        array.append(objectOf(m_tree->topLevelItem(i)));
    return array;
}

void TreeEdit::setValue(const QJsonArray &value)
{
    const QScopedValueRollback guard(m_showing, true);
    m_tree->clear();
    for (const QJsonValue object : value)
        makeItem(object.toObject(), nullptr);
    updateButtons();
}

// What is added is typed into at once.
void TreeEdit::add(QTreeWidgetItem *parent)
{
    QTreeWidgetItem *item = nullptr;
    {
        const QScopedValueRollback guard(m_showing, true);
        item = makeItem({}, parent);
        if (parent)
            parent->setExpanded(true);
    }
    m_tree->setCurrentItem(item);
    m_tree->setFocus();
    m_tree->editItem(item, 0);
    Q_EMIT changed();
}

void TreeEdit::remove()
{
    delete m_tree->currentItem();
    updateButtons();
    m_tree->setFocus();
    Q_EMIT changed();
}

void TreeEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    setValue(value());
}

void TreeEdit::updateButtons()
{
    m_add->setEnabled(!m_readOnly);
    m_remove->setEnabled(!m_readOnly && m_tree->currentItem());
    if (m_addParameter)
        m_addParameter->setEnabled(!m_readOnly && m_tree->currentItem());
}

} // namespace gatehouse
