// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/gateway.h"

namespace gatehouse {

class Dialogs;

// Writes gateways to one file, or to one file each in a folder; secrets stay out of them.
class GatewayExporter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayExporter)

public:
    // parent is also what the questions are asked over.
    GatewayExporter(Dialogs *dialogs, QWidget *parent);

    void toFile(const QList<Gateway> &gateways, const QString &connectionName);
    void toFolder(const QList<Gateway> &gateways); // asks before it replaces a file by another

Q_SIGNALS:
    void finished(const QString &text);
    void failed(const QString &text);

private:
    struct File
    {
        QString path;
        QByteArray text;
    };
    void write(const QList<File> &files, int gateways, int secrets);

    Dialogs *m_dialogs;
    QWidget *m_window;
};

} // namespace gatehouse
