// SPDX-License-Identifier: GPL-3.0-or-later
// How what was edited is kept, and where secrets may go.
#include "models/services/connections.h"
#include "models/services/profileendpoint.h"
#include "models/services/profiles.h"
#include "views/common/dialogs.h"
#include "views/shell/profilesdialog.h"

namespace gatehouse {

// A kept secret goes to another host than the one it was entered for only when the person says so.
void ProfilesDialog::sendSecrets(const ProfileForm::Value &value, const std::function<void()> &run)
{
    const ProfileForm::Value &base = m_form->base();
    QStringList hosts;
    const auto check = [&](const QUrl &before, const QUrl &now, QList<SecretKind> kinds) {
        kinds.removeIf([&](SecretKind kind) {
            return value.secrets.value(kind).isEmpty()
                || value.secrets.value(kind) != base.secrets.value(kind);
        });
        if (!kinds.isEmpty() && before.authority() != now.authority())
            hosts.append(now.authority());
    };
    if (value.profile.backEnd != Profile::BackEnd::Sandbox)
        check(endpointOf(base.profile, {}).apiUrl, endpointOf(value.profile, {}).apiUrl,
              {SecretKind::Token, SecretKind::Key});
    if (!value.profile.ngrokUrl.isEmpty())
        check(QUrl(base.profile.ngrokUrl), QUrl(value.profile.ngrokUrl), {SecretKind::Ngrok});
    if (hosts.isEmpty())
        return run();
    Confirmation question;
    question.title = tr("Send the secret of “%1” to another address?").arg(value.profile.name);
    question.losses = {tr("What was entered for the former address is sent to %1.")
                           .arg(hosts.join(QStringLiteral(", ")))};
    question.connectionName = value.profile.name;
    question.profileColor = QColor(value.profile.color);
    question.actionLabel = tr("Send it there");
    question.destructive = false;
    m_parts.dialogs->confirm(question, this, [self = QPointer(this), run](bool confirmed) {
        if (self && confirmed)
            run();
    });
}

void ProfilesDialog::save(bool thenConnect)
{
    const ProfileForm::Value value = m_form->value();
    sendSecrets(value, [this, value, thenConnect] { save(value, thenConnect); });
}

void ProfilesDialog::save(const ProfileForm::Value &value, bool thenConnect)
{
    const Connection *connection = m_parts.connections->find(m_id);
    if (!connection || isSameService(connection->profile(), value.profile))
        return saveNow(m_id, value, thenConnect);
    Confirmation question;
    question.title = tr("Connect “%1” to another account?").arg(connection->name());
    question.losses = {tr("Its views are closed and opened again on the other account."),
                       tr("Edits that are not saved stay as drafts of the former account, but for "
                          "credentials.")};
    question.connectionName = connection->name();
    question.profileColor = QColor(connection->profile().color);
    question.actionLabel = tr("Save and reconnect");
    question.destructive = false;
    m_parts.dialogs->confirm(question, this,
                             [self = QPointer(this), id = m_id, value](bool confirmed) {
                                 if (self && confirmed)
                                     self->saveNow(id, value, false);
                             });
}

// The secrets first: a connection that is made anew reads them. One that is used for this run only
// is not kept by connecting it.
void ProfilesDialog::saveNow(const QString &id, const ProfileForm::Value &value, bool thenConnect)
{
    const bool transient = m_parts.profiles->isForThisRun(id);
    const bool keep = !transient || !thenConnect;
    const QPointer<QWidget> focus = focusWidget();
    m_form->setEnabled(false); // the keychain may take its time
    const auto changed = std::make_shared<bool>(false);
    const auto left = std::make_shared<int>(1);
    const auto finish = [this, id, value, thenConnect, keep, changed, left, focus] {
        if (--*left > 0)
            return;
        m_form->setEnabled(true);
        if (focus)
            focus->setFocus();
        saveProfile(id, value, keep);
        if (*changed)
            m_parts.connections->renewCredentials(id);
        if (thenConnect)
            Q_EMIT connectRequested(id);
    };
    for (const SecretKind kind : secretKinds) {
        const QString secret = value.secrets.value(kind);
        const bool differs = secret != m_form->base().secrets.value(kind);
        *changed |= differs;
        if (!keep && differs) {
            m_parts.secrets->keepForThisRun(id, kind, secret);
            m_kept.insert(kind, {secret, Secret::Place::Memory});
        } else if (differs || (keep && transient && !secret.isEmpty())) {
            ++*left;
            m_parts.secrets->write(id, kind, secret)
                .then(this, [this, id, kind, secret, finish](const Result<Secret::Place> &at) {
                    if (id == m_id)
                        m_kept.insert(kind, {secret, at.value_or(Secret::Place::Memory)});
                    finish();
                });
        }
    }
    finish();
}

void ProfilesDialog::saveProfile(const QString &id, const ProfileForm::Value &value, bool keep)
{
    const Profile *now = m_parts.profiles->find(id);
    if (!now)
        return;
    Profile profile = value.profile;
    profile.open = now->open; // it has no field, and may have changed meanwhile
    m_edits.remove(id);
    if (id == m_id) {
        m_form->setValue({profile, value.secrets});
        onEdited();
    }
    m_parts.profiles->update(profile);
    if (keep)
        m_parts.profiles->keep(id);
    showSecretsNote();
}

} // namespace gatehouse
