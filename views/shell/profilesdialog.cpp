// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/profilesdialog.h"

#include "models/services/profileendpoint.h"
#include "views/common/dialogs.h"
#include "views/common/messagebar.h"
#include "views/shell/connectiontestpanel.h"
#include "views/shell/profileimportpanel.h"

#include <QAction>
#include <QFile>
#include <QHideEvent>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>

namespace gatehouse {

static const QString fileMessage = QStringLiteral("transfer");
static const QString secretMessage = QStringLiteral("secret");
QString ProfilesDialog::chosen() const
{
    return m_id;
}

void ProfilesDialog::choose(const QString &id)
{
    // not QListView::setCurrentIndex(), which extends the selection while Ctrl is down
    m_list->selectionModel()->setCurrentIndex(m_model.indexOf(id),
                                              QItemSelectionModel::ClearAndSelect);
}

void ProfilesDialog::chooseSecret(const QString &id)
{
    choose(id);
    m_form->focusSecret();
}

void ProfilesDialog::onListReset()
{
    choose(m_parts.profiles->find(m_id) ? m_id : QString());
    if (!m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(m_model.index(0, 0));
        onChosen(); // there may be none
    }
}

void ProfilesDialog::onChosen()
{
    const QString id = m_list->currentIndex().data(ProfileModel::IdRole).toString();
    if (!id.isEmpty() && id == m_id) {
        m_pages->setCurrentWidget(m_formPage);
        return updateControls();
    }
    m_id = id;
    m_test->clear();
    m_kept.clear();
    m_readFailure.clear();
    const Profile *profile = m_parts.profiles->find(id);
    m_pages->setCurrentIndex(profile ? m_pages->indexOf(m_formPage) : 0);
    if (profile) {
        QStringList others;
        for (const Profile &other : m_parts.profiles->values())
            if (other.id != id)
                others.append(other.name);
        m_form->setOtherNames(others);
        m_form->setValue({*profile, {}});
        if (const auto edit = m_edits.constFind(id); edit != m_edits.constEnd())
            m_form->setEdits(edit->value);
        loadSecrets(id);
    }
    updateControls();
}

void ProfilesDialog::onSelectionChanged()
{
    updateControls();
}

QStringList ProfilesDialog::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        ids.append(index.data(ProfileModel::IdRole).toString());
    return ids;
}

void ProfilesDialog::loadSecrets(const QString &id)
{
    m_asked = int(std::size(secretKinds));
    m_form->setSecretsLoading(true);
    const quint64 question = ++m_question;
    for (const SecretKind kind : secretKinds)
        m_parts.secrets->read(id, kind).then(this,
                                             [this, kind, question](const Result<Secret> &secret) {
                                                 if (question == m_question)
                                                     takeSecret(kind, secret);
                                             });
    showSecretsNote();
}

void ProfilesDialog::takeSecret(SecretKind kind, const Result<Secret> &secret)
{
    if (!secret)
        m_readFailure = secret.error().message;
    else if (secret->place != Secret::Place::None)
        m_kept.insert(kind, *secret);
    if (--m_asked == 0)
        showLoaded();
}

// The secrets come under what is edited.
void ProfilesDialog::showLoaded()
{
    ProfileForm::Value base{m_form->base().profile, {}};
    for (auto it = m_kept.cbegin(); it != m_kept.cend(); ++it)
        base.secrets.insert(it.key(), it->text);
    ProfileForm::Value edited = m_form->value();
    if (!m_edits.value(m_id).withSecrets)
        edited.secrets = base.secrets;
    m_form->setSecretsLoading(false);
    m_form->setValue(base);
    m_form->setEdits(edited);
    onEdited();
    showSecretsNote();
}

void ProfilesDialog::showSecretsNote()
{
    if (m_id.isEmpty())
        return;
    const QString failure = m_readFailure.isEmpty() ? m_parts.secrets->failure() : m_readFailure;
    const auto isIn = [this](Secret::Place place) {
        return std::any_of(m_kept.begin(), m_kept.end(),
                           [place](const Secret &secret) { return secret.place == place; });
    };
    QString note;
    if (m_asked > 0)
        note = tr("Asking the keychain of this desktop…");
    else if (m_parts.profiles->isForThisRun(m_id))
        note = failure.isEmpty()
            ? tr("The connection is not kept yet. Saving it puts the secrets into the keychain of "
                 "this desktop.")
            : tr("The connection is not kept yet. Secrets are kept for this session only: %1.")
                  .arg(failure);
    else if (isIn(Secret::Place::Memory) || !failure.isEmpty())
        note = tr("Secrets are kept for this session only and entered again at the next start, "
                  "because the keychain of this desktop cannot be used%1.")
                   .arg(failure.isEmpty() ? QString() : tr(": %1").arg(failure));
    else if (isIn(Secret::Place::Keychain))
        note = tr("Secrets are in the keychain of this desktop.");
    else
        note = tr("Secrets will be kept in the keychain of this desktop.");
    m_form->setSecretsNote(note);
}

