// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayform.h"

#include "models/domain/format.h"
#include "views/common/fieldrow.h"
#include "views/common/theme.h"
#include "views/gateways/formindex.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/gatewayfields.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

namespace gatehouse {

void GatewayForm::setNew(bool isNew)
{
    m_isNew = isNew;
    updateId();
    m_editors[QStringLiteral("id")].row->setHelp(
        isNew ? tr("1 to 64 characters, part of the gateway's URL. It cannot be changed later.")
              : tr("Part of the gateway's URL. It cannot be changed."));
    for (FieldRow *row : std::as_const(m_shownRows))
        if (auto *layout = row->parentWidget()->findChild<QFormLayout *>())
            layout->setRowVisible(row, !isNew);
    updateNotes();
    updateProblems();
}

void GatewayForm::updateId()
{
    const bool editable = m_isNew && m_readOnly.isEmpty();
    m_id->setReadOnly(!editable);
    m_id->setFrame(editable);
    m_id->setTextMargins(editable ? 0 : -2, 0, 0, 0); // level with the texts below
    QPalette colors;
    if (!editable) // reads like the text around it
        colors.setColor(QPalette::Base, Qt::transparent);
    m_id->setPalette(colors);
}

void GatewayForm::setReadOnly(const QString &why)
{
    if (why == m_readOnly)
        return;
    m_readOnly = why;
    updateId();
    for (auto it = m_editors.cbegin(); it != m_editors.cend(); ++it) {
        const QString help = gatewayfields::help(it.key());
        it->widget->setToolTip(format::toolTip(why.isEmpty() ? help : why + u'\n' + help));
        if (it->setReadOnly)
            it->setReadOnly(!why.isEmpty());
    }
}

void GatewayForm::setValue(const Gateway &gateway)
{
    m_base = gateway;
    m_baseJson = toJson(gateway).toObject();
    show(gateway);
}

bool GatewayForm::setEdits(const QJsonObject &edits)
{
    const Result<Gateway> edited = withEdits(m_base, edits);
    if (!edited)
        return false;
    show(*edited);
    return true;
}

void GatewayForm::show(const Gateway &gateway)
{
    {
        const QScopedValueRollback guard(m_showing, true);
        m_current = gateway;
        const QJsonObject json = toJson(gateway).toObject();
        for (auto it = m_editors.cbegin(); it != m_editors.cend(); ++it)
            it->show(json.value(it.key()), m_baseJson.value(it.key()));
        updateShown();
    }
    m_serviceErrors.clear();
    updateNotes();
    updateProblems();
    Q_EMIT changed();
}

Gateway GatewayForm::value() const
{
    QJsonObject members;
    for (auto it = m_editors.cbegin(); it != m_editors.cend(); ++it)
        if (const QJsonValue value = it->read(); !value.isUndefined())
            members.insert(it.key(), value);
    return withEdits(m_current, members).value_or(m_current);
}

QJsonObject GatewayForm::edits() const
{
    return editsBetween(m_base, value());
}

bool GatewayForm::isValid() const
{
    return std::all_of(m_editors.begin(), m_editors.end(),
                       [](const Editor &editor) { return editor.row->error().isEmpty(); });
}

void GatewayForm::commit()
{
    for (const Editor &editor : std::as_const(m_editors))
        if (editor.commit)
            editor.commit();
}

void GatewayForm::setLocked(bool locked)
{
    m_page->setEnabled(!locked);
}

// Some services leave "body" out.
QString GatewayForm::setServiceError(const QStringList &path, const QString &message)
{
    const qsizetype at = path.value(0) == QLatin1String("body") ? 1 : 0;
    const QString key = path.value(at);
    if (!m_editors.contains(key))
        return {};
    const LeafPath inner = path.mid(at + 1);
    m_serviceErrors.insert(key,
                           inner.isEmpty()
                               ? message
                               : tr("%1: %2").arg(gatewayfields::pathLabel(key, inner), message));
    updateProblems();
    return key;
}

void GatewayForm::focusField(const QString &key)
{
    const Editor editor = m_editors.value(key);
    if (!editor.row)
        return;
    m_area->ensureWidgetVisible(editor.row);
    editor.widget->setFocus(Qt::OtherFocusReason);
}

QString GatewayForm::errorOf(const QString &key) const
{
    const FieldRow *row = m_editors.value(key).row;
    return row ? row->error() : QString();
}

void GatewayForm::onEdited(const QString &key)
{
    if (m_showing)
        return;
    m_serviceErrors.remove(key);
    updateNotes();
    updateProblems();
    Q_EMIT changed();
}

void GatewayForm::updateProblems()
{
    for (auto it = m_editors.cbegin(); it != m_editors.cend(); ++it) {
        const QString problem = it->problem ? it->problem() : QString();
        it->row->setError(problem.isEmpty() ? m_serviceErrors.value(it.key()) : problem);
    }
    updateMarks();
}

void GatewayForm::updateMarks()
{
    const QJsonObject changes = edits();
    for (int i = 0; i < m_sections.size(); ++i) {
        const QStringList &keys = m_sections.at(i).keys;
        const bool isWrong = std::any_of(keys.begin(), keys.end(), [this](const QString &key) {
            return !errorOf(key).isEmpty();
        });
        const bool isChanged = std::any_of(
            keys.begin(), keys.end(), [&](const QString &key) { return changes.contains(key); });
        m_index->setMark(i,
                         isWrong         ? FormIndex::Mark::Wrong
                             : isChanged ? FormIndex::Mark::Changed
                                         : FormIndex::Mark::None);
    }
}

QString GatewayForm::idProblem() const
{
    if (!m_isNew)
        return {};
    const QString id = m_id->text();
    if (id.isEmpty()) // nothing to complain of before anything has been typed
        return m_base.id.isEmpty() && !m_id->isModified() ? QString()
                                                          : tr("A gateway needs an id.");
    if (id.size() > maxGatewayId)
        return tr("%1 characters; at most %2 are allowed.").arg(id.size()).arg(maxGatewayId);
    if (id == QLatin1String(".") || id == QLatin1String(".."))
        return tr("This cannot be part of a URL.");
    if (id != id.trimmed())
        return tr("There is a space at one of the ends.");
    if (m_existing->find(id))
        return tr("There is a gateway of this id already.");
    return {};
}

void GatewayForm::updateShown()
{
    const QJsonObject json = toJson(m_current).toObject();
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        const QJsonValue value = json.value(it.key());
        const QString text = gatewayfields::text(it.key(), value, *m_time);
        it.value()->setText(text.section(u'\n', 0, 0));
    }
    QStringList others;
    for (auto it = m_current.unknown.begin(); it != m_current.unknown.end(); ++it)
        others.append(gatewayfields::leafText({}, {it.key()}, it.value(), *m_time)
                          .prepend(it.key() + QStringLiteral(": ")));
    m_others->setText(others.join(u'\n'));
    m_sections.constLast().widget->setVisible(!others.isEmpty());
    m_index->setSectionVisible(int(m_sections.size()) - 1, !others.isEmpty());
}

QStringList GatewayForm::sections() const
{
    QStringList names;
    for (const Section &section : m_sections)
        if (!section.widget->isHidden())
            names.append(section.name);
    return names;
}

void GatewayForm::showSection(const QString &name)
{
    for (int i = 0; i < m_sections.size(); ++i) {
        if (m_sections.at(i).name != name)
            continue;
        m_page->layout()->activate();
        const QScopedValueRollback guard(m_jumping, true);
        m_area->verticalScrollBar()->setValue(m_sections.at(i).widget->y() - grid);
        m_index->setCurrent(i);
    }
}

// The one at the top; a section that cannot come so far up was jumped to.
void GatewayForm::onScrolled(int value)
{
    if (m_jumping)
        return;
    int current = 0;
    for (int i = 0; i < m_sections.size(); ++i)
        if (m_sections.at(i).widget->isVisible()
            && m_sections.at(i).widget->y() <= value + 4 * grid)
            current = i;
    m_index->setCurrent(current);
}

} // namespace gatehouse
