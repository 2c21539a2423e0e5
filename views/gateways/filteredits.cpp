// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/filteredits.h"

#include "views/common/fields.h"
#include "views/common/linesedit.h"
#include "views/common/theme.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
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

namespace {

class FilterRow : public MemberRow
{
public:
    FilterRow()
        : MemberRow(MetadataFilterEdit::tr("key"))
        , m_mode(new OptionalCombo)
        , m_values(new LinesEdit)
    {
        m_mode->setChoices({{filterMode, MetadataFilterEdit::tr("Only these values")},
                            {partitionMode, MetadataFilterEdit::tr("Each value by itself")}});
        m_mode->setValue(filterMode);
        m_values->setPlaceholderText(MetadataFilterEdit::tr("one a line"));
        auto *layout = new QGridLayout(this);
        layout->setContentsMargins({});
        layout->setSpacing(grid / 2);
        layout->addWidget(key(), 0, 0);
        layout->addWidget(m_mode, 0, 1);
        layout->addWidget(removeButton(), 0, 2);
        layout->addWidget(m_values, 1, 0, 1, 2);
        connect(m_values, &QPlainTextEdit::textChanged, this, &MemberRow::changed);
        connect(m_mode, &OptionalCombo::valueChanged, this, [this] {
            m_values->setVisible(!isPartition());
            Q_EMIT changed();
        });
    }

    bool isPartition() const { return m_mode->value().valueOr({}) == partitionMode; }
    bool isFilter() const { return m_mode->value().valueOr({}) == filterMode; }
    bool isValueBlank() const override { return m_values->items().isEmpty(); }
    QJsonValue value() const override
    {
        QJsonObject filter = read().toObject();
        filter.insert(modeKey, m_mode->value().valueOr({}));
        if (isPartition())
            filter.remove(valuesKey);
        else
            filter.insert(valuesKey, QJsonArray::fromStringList(m_values->items()));
        return filter;
    }
    void setName(const QString &name) override
    {
        MemberRow::setName(name);
        key()->setAccessibleName(MetadataFilterEdit::tr("%1: Key").arg(name));
        m_mode->setAccessibleName(MetadataFilterEdit::tr("%1: Mode").arg(name));
        m_values->setAccessibleName(MetadataFilterEdit::tr("%1: Values").arg(name));
    }
    void setReadOnly(bool readOnly) override
    {
        MemberRow::setReadOnly(readOnly);
        m_mode->setReadOnly(readOnly);
        m_values->setReadOnly(readOnly);
    }

protected:
    void show(const QJsonValue &value) override
    {
        m_values->setPlainText(linesOf(value[valuesKey]));
        m_mode->setValue(value[modeKey].toString());
    }

private:
    OptionalCombo *m_mode;
    LinesEdit *m_values;
};

} // namespace

MetadataFilterEdit::MetadataFilterEdit(QWidget *parent)
    : RowsEdit(tr("Add key"), tr("Remove the key"), parent)
{
}

MemberRow *MetadataFilterEdit::makeRow()
{
    return new FilterRow;
}

QJsonValue MetadataFilterEdit::edited(const QJsonValue &read) const
{
    const QJsonValue keys = RowsEdit::edited(read);
    return keys.toObject().isEmpty() ? QJsonValue::Undefined : keys;
}

QString MetadataFilterEdit::findProblem(bool touched, bool)
{
    QStringList names;
    for (const MemberRow *row : rows()) {
        const QString key = row->key()->text();
        if (!touched || row->isBlank())
            continue;
        if (key.isEmpty())
            return tr("The key is needed.");
        if (names.contains(key))
            return tr("The key %1 is there twice.").arg(key);
        const auto *filter = static_cast<const FilterRow *>(row);
        if (filter->isFilter() && filter->isValueBlank())
            return tr("The key %1 needs values.").arg(key);
        names.append(key);
    }
    return {};
}

} // namespace gatehouse
