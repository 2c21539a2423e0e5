// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/profile.h"

#include <QObject>
#include <QSet>
#include <functional>

namespace gatehouse {

// The profiles in the person's order, kept in a file. Every change is applied to what the file
// holds at that moment and written at once, so that two running programs do not undo each other's.
class Profiles : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Profiles)

public:
    // What a file of exported profiles holds, beside what is here.
    struct Import
    {
        enum class Kind { New, Same, Changed };
        Profile profile;
        Kind kind = Kind::New;
        QString existing; // the name of the one here, unless it is new
        QStringList differences; // of Changed
    };

    explicit Profiles(const QString &fileName, QObject *parent = nullptr);

    const QList<Profile> &values() const { return m_values; }
    const Profile *find(const QString &id) const; // nullptr: not there
    int indexOf(const QString &id) const; // -1: not there
    bool isFirstStart() const { return m_firstStart; } // there was no file
    // What is wrong with the file; empty: nothing.
    const QString &problem() const { return m_problem; }

    // An empty id is made up. Returns the id.
    QString add(const Profile &profile);
    // Not written to the file, unless it is kept later.
    QString addForThisRun(const Profile &profile);
    bool isForThisRun(const QString &id) const { return m_transient.contains(id); }
    void keep(const QString &id); // writes it from now on
    void update(const Profile &profile); // the one of that id
    void setOpen(const QString &id, bool open);
    void remove(const QString &id);
    void move(const QString &id, int to); // its index afterwards
    QString uniqueName(const QString &wanted) const;

    // As a document of its own, without what belongs to this machine, and without secrets.
    QByteArray exported(const QStringList &ids) const;
    // What a document would bring; an error when it is no such document.
    Result<QList<Import>> readImport(const QByteArray &document) const;
    // Adds them; an id that is taken is replaced by a new one, so that a profile from elsewhere
    // never inherits the secrets of one that is here. Returns the ids.
    QStringList import(const QList<Profile> &profiles);

Q_SIGNALS:
    void changed();
    void problemChanged();

private:
    void load();
    void readList(const QByteArray &data);
    void refuse(const QString &problem);
    void setAside(const QByteArray &data, const QString &why);
    void change(const std::function<void()> &apply);
    void write();
    void setProblem(const QString &problem);

    QString m_fileName;
    QList<Profile> m_values;
    QSet<QString> m_transient;
    QJsonObject m_unknown; // members of the file beside the list
    QByteArray m_known; // what the file held when it was last read or written
    QString m_problem;
    bool m_firstStart = false;
    bool m_refused = false; // the file is not understood and left alone
};

} // namespace gatehouse
