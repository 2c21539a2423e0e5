// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/leafchanges.h"
#include "views/gateways/bottompanel.h"
#include "views/gateways/gatewaydiff.h"

#include <QHash>
#include <functional>

class QRadioButton;
class QScrollArea;

namespace gatehouse {

class TimeDisplay;

// What the service changed while the person was editing: for each field, what it was, mine and
// theirs, one of which is to be kept.
class MergePanel : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MergePanel)

public:
    // How what is edited is told to the person. Nothing secret may be in it.
    struct Words
    {
        QString title;
        std::function<QString(const QString &key, const LeafPath &path)> name; // of a place
        std::function<QString(const QString &key, const LeafPath &path, const QJsonValue &value)>
            text;
    };

    explicit MergePanel(TimeDisplay *time, QWidget *parent = nullptr); // of a gateway
    explicit MergePanel(const Words &words, QWidget *parent = nullptr);

    // Mine is chosen to start with where it was edited, theirs where it was not.
    void setConflicts(const QList<FieldConflict> &conflicts);
    // What the field is to be. Of a nested one, each place is chosen by itself.
    QJsonValue chosen(const QString &key) const;
    // The buttons of a field or of a place in it.
    QRadioButton *mineButton(const QString &key, const LeafPath &path = {}) const;
    QRadioButton *theirsButton(const QString &key, const LeafPath &path = {}) const;
    QPushButton *continueButton() const { return m_continue; }

Q_SIGNALS:
    void continueRequested();
    void editRequested();

private:
    struct Place
    {
        LeafConflict conflict;
        QRadioButton *mine;
        QRadioButton *theirs;
    };
    QWidget *makePlace(const QString &key, const LeafConflict &conflict);

    Words m_words;
    QHash<QString, FieldConflict> m_conflicts;
    QHash<QString, QList<Place>> m_places; // by field
    QScrollArea *m_fields;
    QPushButton *m_edit;
    QPushButton *m_continue;
};

} // namespace gatehouse
