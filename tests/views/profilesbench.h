// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakedialogs.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/viewchecks.h"
#include "views/common/secretfield.h"
#include "views/shell/profilesdialog.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace gatehouse::test {

/// A dialog of connections with a keychain, dialogs and services of its own.
struct ProfilesBench
{
    QTemporaryDir folder;
    FakeKeychain::World world;
    FakeDialogs dialogs;
    Profiles profiles{folder.filePath("profiles.json")};
    SecretStore secrets{std::make_unique<FakeKeychain>(&world)};
    Connections connections{&profiles, &secrets, [this](const Profile &profile) {
                                return SandboxFixture::defaultArguments()
                                    + QStringList{"--database",
                                                  folder.filePath(profile.id + ".db")};
                            }};
    std::unique_ptr<ProfilesDialog> dialog;

    bool show()
    {
        dialog = std::make_unique<ProfilesDialog>(
            ProfilesDialog::Parts{&profiles, &secrets, &connections, &dialogs});
        QObject::connect(dialog.get(), &ProfilesDialog::connectRequested, dialog.get(),
                         [this](const QString &id) { connections.open(id); });
        QObject::connect(dialog.get(), &ProfilesDialog::disconnectRequested, dialog.get(),
                         [this](const QString &id) { connections.close(id); });
        dialog->show();
        return QTest::qWaitForWindowActive(dialog.get());
    }
    QListView *list() const { return named<QListView>("Connections"); }
    template <class T> T *named(const char *name) const
    {
        for (T *widget : dialog->findChildren<T *>())
            if (widget->accessibleName() == QString::fromUtf8(name) && widget->isVisible())
                return widget;
        return nullptr;
    }
    QLineEdit *edit(const char *name) const { return named<QLineEdit>(name); }
    QPushButton *button(const char *text) const
    {
        for (auto *candidate : dialog->findChildren<QPushButton *>())
            if (candidate->text().remove(u'&') == QString::fromUtf8(text) && candidate->isVisible())
                return candidate;
        return nullptr;
    }
    bool click(const char *text) const
    {
        auto *found = button(text);
        if (!found || !found->isEnabled())
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    bool tool(const char *name) const
    {
        auto *found = named<QToolButton>(name);
        if (!found || !found->isEnabled())
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    void type(const char *field, const QString &text) const
    {
        QLineEdit *line = edit(field);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    // By the mouse, as soon as its secrets are there.
    bool choose(int row) const
    {
        const QModelIndex index = list()->model()->index(row, 0);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(index).center());
        return loaded();
    }
    bool loaded() const
    {
        return QTest::qWaitFor([this] {
            auto *field = dialog->form()->findChild<SecretField *>();
            return field && field->isEnabledTo(dialog.get());
        });
    }
    QString note() const { return labelTexts(*dialog->form()); }
    QString id(int row) const { return profiles.values().at(row).id; }
    QString nameAt(int row) const { return profiles.values().at(row).name; }
    QString listText(int row) const { return list()->model()->index(row, 0).data().toString(); }
    // Alpha, Beta and Gamma.
    void addThree()
    {
        for (const char *name : {"Alpha", "Beta", "Gamma"})
            profiles.add({.id = QString(name).toLower(), .name = name, .account = "acc"});
    }
};

} // namespace gatehouse::test
