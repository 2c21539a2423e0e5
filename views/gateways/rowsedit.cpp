// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/rowsedit.h"

#include "views/common/icons.h"
#include "views/common/taborder.h"

#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

MemberRow::MemberRow(const QString &keyPlaceholder)
    : m_key(new QLineEdit)
    , m_remove(new QToolButton)
{
    m_key->setPlaceholderText(keyPlaceholder);
    m_key->setMinimumWidth(10 * grid);
    m_remove->setIcon(icon(Icon::Close));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_key, &QLineEdit::textChanged, this, &MemberRow::changed);
}

void MemberRow::setMember(const QString &key, const QJsonValue &value)
{
    m_read = value;
    m_key->setText(key);
    show(value);
}

bool MemberRow::isBlank() const
{
    return m_key->text().isEmpty() && isValueBlank();
}

void MemberRow::setName(const QString &name)
{
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
}

void MemberRow::setReadOnly(bool readOnly)
{
    m_key->setReadOnly(readOnly);
    m_remove->setEnabled(!readOnly);
}

RowsEdit::RowsEdit(const QString &addText, const QString &removeText, QWidget *parent)
    : JsonEditor(parent)
    , m_removeText(removeText)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(icon(Icon::Add), addText))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(grid / 2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        const MemberRow *row = append();
        applyName();
        onEdited();
        row->key()->setFocus();
    });
}

MemberRow *RowsEdit::append()
{
    MemberRow *row = makeRow();
    row->removeButton()->setToolTip(m_removeText);
    row->setReadOnly(m_readOnly);
    m_layout->insertWidget(int(m_rows.size()), row);
    putInTabOrder(row, m_add);
    connect(row, &MemberRow::changed, this, &RowsEdit::onEdited);
    connect(row->removeButton(), &QToolButton::clicked, this, [this, row] { remove(row); });
    m_rows.append(row);
    return row;
}

void RowsEdit::remove(MemberRow *row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    m_add->setFocus();
    applyName();
    onEdited();
}

void RowsEdit::show(const QJsonValue &value)
{
    for (MemberRow *row : std::exchange(m_rows, {})) {
        row->hide();
        row->deleteLater();
    }
    const QJsonObject members = value.toObject();
    for (auto it = members.begin(); it != members.end(); ++it)
        append()->setMember(it.key(), it.value());
}

QJsonValue RowsEdit::edited(const QJsonValue &) const
{
    QJsonObject members;
    for (const MemberRow *row : m_rows)
        if (!row->isBlank())
            members.insert(row->key()->text(), row->value());
    return members;
}

void RowsEdit::applyName()
{
    m_add->setAccessibleName(QStringLiteral("%1: %2").arg(name(), m_add->text()));
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->setName(QStringLiteral("%1: %2").arg(name(), QString::number(i + 1)));
}

void RowsEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_add->setEnabled(!readOnly);
    for (MemberRow *row : std::as_const(m_rows))
        row->setReadOnly(readOnly);
}

} // namespace gatehouse
