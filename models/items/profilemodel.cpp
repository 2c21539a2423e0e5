// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/profilemodel.h"

#include <QMimeData>

namespace gatehouse {

static const QString mimeType = QStringLiteral("application/x-gatehouse-profile");

ProfileModel::ProfileModel(Profiles *profiles, Connections *connections, QObject *parent)
    : TableModel(1, parent)
    , m_profiles(profiles)
    , m_connections(connections)
{
    connect(profiles, &Profiles::changed, this, &ProfileModel::update);
    connect(connections, &Connections::stateChanged, this, &ProfileModel::update);
    connect(connections, &Connections::closed, this, &ProfileModel::update);
    update();
    setState(State::Ready);
}

QModelIndex ProfileModel::indexOf(const QString &id) const
{
    const qsizetype row = m_ids.indexOf(id);
    return row < 0 ? QModelIndex() : index(int(row), 0);
}

void ProfileModel::setUnsaved(const QSet<QString> &ids)
{
    m_unsaved = ids;
    columnsChanged(0, 0);
}

void ProfileModel::update()
{
    QStringList ids;
    for (const Profile &profile : m_profiles->values())
        ids.append(profile.id);
    if (ids == m_ids)
        return columnsChanged(0, 0);
    beginResetModel();
    m_ids = ids;
    endResetModel();
}

QString ProfileModel::backEndText(const Profile &profile)
{
    const auto known = profile.backEnd.known();
    if (!known)
        return profile.backEnd.text();
    switch (*known) {
    case Profile::BackEnd::Cloudflare:
        return tr("Cloudflare");
    case Profile::BackEnd::Sandbox:
        return tr("Sandbox");
    case Profile::BackEnd::Other:
        break;
    }
    const QUrl url(profile.apiUrl);
    return url.host().isEmpty() ? tr("Another address") : url.authority(QUrl::FullyEncoded);
}

QString ProfileModel::stateText(const QString &id) const
{
    const Connection *connection = m_connections->find(id);
    if (!connection)
        return tr("not connected");
    switch (connection->state()) {
    case Connection::State::Starting:
        return tr("starting…");
    case Connection::State::Ready:
        return tr("connected");
    case Connection::State::Failed:
        break;
    }
    return tr("failed: %1").arg(connection->failure());
}

QVariant ProfileModel::cell(int row, int, int role) const
{
    const QString &id = m_ids.at(row);
    const Profile *profile = m_profiles->find(id);
    if (!profile)
        return {};
    const auto detail = [&] {
        QStringList parts{backEndText(*profile), stateText(id)};
        if (m_profiles->isForThisRun(id))
            parts.append(tr("not kept"));
        if (profile->backEnd != Profile::BackEnd::Sandbox)
            parts.append(profile->account);
        parts.removeAll(QString());
        return parts.join(QStringLiteral(" · "));
    };
    switch (role) {
    case Qt::DisplayRole:
        return m_unsaved.contains(id) ? tr("%1 •").arg(profile->name) : profile->name;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return detail();
    case Qt::AccessibleTextRole:
        return QString(profile->name + QStringLiteral(", ") + detail());
    case SortRole:
        return row;
    case IdRole:
        return id;
    case ColorRole:
        return profile->color;
    case FailedRole: {
        const Connection *connection = m_connections->find(id);
        return connection && connection->state() == Connection::State::Failed;
    }
    case ReadOnlyRole:
        return profile->readOnly;
    default:
        return {};
    }
}

QVariant ProfileModel::header(int, int role) const
{
    return role == Qt::DisplayRole ? tr("Connection") : QVariant();
}

Qt::ItemFlags ProfileModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    return TableModel::flags(index) | Qt::ItemIsDragEnabled;
}

QStringList ProfileModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *ProfileModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(mimeType, m_ids.at(indexes.constFirst().row()).toUtf8());
    return data;
}

// The row does not leave by itself: the list is made anew from the profiles.
bool ProfileModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                                const QModelIndex &)
{
    const QString id = QString::fromUtf8(data->data(mimeType));
    const int from = m_profiles->indexOf(id);
    if (action != Qt::MoveAction || from < 0)
        return false;
    const int to = row < 0 ? rows() - 1 : row > from ? row - 1 : row;
    m_profiles->move(id, to);
    return false;
}

} // namespace gatehouse
