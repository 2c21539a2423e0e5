// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>

// Secrets are planted wherever a person or the service may put one, the console is used, and then
// everything it wrote, said, showed or sent is searched for them.
namespace gatehouse::test {

class PlantedSecrets
{
public:
    explicit PlantedSecrets(QByteArrayList secrets) : m_secrets(std::move(secrets)) { }

    bool isClean(const QByteArray &text) const
    {
        const QByteArray percent = QByteArray::fromPercentEncoding(text);
        for (const QByteArray &secret : m_secrets)
            for (const QByteArray &form : {secret, secret.toBase64(), secret.toHex()})
                if (text.contains(form) || percent.contains(form))
                    return false;
        return true;
    }
    // The first that is not clean; empty: all are.
    QByteArray firstDirty(const QByteArrayList &texts) const
    {
        for (const QByteArray &text : texts)
            if (!isClean(text))
                return text;
        return {};
    }
    // Of every file below a folder.
    QStringList dirtyFiles(const QString &folder) const
    {
        QStringList dirty;
        QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly) || !isClean(file.readAll())
                || !isClean(file.fileName().toUtf8()))
                dirty.append(file.fileName());
        }
        return dirty;
    }

private:
    QByteArrayList m_secrets;
};

// What the program says to its log, from the first call on.
inline QByteArrayList &saidByProgram()
{
    static QByteArrayList said;
    static const auto former =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
            said.append(text.toUtf8());
        });
    Q_UNUSED(former)
    return said;
}

// All that can be seen or heard of the widgets below parent; what is masked has another echo mode.
inline QByteArrayList everyText(const QWidget *parent)
{
    QByteArrayList texts;
    for (const QWidget *widget : parent->findChildren<QWidget *>()) {
        for (const char *property : {"text", "toolTip", "accessibleName", "windowTitle",
                                     "accessibleDescription", "plainText", "placeholderText"})
            if (!qobject_cast<const QLineEdit *>(widget)
                || static_cast<const QLineEdit *>(widget)->echoMode() == QLineEdit::Normal)
                texts.append(widget->property(property).toString().toUtf8());
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (!view || !view->model())
            continue;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            for (int column = 0; column < view->model()->columnCount(); ++column)
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    texts.append(view->model()->index(row, column).data(role).toString().toUtf8());
    }
    return texts;
}

} // namespace gatehouse::test
