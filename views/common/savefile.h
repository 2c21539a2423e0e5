// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>

class QObject;

namespace gatehouse {

// Writes a file in another thread, wholly or not at all. done(error) comes later, unless context is
// gone by then; an empty error: it is there.
void saveFile(const QString &path, const QByteArray &data, QObject *context,
              const std::function<void(const QString &error)> &done);

} // namespace gatehouse
