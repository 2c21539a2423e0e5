// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayexporter.h"

#include "models/domain/gatewayfile.h"
#include "views/common/dialogs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace gatehouse {

GatewayExporter::GatewayExporter(Dialogs *dialogs, QWidget *parent)
    : QObject(parent)
    , m_dialogs(dialogs)
    , m_window(parent)
{
}

void GatewayExporter::toFile(const QList<Gateway> &gateways, const QString &connectionName)
{
    FileQuestion question;
    question.title = tr("Export gateways");
    question.suggestion = gateways.size() == 1
        ? gatewayFileName(gateways.constFirst().id)
        : gatewayFileName({tr("%1 gateways").arg(connectionName)});
    question.nameFilters = {tr("JSON (*.json)")};
    question.suffix = QStringLiteral("json");
    m_dialogs->saveFile(question, m_window, [this, gateways](const QString &path) {
        if (path.isEmpty())
            return;
        const GatewayExport file = exportGateways(gateways);
        write({{path, file.text}}, int(gateways.size()), file.secrets);
    });
}

void GatewayExporter::toFolder(const QList<Gateway> &gateways)
{
    FileQuestion question;
    question.title = tr("Export one file per gateway");
    m_dialogs->openFolder(question, m_window, [this, gateways](const QString &folder) {
        if (folder.isEmpty())
            return;
        QList<File> files;
        QStringList replaced;
        int secrets = 0;
        for (const Gateway &gateway : gateways) {
            const GatewayExport file = exportGateways({gateway});
            const QString path = QDir(folder).filePath(gatewayFileName(gateway.id));
            QFile there(path);
            if (there.open(QIODevice::ReadOnly) && there.readAll() != file.text)
                replaced.append(QFileInfo(path).fileName());
            files.append({path, file.text});
            secrets += file.secrets;
        }
        const auto goOn = [this, files, secrets] { write(files, int(files.size()), secrets); };
        if (replaced.isEmpty())
            return goOn();
        Confirmation confirmation;
        confirmation.title = tr("Replace files?");
        confirmation.losses = replaced;
        confirmation.count = replaced.size();
        confirmation.countLabel = tr("files that hold something else");
        confirmation.from = folder;
        confirmation.actionLabel = tr("Replace");
        m_dialogs->confirm(confirmation, m_window, [goOn](bool confirmed) {
            if (confirmed)
                goOn();
        });
    });
}

void GatewayExporter::write(const QList<File> &files, int gateways, int secrets)
{
    for (const File &each : files) {
        QSaveFile file(each.path);
        if (!file.open(QIODevice::WriteOnly) || file.write(each.text) != each.text.size()
            || !file.commit()) {
            Q_EMIT failed(tr("%1 cannot be written: %2").arg(each.path, file.errorString()));
            return;
        }
    }
    const QFileInfo first(files.constFirst().path);
    const QString where = files.size() == 1 ? first.fileName() : first.path();
    const QString done = gateways == 1
        ? tr("1 gateway was exported to %1.").arg(where)
        : tr("%1 gateways were exported to %2.").arg(QString::number(gateways), where);
    const QString left = secrets == 0 ? tr("There were no secrets in it.")
        : secrets == 1                ? tr("1 secret was left out; the file says where.")
                       : tr("%1 secrets were left out; the files say where.").arg(secrets);
    Q_EMIT finished(done + u' ' + left);
}

} // namespace gatehouse
