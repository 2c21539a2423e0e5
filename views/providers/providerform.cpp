// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerform.h"

#include "views/common/fieldrow.h"
#include "views/common/theme.h"

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
        m_refused.clear();
        show(object);
    }
    m_untouched = this->object();
    mark();
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
        touch(it.key());
    }
    {
        const QScopedValueRollback guard(m_showing, true);
        show(object);
    }
    onEdited();
}

QString ProviderForm::problem() const
{
    for (const auto &[key, text] : problems())
        if (!text.isEmpty())
            return tr("%1: %2").arg(m_labels.value(key), text);
    return {};
}

void ProviderForm::touch(const QString &key)
{
    m_touched.insert(key);
    m_refused.remove(key);
}

void ProviderForm::mark()
{
    QHash<QString, QString> errors = m_refused;
    for (const auto &[key, text] : problems())
        if (m_touched.contains(key) && !errors.contains(key) && !text.isEmpty())
            errors.insert(key, text);
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        it.value()->setError(errors.value(it.key()));
    showNotes();
}

bool ProviderForm::setServiceError(const ApiError &error)
{
    FieldRow *first = nullptr;
    QList<ApiError::Detail> details = error.details;
    if (details.isEmpty())
        details.append({error.code, error.message, error.path});
    for (const ApiError::Detail &detail : details) {
        // body, then the member
        const QString key = detail.path.value(detail.path.value(0) == u"body" ? 1 : 0);
        FieldRow *row = m_rows.value(key);
        if (!row)
            continue;
        m_refused.insert(key, detail.message);
        if (!first)
            first = row;
    }
    mark();
    if (first)
        first->editor()->setFocus();
    return first != nullptr;
}

FieldRow *ProviderForm::addField(FormSection *section, const QString &key, const QString &label,
                                 QWidget *editor, const QString &unit, const QString &help)
{
    FieldRow *row = section->addField(label, editor, unit, help);
    section->wrapLongRows(); // forms are read beside the inspector, too
    row->setMinimumWidth(rowWidth);
    m_rows.insert(key, row);
    m_labels.insert(key, label);
    return row;
}

void ProviderForm::onEdited()
{
    if (m_showing)
        return;
    mark();
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

} // namespace gatehouse
