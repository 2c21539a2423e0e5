// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/savefile.h"

#include <QFutureWatcher>
#include <QSaveFile>
#include <QtConcurrent>

namespace gatehouse {

static QString writeWhole(const QString &path, const QByteArray &data)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(data) == data.size();
    return isWritten && file.commit() ? QString() : file.errorString();
}

void saveFile(const QString &path, const QByteArray &data, QObject *context,
              const std::function<void(const QString &)> &done)
{
    auto *watcher = new QFutureWatcher<QString>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(writeWhole, path, data));
}

} // namespace gatehouse
