// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerform.h"

#include "views/common/fieldrow.h"
#include "views/common/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace gatehouse {

ProviderForm::ProviderForm(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid, 2 * grid, 3 * grid, 2 * grid);
    layout->setSpacing(grid);
}

void ProviderForm::setObject(const QJsonObject &object, bool isNew)
{
    {
        const QScopedValueRollback guard(m_showing, true);
        m_object = object;
        m_isNew = isNew;
        m_touched.clear();
        show(object);
    }
    m_untouched = this->object();
    for (FieldRow *row : std::as_const(m_rows))
        row->setError({});
    validate();
    Q_EMIT changed();
}

QJsonObject ProviderForm::object() const
{
    return edited(m_object);
}

void ProviderForm::overwrite(const QJsonObject &members)
{
    QJsonObject object = this->object();
    for (auto it = members.begin(); it != members.end(); ++it) {
        object.insert(it.key(), it.value());
        m_touched.insert(it.key());
    }
    {
        const QScopedValueRollback guard(m_showing, true);
        show(object);
    }
    onEdited();
}

bool ProviderForm::setServiceError(const ApiError &error)
{
    FieldRow *first = nullptr;
    QList<ApiError::Detail> details = error.details;
    if (details.isEmpty())
        details.append({error.code, error.message, error.path});
    for (const ApiError::Detail &detail : details) {
        // body, then the member
        FieldRow *row = m_rows.value(detail.path.value(detail.path.value(0) == u"body" ? 1 : 0));
        if (!row)
            continue;
        row->setError(detail.message);
        if (!first)
            first = row;
    }
    if (first)
        first->editor()->setFocus();
    return first != nullptr;
}

FieldRow *ProviderForm::addField(FormSection *section, const QString &key, const QString &label,
                                 QWidget *editor, const QString &unit, const QString &help)
{
    FieldRow *row = section->addField(label, editor, unit, help);
    section->wrapLongRows(); // forms are read beside the inspector, too
    m_rows.insert(key, row);
    return row;
}

void ProviderForm::onEdited()
{
    if (m_showing)
        return;
    validate();
    Q_EMIT changed();
}

void ProviderForm::putText(QJsonObject &object, const QString &key, const QString &text,
                           bool required) const
{
    if (required || !text.isEmpty() || object.contains(key))
        object.insert(key, text);
}

void ProviderForm::putFlag(QJsonObject &object, const QString &key, bool on) const
{
    if (m_isNew || on || object.contains(key))
        object.insert(key, on);
}

void ProviderForm::watch(QLineEdit *edit, const QString &key)
{
    connect(edit, &QLineEdit::textEdited, this, [this, key] {
        touch(key);
        onEdited();
    });
}

void ProviderForm::watch(QPlainTextEdit *edit, const QString &key)
{
    connect(edit, &QPlainTextEdit::textChanged, this, [this, key] {
        if (m_showing)
            return;
        touch(key);
        onEdited();
    });
}

} // namespace gatehouse
