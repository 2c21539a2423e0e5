// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/profiles.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUuid>
#include <algorithm>

namespace gatehouse {

static constexpr int fileVersion = 1;
static const QString versionKey = QStringLiteral("version");
static const QString profilesKey = QStringLiteral("profiles");
static const QString formatKey = QStringLiteral("format");
static const QString exportFormat = QStringLiteral("gatehouse-profiles");

static QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Profiles::Profiles(const QString &fileName, QObject *parent) : QObject(parent), m_fileName(fileName)
{
    m_firstStart = !QFileInfo::exists(m_fileName);
    load();
}

const Profile *Profiles::find(const QString &id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_values.at(index);
}

int Profiles::indexOf(const QString &id) const
{
    const auto it = std::find_if(m_values.begin(), m_values.end(),
                                 [&id](const Profile &profile) { return profile.id == id; });
    return it == m_values.end() ? -1 : int(it - m_values.begin());
}

// Takes in what the file holds, if that is not known already. Those of this run come last.
void Profiles::load()
{
    QFile file(m_fileName);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly))
        return refuse(file.errorString());
    const QByteArray data = QByteArrayLiteral("") + file.readAll(); // never null
    if (!m_known.isNull() && data == m_known)
        return;
    m_known = data;
    m_values.removeIf([this](const Profile &profile) { return !m_transient.contains(profile.id); });
    readList(data);
}

void Profiles::readList(const QByteArray &data)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(data, &error);
    if (!document.isObject())
        return setAside(data, error.error ? error.errorString() : tr("it is not an object"));
    m_unknown = document.object();
    const int version = m_unknown.take(versionKey).toInt();
    if (version > fileVersion)
        return refuse(tr("it is of a newer version of Gatehouse"));
    const QJsonValue list = m_unknown.take(profilesKey);
    if (version < 1 || !list.isArray())
        return setAside(data, tr("it is not a list of profiles"));

    QStringList problems;
    QList<Profile> stored;
    for (const QJsonValue item : list.toArray()) {
        Result<Profile> profile = fromJson<Profile>(item);
        if (!profile) {
            problems.append(profile.error().text());
            continue;
        }
        const bool taken = std::any_of(stored.begin(), stored.end(), [&](const Profile &other) {
            return other.id == profile->id;
        });
        if (profile->id.isEmpty() || taken)
            profile->id = newId();
        m_transient.remove(profile->id);
        m_values.removeIf([&](const Profile &other) { return other.id == profile->id; });
        stored.append(*profile);
    }
    m_values = stored + m_values;
    if (!problems.isEmpty())
        setAside(data, problems.join(QStringLiteral("; ")));
}

void Profiles::refuse(const QString &problem)
{
    m_refused = true;
    setProblem(tr("The connections in %1 cannot be used: %2. The file is left as it is; what you "
                  "change is kept until Gatehouse ends.")
                   .arg(m_fileName, problem));
}

// Nothing is lost of what is not understood.
void Profiles::setAside(const QByteArray &data, const QString &why)
{
    const QString copy = m_fileName + QStringLiteral(".broken-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    QSaveFile file(copy);
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size() || !file.commit())
        return refuse(why);
    setProblem(tr("Not all connections in %1 can be read: %2. The file as it was is kept as %3.")
                   .arg(m_fileName, why, copy));
}

void Profiles::change(const std::function<void()> &apply)
{
    if (!m_refused)
        load();
    apply();
    write();
    Q_EMIT changed();
}

void Profiles::write()
{
    if (m_refused)
        return;
    QJsonArray list;
    for (const Profile &profile : m_values)
        if (!m_transient.contains(profile.id))
            list.append(toJson(profile));
    QJsonObject object = m_unknown;
    object.insert(versionKey, fileVersion);
    object.insert(profilesKey, list);
    const QByteArray data = QJsonDocument(object).toJson();
    if (data == m_known || (m_known.isEmpty() && list.isEmpty()))
        return;
    QDir().mkpath(QFileInfo(m_fileName).path());
    QSaveFile file(m_fileName);
    if (file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(data);
        if (file.commit()) {
            m_known = data;
            return;
        }
    }
    setProblem(
        tr("The connections cannot be written to %1: %2. They are kept until Gatehouse ends.")
            .arg(m_fileName, file.errorString()));
}

