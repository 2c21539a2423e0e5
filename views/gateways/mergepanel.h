// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/bottompanel.h"
#include "views/gateways/gatewaydiff.h"

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
    explicit MergePanel(TimeDisplay *time, QWidget *parent = nullptr);

    // Mine is chosen to start with where it was edited, theirs where it was not.
    void setConflicts(const QList<FieldConflict> &conflicts);
    bool keepsMine(const QString &key) const;
    QRadioButton *mineButton(const QString &key) const;
    QRadioButton *theirsButton(const QString &key) const;
    QPushButton *continueButton() const { return m_continue; }

Q_SIGNALS:
    void continueRequested();
    void editRequested();

private:
    QWidget *makeField(const FieldConflict &conflict);

    TimeDisplay *m_time;
    QScrollArea *m_fields;
    QPushButton *m_edit;
    QPushButton *m_continue;
};

} // namespace gatehouse
