// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace gatehouse {

// A short text of several lines, as tall as what is in it. Tab moves on.
class LinesEdit : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinesEdit)

public:
    explicit LinesEdit(QWidget *parent = nullptr);

    // One item a line; spaces around it and empty lines are left out.
    QStringList items() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace gatehouse