void ProfilesDialog::onEdited()
{
    if (m_form->isDirty())
        m_edits.insert(m_id, {m_form->value(), m_asked == 0 || m_edits.value(m_id).withSecrets});
    else
        m_edits.remove(m_id);
    m_model.setUnsaved(QSet<QString>(m_edits.keyBegin(), m_edits.keyEnd()));
    updateControls();
}

void ProfilesDialog::updateControls()
{
    const bool any = !m_id.isEmpty() && m_pages->currentWidget() != m_import;
    const Connection *connection = m_parts.connections->find(m_id);
    const QMap<QString, QString> problems = any ? m_form->problems() : QMap<QString, QString>();
    const bool dirty = any && m_form->isDirty();
    const bool transient = m_parts.profiles->isForThisRun(m_id);
    const bool ready = any && m_asked == 0;
    const QString problem = problems.isEmpty() ? QString() : problems.first();
    const bool sandbox = any && m_form->value().profile.backEnd == Profile::BackEnd::Sandbox;

    m_save->setEnabled(ready && (dirty || transient) && problems.isEmpty());
    m_save->setText(transient ? tr("&Keep this connection") : tr("&Save"));
    m_save->setShortcut(QKeySequence::Save); // a new text takes it away
    m_save->setToolTip(problem);
    m_revert->setEnabled(ready && dirty);
    m_connect->setText(connection                ? tr("&Disconnect")
                           : dirty && !transient ? tr("Save and &connect")
                                                 : tr("&Connect"));
    m_connect->setEnabled(connection || (ready && problems.isEmpty()));
    m_connect->setToolTip(connection ? QString() : problem);
    const bool sandboxRuns = connection && connection->state() == Connection::State::Ready;
    m_testButton->setEnabled(ready && problems.isEmpty() && !m_test->isRunning()
                             && (!sandbox || sandboxRuns));
    m_testButton->setToolTip(!problem.isEmpty() ? problem
                                 : sandbox && !sandboxRuns
                                 ? tr("A sandbox runs, and can be tested, while it is connected.")
                                 : QString());

    const int row = m_list->currentIndex().row();
    m_duplicate->setEnabled(ready);
    m_delete->setEnabled(any);
    m_up->setEnabled(any && row > 0);
    m_down->setEnabled(any && row + 1 < m_model.rowCount());
    m_export->setEnabled(!selectedIds().isEmpty());
}

void ProfilesDialog::create()
{
    Profile profile = newProfile();
    profile.name = m_parts.profiles->uniqueName(profile.name);
    profile.color = freeProfileColor(m_parts.profiles->values());
    choose(m_parts.profiles->addForThisRun(profile));
    m_form->focusName();
}

void ProfilesDialog::duplicate()
{
    ProfileForm::Value value = m_form->value();
    value.profile.id.clear();
    value.profile.open = false;
    value.profile.name = m_parts.profiles->uniqueName(tr("%1 (copy)").arg(value.profile.name));
    const QString id = m_parts.profiles->addForThisRun(value.profile);
    for (auto it = value.secrets.cbegin(); it != value.secrets.cend(); ++it)
        m_parts.secrets->keepForThisRun(id, it.key(), it.value());
    choose(id);
    m_form->focusName();
}

void ProfilesDialog::remove()
{
    const Profile *profile = m_parts.profiles->find(m_id);
    if (!profile)
        return;
    Confirmation question;
    question.title = tr("Delete the connection “%1”?").arg(profile->name);
    if (m_parts.connections->find(m_id))
        question.losses.append(
            tr("It is disconnected and its views close. Edits that are not saved stay as drafts, "
               "but for credentials."));
    question.losses.append(profile->backEnd == Profile::BackEnd::Sandbox
                               ? tr("The sandbox's data stay on this machine.")
                               : tr("Its secrets are removed from the keychain. The account itself "
                                    "is not touched."));
    question.connectionName = profile->name;
    question.profileColor = QColor(profile->color);
    question.typedName = profile->name;
    question.actionLabel = tr("Delete connection");
    m_parts.dialogs->confirm(question, this, [self = QPointer(this), id = m_id](bool confirmed) {
        if (self && confirmed)
            self->removeNow(id);
    });
}

