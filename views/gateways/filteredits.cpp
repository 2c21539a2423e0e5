// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/filteredits.h"

#include "views/common/fields.h"
#include "views/common/icons.h"
#include "views/common/linesedit.h"
#include "views/common/taborder.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

static const QString modeKey = QStringLiteral("mode");
static const QString valuesKey = QStringLiteral("values");
static const QString filterMode = QStringLiteral("filter");
static const QString partitionMode = QStringLiteral("partition");

static QString linesOf(const QJsonValue &values)
{
    QStringList lines;
    for (const QJsonValue value : values.toArray())
        lines.append(value.toString());
    return lines.join(u'\n');
}

ValuesFilterEdit::ValuesFilterEdit(QWidget *parent) : JsonEditor(parent), m_values(new LinesEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_values);
    setFocusProxy(m_values);
    connect(m_values, &QPlainTextEdit::textChanged, this, &ValuesFilterEdit::onEdited);
}

void ValuesFilterEdit::show(const QJsonValue &value)
{
    m_values->setPlainText(linesOf(value[valuesKey]));
}

QJsonValue ValuesFilterEdit::edited(const QJsonValue &read) const
{
    const QStringList values = m_values->items();
    if (values.isEmpty())
        return QJsonValue::Undefined;
    QJsonObject filter = read.toObject();
    if (!filter.contains(modeKey))
        filter.insert(modeKey, filterMode);
    filter.insert(valuesKey, QJsonArray::fromStringList(values));
    return filter;
}

void ValuesFilterEdit::applyName()
{
    m_values->setAccessibleName(name());
}

void ValuesFilterEdit::setReadOnly(bool readOnly)
{
    m_values->setReadOnly(readOnly);
}

MetadataFilterEdit::MetadataFilterEdit(QWidget *parent)
    : JsonEditor(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(icon(Icon::Add), tr("Add key")))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(grid / 2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        Row &row = append();
        row.mode->setValue(filterMode);
        applyName();
        onEdited();
        row.key->setFocus();
    });
}

MetadataFilterEdit::Row &MetadataFilterEdit::append()
{
    Row row{.widget = new QWidget,
            .key = new QLineEdit,
            .mode = new OptionalCombo,
            .values = new LinesEdit,
            .remove = new QToolButton,
            .read = QJsonValue::Undefined};
    row.key->setPlaceholderText(tr("key"));
    row.key->setMinimumWidth(10 * grid);
    row.mode->setChoices(
        {{filterMode, tr("Only these values")}, {partitionMode, tr("Each value by itself")}});
    row.values->setPlaceholderText(tr("one a line"));
    row.remove->setIcon(icon(Icon::Close));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::StrongFocus);
    row.remove->setToolTip(tr("Remove the key"));
    auto *layout = new QGridLayout(row.widget);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(row.key, 0, 0);
    layout->addWidget(row.mode, 0, 1);
    layout->addWidget(row.remove, 0, 2);
    layout->addWidget(row.values, 1, 0, 1, 2);
    m_layout->insertWidget(int(m_rows.size()), row.widget);
    putInTabOrder(row.widget, m_add);
    connect(row.key, &QLineEdit::textChanged, this, &MetadataFilterEdit::onEdited);
    connect(row.values, &QPlainTextEdit::textChanged, this, &MetadataFilterEdit::onEdited);
    connect(row.mode, &OptionalCombo::valueChanged, this,
            [this, mode = row.mode, values = row.values] {
                values->setVisible(mode->value().valueOr({}) != partitionMode);
                onEdited();
            });
    connect(row.remove, &QToolButton::clicked, this,
            [this, widget = row.widget] { remove(widget); });
    m_rows.append(row);
    setReadOnly(m_readOnly);
    return m_rows.last();
}

void MetadataFilterEdit::remove(QWidget *widget)
{
    m_rows.removeIf([widget](const Row &row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater();
    m_add->setFocus();
    applyName();
    onEdited();
}

void MetadataFilterEdit::show(const QJsonValue &value)
{
    for (const Row &row : std::exchange(m_rows, {})) {
        row.widget->hide();
        row.widget->deleteLater();
    }
    const QJsonObject keys = value.toObject();
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        Row &row = append();
        row.read = it.value();
        row.key->setText(it.key());
        row.values->setPlainText(linesOf(it.value()[valuesKey]));
        row.mode->setValue(it.value()[modeKey].toString());
    }
}

QJsonValue MetadataFilterEdit::edited(const QJsonValue &) const
{
    QJsonObject keys;
    for (const Row &row : m_rows) {
        if (row.key->text().isEmpty() && row.values->items().isEmpty())
            continue; // just added
        QJsonObject filter = row.read.toObject();
        const QString mode = row.mode->value().valueOr({});
        filter.insert(modeKey, mode);
        if (mode == partitionMode)
            filter.remove(valuesKey);
        else
            filter.insert(valuesKey, QJsonArray::fromStringList(row.values->items()));
        keys.insert(row.key->text(), filter);
    }
    return keys.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(keys);
}

QString MetadataFilterEdit::findProblem(bool touched, bool)
{
    QStringList names;
    for (const Row &row : std::as_const(m_rows)) {
        const QString key = row.key->text();
        if (!touched || (key.isEmpty() && row.values->items().isEmpty()))
            continue;
        if (key.isEmpty())
            return tr("The key is needed.");
        if (names.contains(key))
            return tr("The key %1 is there twice.").arg(key);
        if (row.mode->value().valueOr({}) == filterMode && row.values->items().isEmpty())
            return tr("The key %1 needs values.").arg(key);
        names.append(key);
    }
    return {};
}

void MetadataFilterEdit::applyName()
{
    m_add->setAccessibleName(QStringLiteral("%1: %2").arg(name(), m_add->text()));
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const QString full = QStringLiteral("%1: %2").arg(name(), QString::number(i + 1));
        m_rows.at(i).key->setAccessibleName(tr("%1: Key").arg(full));
        m_rows.at(i).mode->setAccessibleName(tr("%1: Mode").arg(full));
        m_rows.at(i).values->setAccessibleName(tr("%1: Values").arg(full));
        m_rows.at(i).remove->setAccessibleName(tr("Remove %1").arg(full));
    }
}

void MetadataFilterEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_add->setEnabled(!readOnly);
    for (const Row &row : std::as_const(m_rows)) {
        row.key->setReadOnly(readOnly);
        row.mode->setReadOnly(readOnly);
        row.values->setReadOnly(readOnly);
        row.remove->setEnabled(!readOnly);
    }
}

} // namespace gatehouse
