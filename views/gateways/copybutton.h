// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QTimer>
#include <functional>

namespace gatehouse {

// Copies a text, and says so for a moment.
class CopyButton : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyButton)

public:
    CopyButton(const QString &accessibleName, const std::function<QString()> &text,
               QWidget *parent = nullptr);

private:
    QTimer m_done;
};

} // namespace gatehouse
