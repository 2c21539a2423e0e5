// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QHash>
#include <functional>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/profilemodel.h"
#include "views/shell/profileform.h"

class QAction;
class QLabel;
class QListView;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolBar;

namespace gatehouse {

class ConnectionTestPanel;
class Dialogs;
class MessageBar;
class ProfileImportPanel;

// The profiles: a list, and a form for the one that is chosen. What is edited stays until it is
// saved or reverted, whatever else is chosen meanwhile and when the dialog is closed.
class ProfilesDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfilesDialog)

public:
    struct Parts
    {
        Profiles *profiles;
        SecretStore *secrets;
        Connections *connections;
        Dialogs *dialogs;
    };

    explicit ProfilesDialog(const Parts &parts, QWidget *parent = nullptr);

    void choose(const QString &id);
    // Where the person enters a new token of a profile.
    void chooseSecret(const QString &id);
    void create(); // a new one, not kept until it is saved
    QString chosen() const; // empty: none
    ProfileForm *form() const { return m_form; }
    MessageBar *messages() const { return m_messages; }

Q_SIGNALS:
    void connectRequested(const QString &id);
    void disconnectRequested(const QString &id);
    void requestChanged(const gatehouse::RequestRecord &record); // of a connection test

protected:
    void hideEvent(QHideEvent *event) override;

private:
    struct Edit
    {
        ProfileForm::Value value;
        bool withSecrets = false; // else they were not known yet
    };
    void makeActions();
    QWidget *makeList();
    QWidget *makeFormPage();
    void connectParts();

    void onChosen();
    void onSelectionChanged();
    void onEdited();
    void onListReset();
    void loadSecrets(const QString &id);
    void takeSecret(SecretKind kind, const Result<Secret> &secret);
    void showLoaded();
    void showSecretsNote();
    void updateControls();
    QStringList selectedIds() const;

    void duplicate();
    void remove();
    void removeNow(const QString &id);
    void moveBy(int step);
    void exportChosen();
    void importFile();
    void showImport(const QString &path);
    void addImports(const QList<Profile> &profiles);
    void runTest();
    void runTest(const ProfileForm::Value &value);
    void sendSecrets(const ProfileForm::Value &value, const std::function<void()> &run);
    void revert();
    void toggleConnection();
    void save(bool thenConnect = false);
    void save(const ProfileForm::Value &value, bool thenConnect);
    void saveNow(const QString &id, const ProfileForm::Value &value, bool thenConnect);
    void saveProfile(const QString &id, const ProfileForm::Value &value, bool keep);

    Parts m_parts;
    ProfileModel m_model;
    QString m_id; // in the form
    QHash<QString, Edit> m_edits; // that are not saved
    QMap<SecretKind, Secret> m_kept; // of the one in the form, as far as they have been read
    int m_asked = 0; // secrets that are being read
    quint64 m_question = 0; // for the secrets of the one in the form; the newest counts
    QString m_readFailure;

    MessageBar *m_messages;
    QListView *m_list;
    QStackedWidget *m_pages;
    QLabel *m_nothing;
    QWidget *m_formPage = nullptr;
    QScrollArea *m_scroll = nullptr;
    ProfileForm *m_form;
    ConnectionTestPanel *m_test;
    ProfileImportPanel *m_import;
    QPushButton *m_testButton;
    QPushButton *m_connect;
    QPushButton *m_revert;
    QPushButton *m_save;
    QAction *m_new;
    QAction *m_duplicate;
    QAction *m_delete;
    QAction *m_up;
    QAction *m_down;
    QAction *m_importAction;
    QAction *m_export;
};

} // namespace gatehouse
