// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/tablemodel.h"
#include "models/services/connections.h"
#include "models/services/profiles.h"

namespace gatehouse {

// The profiles in their order, one column, which a drag changes.
class ProfileModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileModel)

public:
    enum OwnRole {
        ColorRole = TableModel::OwnRole, // "#rrggbb" or empty
        DetailRole, // back end, account and state in one line
        FailedRole, // a connection that could not be made
        ReadOnlyRole,
    };

    ProfileModel(Profiles *profiles, Connections *connections, QObject *parent = nullptr);

    QModelIndex indexOf(const QString &id) const;
    // Those with edits that are not saved.
    void setUnsaved(const QSet<QString> &ids);

    static QString backEndText(const Profile &profile);
    QString stateText(const QString &id) const;

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

protected:
    int rows() const override { return int(m_ids.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    void update();

    Profiles *m_profiles;
    Connections *m_connections;
    QStringList m_ids;
    QSet<QString> m_unsaved;
};

} // namespace gatehouse
