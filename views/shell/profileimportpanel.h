// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/profiles.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace gatehouse {

// What a file of profiles would bring, to choose from.
class ProfileImportPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileImportPanel)

public:
    explicit ProfileImportPanel(QWidget *parent = nullptr);

    void setImports(const QList<Profiles::Import> &imports);

Q_SIGNALS:
    void accepted(const QList<gatehouse::Profile> &profiles);
    void rejected();

private:
    QList<Profile> chosen() const;

    QList<Profiles::Import> m_imports;
    QListWidget *m_list;
    QPushButton *m_import;
};

} // namespace gatehouse
