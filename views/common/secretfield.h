// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace gatehouse {

// A credential: masked until the reveal button is pressed, and again as soon as the focus leaves.
// What is copied leaves the clipboard after half a minute, if it is still there.
class SecretField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretField)

public:
    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    QString value() const;
    void setValue(const QString &value); // masks it
    void setPlaceholder(const QString &text);
    bool isRevealed() const;
    void setClipboardTime(std::chrono::milliseconds time) { m_clipboardTimer.setInterval(time); }

    QLineEdit *edit() const { return m_edit; }
    QToolButton *revealButton() const { return m_reveal; }
    QToolButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void valueChanged(); // by the person

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setRevealed(bool revealed);
    void copy();
    void clearClipboard();

    QLineEdit *m_edit;
    QToolButton *m_reveal;
    QToolButton *m_copy;
    QTimer m_clipboardTimer;
    QString m_copied; // empty: nothing of it is in the clipboard
};

} // namespace gatehouse
