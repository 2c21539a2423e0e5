// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/bottompanel.h"

class QLabel;

namespace gatehouse {

// Says what is unsaved, with the buttons that drop or save it.
class SaveFooter : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SaveFooter)

public:
    explicit SaveFooter(QWidget *parent = nullptr);

    void setStatus(const QString &text);
    QPushButton *revertButton() const { return m_revert; }
    QPushButton *saveButton() const { return m_save; }

private:
    QLabel *m_status;
    QPushButton *m_revert;
    QPushButton *m_save;
};

} // namespace gatehouse
