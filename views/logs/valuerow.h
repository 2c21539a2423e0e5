// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

// A title and a value of any length, broken wherever the width asks for it. The value can be copied
// by key, by menu and by the symbol that shows under the mouse.
class ValueRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueRow)

public:
    explicit ValueRow(const QString &title, QWidget *parent = nullptr);

    QString title() const { return accessibleName(); }
    QString value() const { return m_value; }
    void setValue(const QString &value);
    void setAbsent(const QString &why); // shown in a muted colour; nothing to copy
    bool isAbsent() const { return m_absent; }
    void copy() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void put(const QString &text, bool absent);
    int titleWidth() const;
    QRect copyRect() const;

    QString m_value;
    bool m_absent = true;
};

} // namespace gatehouse
