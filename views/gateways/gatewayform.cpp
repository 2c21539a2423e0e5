// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayform.h"

#include "models/domain/format.h"
#include "views/common/fieldrow.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/gatewayfields.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <algorithm>

namespace gatehouse {

static constexpr int maxIdLength = 64;

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
    m_kept->setVisible(!isNew);
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
            it->show(json.value(it.key()));
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
    widget()->setEnabled(!locked);
}

bool GatewayForm::setServiceError(const QString &key, const QString &message)
{
    if (!m_editors.contains(key))
        return false;
    m_serviceErrors.insert(key, message);
    updateProblems();
    return true;
}

void GatewayForm::focusField(const QString &key)
{
    const Editor editor = m_editors.value(key);
    if (!editor.row)
        return;
    ensureWidgetVisible(editor.row);
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
}

QString GatewayForm::idProblem() const
{
    if (!m_isNew)
        return {};
    const QString id = m_id->text();
    if (id.isEmpty()) // nothing to complain of before anything has been typed
        return m_base.id.isEmpty() && !m_id->isModified() ? QString()
                                                          : tr("A gateway needs an id.");
    if (id.size() > maxIdLength)
        return tr("%1 characters; at most %2 are allowed.").arg(id.size()).arg(maxIdLength);
    if (id == QLatin1String(".") || id == QLatin1String(".."))
        return tr("This cannot be part of a URL.");
    if (id != id.trimmed())
        return tr("There is a space at one of the ends.");
    if (m_existing->find(id))
        return tr("There is a gateway of this id already.");
    return {};
}

static QString rateSentence(const Gateway &gateway)
{
    const qint64 limit = gateway.rateLimitingLimit.valueOr(0);
    const qint64 interval = gateway.rateLimitingInterval.valueOr(0);
    if (gateway.rateLimitingLimit.isAbsent() || gateway.rateLimitingInterval.isAbsent())
        return {};
    if (limit == 0 && interval == 0)
        return GatewayForm::tr("No limit.");
    if (limit == 0)
        return GatewayForm::tr("No limit: the number of requests is 0 or not set.");
    if (interval == 0)
        return GatewayForm::tr("No limit: the interval is 0 or not set.");
    const bool sliding = gateway.rateLimitingTechnique
        && gateway.rateLimitingTechnique->known() == RateLimitingTechnique::Sliding;
    return (sliding ? GatewayForm::tr("At most %1 requests in any %2 s.")
                    : GatewayForm::tr("At most %1 requests in each interval of %2 s."))
        .arg(format::count(limit), format::count(interval));
}

static QString retrySentence(const Gateway &gateway)
{
    const qint64 attempts = gateway.retryMaxAttempts.valueOr(0);
    if (gateway.retryMaxAttempts.isAbsent())
        return {};
    if (attempts == 0)
        return GatewayForm::tr("The gateway does not repeat a failed request.");
    if (attempts == 1)
        return GatewayForm::tr("One attempt: the gateway does not repeat a failed request.");
    const qint64 delay = gateway.retryDelay.valueOr(0);
    const auto backoff = gateway.retryBackoff ? gateway.retryBackoff->known() : std::nullopt;
    QStringList pauses;
    for (qint64 i = 1; i < std::min<qint64>(attempts, 5); ++i) {
        const qint64 factor = backoff == RetryBackoff::Exponential ? qint64(1) << (i - 1)
            : backoff == RetryBackoff::Linear                      ? i
                                                                   : 1;
        pauses.append(format::duration(double(delay * factor)));
    }
    return GatewayForm::tr("Pauses between attempts: %1.").arg(pauses.join(QStringLiteral(", ")));
}

void GatewayForm::updateNotes()
{
    const Gateway gateway = value();
    m_editors[QStringLiteral("rate_limiting_technique")].row->setHelp(rateSentence(gateway));
    m_editors[QStringLiteral("retry_backoff")].row->setHelp(retrySentence(gateway));
    const bool needsKey = gateway.logpush.valueOr(false) && !gateway.logpushPublicKey;
    m_editors[QStringLiteral("logpush")].row->setHelp(
        needsKey ? tr("It needs a public key, and none is reported.") : QString());
}

void GatewayForm::updateShown()
{
    const QJsonObject json = toJson(m_current).toObject();
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        const QJsonValue value = json.value(it.key());
        const bool nested = value.isObject() || value.isArray();
        const QString text = nested ? gatewayfields::summary(it.key(), value)
                                    : gatewayfields::text(it.key(), value, *m_time);
        it.value()->setText(text.section(u'\n', 0, 0));
    }
}

} // namespace gatehouse
