// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>

namespace gatehouse {

class Dialogs;
class UsageChart;
class UsageModel;

enum class UsageFormat { Csv, Png, Svg };

// The numbers, or the picture as it is shown now.
QByteArray exportUsage(UsageFormat format, const UsageModel &model, UsageChart *chart);

// Asks where to, and writes. done(file, error) is not called when the person cancels.
void askAndExportUsage(UsageFormat format, const UsageModel &model, UsageChart *chart,
                       Dialogs *dialogs,
                       const std::function<void(const QString &file, const QString &error)> &done);

} // namespace gatehouse