void ProfilesDialog::removeNow(const QString &id)
{
    m_parts.connections->close(id);
    m_edits.remove(id);
    for (const SecretKind kind : secretKinds)
        m_parts.secrets->remove(id, kind).then(this, [this](const Result<bool> &result) {
            if (!result)
                m_messages->showWarning(
                    secretMessage,
                    tr("A secret may still be in the keychain: %1").arg(result.error().message));
        });
    m_parts.profiles->remove(id);
}

void ProfilesDialog::moveBy(int step)
{
    m_parts.profiles->move(m_id, m_list->currentIndex().row() + step);
}

void ProfilesDialog::exportChosen()
{
    const QStringList ids = selectedIds();
    m_parts.dialogs->saveFile(
        {tr("Export connections, without secrets"),
         QStringLiteral("connections.json"),
         {tr("JSON (*.json)")},
         QStringLiteral("json")},
        this, [self = QPointer(this), ids](const QString &path) {
            if (!self || path.isEmpty())
                return;
            QSaveFile file(path);
            const QByteArray document = self->m_parts.profiles->exported(ids);
            if (file.open(QIODevice::WriteOnly) && file.write(document) == document.size()
                && file.commit())
                self->m_messages->showSuccess(
                    fileMessage,
                    tr("%n connection(s) exported to %1, without secrets.", nullptr,
                       int(ids.size()))
                        .arg(path));
            else
                self->m_messages->showError(
                    fileMessage, tr("%1 cannot be written: %2").arg(path, file.errorString()));
        });
}

void ProfilesDialog::importFile()
{
    m_parts.dialogs->openFile({tr("Import connections"), {}, {tr("JSON (*.json)")}, {}}, this,
                              [self = QPointer(this)](const QString &path) {
                                  if (self && !path.isEmpty())
                                      self->showImport(path);
                              });
}

void ProfilesDialog::showImport(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return m_messages->showError(fileMessage,
                                     tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const Result<QList<Profiles::Import>> imports =
        m_parts.profiles->readImport(file.read(1'000'000));
    if (!imports)
        return m_messages->showError(
            fileMessage,
            tr("Nothing can be imported from %1: %2").arg(path, imports.error().message));
    m_messages->clear(fileMessage);
    m_import->setImports(*imports);
    m_pages->setCurrentWidget(m_import);
    m_import->setFocus();
    updateControls();
}

void ProfilesDialog::addImports(const QList<Profile> &profiles)
{
    const QStringList ids = m_parts.profiles->import(profiles);
    m_messages->showSuccess(fileMessage,
                            tr("%n connection(s) imported. Their secrets are yet to be entered.",
                               nullptr, int(ids.size())));
    choose(ids.constFirst());
    m_pages->setCurrentWidget(m_formPage);
    updateControls();
}

static Credentials credentialsOf(const ProfileForm::Value &value)
{
    if (value.profile.signIn == Profile::SignIn::Key)
        return {{}, value.profile.email, value.secrets.value(SecretKind::Key)};
    return {value.secrets.value(SecretKind::Token), {}, {}};
}

void ProfilesDialog::runTest()
{
    const ProfileForm::Value value = m_form->value();
    sendSecrets(value, [this, value] { runTest(value); });
}

void ProfilesDialog::runTest(const ProfileForm::Value &value)
{
    const bool sandbox = value.profile.backEnd == Profile::BackEnd::Sandbox;
    const Connection *connection = m_parts.connections->find(m_id);
    const Endpoint endpoint = sandbox && connection
        ? const_cast<Connection *>(connection)->client()->endpoint()
        : endpointOf(value.profile, credentialsOf(value));
    auto *test = new ConnectionTest(value.profile.name, endpoint,
                                    sandbox ? QUrl() : QUrl(value.profile.ngrokUrl),
                                    value.secrets.value(SecretKind::Ngrok));
    test->setBudget(m_parts.connections->windows(), int(value.profile.budget));
    connect(test, &ConnectionTest::requestChanged, this, &ProfilesDialog::requestChanged);
    m_test->run(test, value.profile.readOnly);
}

void ProfilesDialog::revert()
{
    m_form->setValue(m_form->base());
    onEdited();
}

void ProfilesDialog::toggleConnection()
{
    if (m_parts.connections->find(m_id))
        Q_EMIT disconnectRequested(m_id);
    else if (m_form->isDirty() || m_parts.profiles->isForThisRun(m_id))
        save(true);
    else
        Q_EMIT connectRequested(m_id);
}

void ProfilesDialog::hideEvent(QHideEvent *event)
{
    m_test->clear();
    QDialog::hideEvent(event);
}

} // namespace gatehouse