void Profiles::setProblem(const QString &problem)
{
    m_problem = problem;
    Q_EMIT problemChanged();
}

QString Profiles::add(const Profile &profile)
{
    Profile added = profile;
    if (added.id.isEmpty())
        added.id = newId();
    change([&] { m_values.append(added); });
    return added.id;
}

QString Profiles::addForThisRun(const Profile &profile)
{
    Profile added = profile;
    if (added.id.isEmpty())
        added.id = newId();
    if (find(added.id)) { // what the person has kept of it is theirs
        if (m_transient.contains(added.id))
            update(added);
        return added.id;
    }
    m_transient.insert(added.id);
    m_values.append(added);
    Q_EMIT changed();
    return added.id;
}

void Profiles::keep(const QString &id)
{
    change([&] { m_transient.remove(id); });
}

void Profiles::update(const Profile &profile)
{
    change([&] {
        if (const int index = indexOf(profile.id); index >= 0)
            m_values[index] = profile;
    });
}

void Profiles::setOpen(const QString &id, bool open)
{
    const Profile *profile = find(id);
    if (!profile || profile->open == open)
        return;
    change([&] {
        if (const int index = indexOf(id); index >= 0)
            m_values[index].open = open;
    });
}

void Profiles::remove(const QString &id)
{
    change([&] {
        m_values.removeIf([&id](const Profile &profile) { return profile.id == id; });
        m_transient.remove(id);
    });
}

void Profiles::move(const QString &id, int to)
{
    change([&] {
        const int from = indexOf(id);
        if (from >= 0)
            m_values.move(from, std::clamp(to, 0, int(m_values.size()) - 1));
    });
}

QString Profiles::uniqueName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        return std::any_of(m_values.begin(), m_values.end(),
                           [&name](const Profile &profile) { return profile.name == name; });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 (%2)").arg(wanted).arg(number);
    return name;
}

QByteArray Profiles::exported(const QStringList &ids) const
{
    QJsonArray list;
    for (Profile profile : m_values) {
        if (!ids.contains(profile.id))
            continue;
        profile.open = false;
        profile.unknown = {}; // it may hold anything
        list.append(toJson(profile));
    }
    return QJsonDocument(QJsonObject{{formatKey, exportFormat},
                                     {versionKey, fileVersion},
                                     {profilesKey, list}})
        .toJson();
}

Result<QList<Profiles::Import>> Profiles::readImport(const QByteArray &document) const
{
    const QJsonObject object = QJsonDocument::fromJson(document).object();
    if (object.value(formatKey) != exportFormat || !object.value(profilesKey).isArray())
        return tl::make_unexpected(
            ApiError::protocol(tr("The file holds no connections that Gatehouse exported.")));
    if (object.value(versionKey).toInt() > fileVersion)
        return tl::make_unexpected(
            ApiError::protocol(tr("The file is of a newer version of Gatehouse.")));
    const Result<QList<Profile>> profiles =
        fromJson<QList<Profile>>(object.value(profilesKey), {profilesKey});
    if (!profiles)
        return tl::make_unexpected(profiles.error());
    QList<Import> imports;
    for (Profile profile : *profiles) {
        profile.open = false;
        profile.unknown = {};
        Import entry{profile, Import::Kind::New, {}, {}};
        if (const Profile *existing = find(profile.id)) {
            entry.existing = existing->name;
            entry.differences = profileDifferences(*existing, profile);
            entry.kind = entry.differences.isEmpty() ? Import::Kind::Same : Import::Kind::Changed;
        }
        imports.append(entry);
    }
    return imports;
}

QStringList Profiles::import(const QList<Profile> &profiles)
{
    QStringList ids;
    change([&] {
        for (Profile profile : profiles) {
            // An id of “//…” belongs to what is said on the command line.
            if (profile.id.isEmpty() || profile.id.startsWith(u"//") || find(profile.id))
                profile.id = newId();
            profile.name = uniqueName(profile.name);
            m_values.append(profile);
            ids.append(profile.id);
        }
    });
    return ids;
}

} // namespace gatehouse
