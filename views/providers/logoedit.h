// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace gatehouse {

class Dialogs;
class LogoPicture;

// A logo: an SVG file as base64. One that would not be drawn is not taken.
class LogoEdit : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogoEdit)

public:
    explicit LogoEdit(QWidget *parent = nullptr);

    void setDialogs(Dialogs *dialogs) { m_dialogs = dialogs; }
    const QString &value() const { return m_value; } // base64
    void setValue(const QString &value);
    const QString &error() const { return m_error; } // about the last file; empty: none
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed(); // by the person

private:
    void choose();
    void read(const QString &path);
    void showState();

    Dialogs *m_dialogs = nullptr;
    QString m_value;
    QString m_error;
    bool m_readOnly = false;
    LogoPicture *m_picture;
    QLabel *m_text;
    QPushButton *m_choose;
    QPushButton *m_remove;
};

} // namespace gatehouse
