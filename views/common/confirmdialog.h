// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/dialogs.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace gatehouse {

// Cancel is the default; Enter confirms only when the person has moved to the action's button, and
// that is enabled only when the name, where one is asked for, has been typed exactly.
class ConfirmDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    explicit ConfirmDialog(const Confirmation &confirmation, QWidget *parent = nullptr);

    QLineEdit *nameEdit() const { return m_name; } // nullptr: nothing has to be typed
    QPushButton *actionButton() const { return m_action; }
    QPushButton *cancelButton() const { return m_cancel; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeading();
    QWidget *makeCounted();
    QWidget *makeNameRow();
    void updateAction();

    Confirmation m_confirmation;
    QLineEdit *m_name = nullptr;
    QPushButton *m_action;
    QPushButton *m_cancel;
};

} // namespace gatehouse
