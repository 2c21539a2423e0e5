// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QWidget>

class QLabel;
class QPushButton;

namespace gatehouse {

class Dialogs;
class LogoPicture;

// A logo: an SVG file as base64. One that would not be drawn is not taken. Files are read and
// looked through in another thread.
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
    bool isReading() const { return m_isReading; }
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed(); // by the person

private:
    struct File
    {
        QString base64;
        QString error; // empty: none
    };
    static File readFile(const QString &path);
    void choose();
    void onRead();
    void showState();

    Dialogs *m_dialogs = nullptr;
    QString m_value;
    QString m_error;
    bool m_readOnly = false;
    bool m_isReading = false;
    QFutureWatcher<File> m_reading;
    LogoPicture *m_picture;
    QLabel *m_text;
    QPushButton *m_choose;
    QPushButton *m_remove;
};

} // namespace gatehouse
