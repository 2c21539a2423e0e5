// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaydetails.h"

#include "models/domain/format.h"
#include "models/domain/secrets.h"

#include "views/common/icons.h"
#include "views/gateways/gatewayfields.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTreeWidget>

namespace gatehouse {

namespace {

class RoomyDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, grid);
    }
};

} // namespace

enum DetailRole { PathRole = Qt::UserRole, MutedRole };

GatewayDetails::GatewayDetails(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_title(new QLabel)
    , m_copyJson(new QPushButton(icon(Icon::Copy), tr("Copy JSON")))
    , m_tree(new QTreeWidget)
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);

    m_copyJson->setToolTip(tr("Copy the whole gateway as JSON, without its credentials"));
    m_copyJson->setAccessibleName(m_copyJson->text());
    connect(m_copyJson, &QPushButton::clicked, this, &GatewayDetails::copyJson);

    m_tree->setAccessibleName(tr("Fields of the gateway"));
    m_tree->setHeaderLabels({tr("Field"), tr("Value")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setItemDelegate(new RoomyDelegate(m_tree));
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setIndentation(2 * grid);
    m_tree->setWordWrap(true);
    m_tree->setUniformRowHeights(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(true);
    // A wrapped value takes another height when the width changes.
    connect(m_tree->header(), &QHeaderView::sectionResized, m_tree,
            [tree = m_tree] { tree->setTextElideMode(tree->textElideMode()); });

    auto *copy = new QAction(icon(Icon::Copy), tr("Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &GatewayDetails::copyFields);
    m_tree->addAction(copy);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(grid, grid, grid, grid);
    top->setSpacing(grid);
    top->addWidget(m_title, 1);
    top->addWidget(m_copyJson);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);

    connect(time, &TimeDisplay::changed, this, &GatewayDetails::rebuild);
    rebuild();
}

void GatewayDetails::setGateway(const std::optional<Gateway> &gateway)
{
    if (gateway == m_gateway)
        return;
    m_gateway = gateway;
    rebuild();
}

void GatewayDetails::rebuild()
{
    QSet<QString> expanded;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if ((*it)->isExpanded())
            expanded.insert((*it)->data(0, PathRole).toString());
    const int scrolled = m_tree->verticalScrollBar()->value();

    m_tree->clear();
    m_title->setText(m_gateway ? m_gateway->id.value : tr("No gateway selected"));
    m_title->setToolTip(format::toolTip(m_title->text()));
    m_copyJson->setEnabled(m_gateway.has_value());
    if (!m_gateway)
        return;
    const QJsonObject json = toJson(*m_gateway).toObject();
    for (const QString &key : gatewayfields::order())
        addItem(nullptr, key, gatewayfields::label(key), json.value(key));
    for (auto it = m_gateway->unknown.begin(); it != m_gateway->unknown.end(); ++it)
        addItem(nullptr, it.key(), it.key(), it.value());

    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        (*it)->setExpanded(expanded.contains((*it)->data(0, PathRole).toString()));
    m_tree->verticalScrollBar()->setValue(scrolled);
}

void GatewayDetails::addItem(QTreeWidgetItem *parent, const QString &key, const QString &label,
                             const QJsonValue &value)
{
    const QJsonValue shown = withoutSecrets(QJsonObject{{key, value}}).toObject().value(key);
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
    const QString path = parent ? parent->data(0, PathRole).toString() + u'/' + key : key;
    const bool nested = value.isObject() || value.isArray();
    item->setText(0, label);
    item->setToolTip(0, parent ? format::toolTip(path) : gatewayfields::help(key));
    item->setText(1,
                  nested && !parent ? gatewayfields::summary(key, shown)
                      : nested      ? QString()
                                    : gatewayfields::text(key, shown, *m_time));
    item->setToolTip(1, format::toolTip(item->text(1)));
    item->setData(0, PathRole, path);
    item->setData(1, MutedRole, value.isUndefined() || value.isNull());
    paintMuted(item);

    if (shown.isObject()) {
        const QJsonObject object = shown.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            addItem(item, it.key(), it.key(), it.value());
    } else if (shown.isArray()) {
        const QJsonArray array = shown.toArray();
        for (int i = 0; i < array.size(); ++i)
            addItem(item, QString::number(i), QString::number(i + 1), array.at(i));
    }
}

void GatewayDetails::paintMuted(QTreeWidgetItem *item) const
{
    item->setForeground(0, Theme::color(Semantic::Muted, palette()));
    if (item->data(1, MutedRole).toBool())
        item->setForeground(1, Theme::color(Semantic::Muted, palette()));
}

void GatewayDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
            paintMuted(*it);
}

void GatewayDetails::copyFields()
{
    QStringList lines;
    for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::Selected); *it; ++it)
        lines.append((*it)->text(0) + u'\t' + (*it)->text(1));
    if (lines.size() == 1) // the value alone is what one wants of a single field
        lines[0] = lines[0].section(u'\t', 1);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void GatewayDetails::copyJson()
{
    const QJsonValue json = withoutSecrets(toJson(*m_gateway));
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(QJsonDocument(json.toObject()).toJson()));
}

} // namespace gatehouse
