// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/contract/sandboxclient.h"

namespace contract {

constexpr int hour = 3'600'000; ///< ms

QJsonObject filterBody(const QString &key, const QString &op, const QJsonArray &values);
QJsonObject evaluationBody(const QString &name, const QJsonArray &datasetIds,
                           const QJsonArray &typeIds);

/// Makes a dataset of a gateway ("/gateways/x"); its id.
QString newDataset(Sandbox &sandbox, const QString &gateway, const QString &name,
                   const QJsonArray &filters);

QJsonArray evaluationTypes(Sandbox &sandbox);
QJsonArray evaluationTypeIds(Sandbox &sandbox);

/// How long evaluations take, those under way as well.
void setProcessingTime(Sandbox &sandbox, int milliseconds);

/// Whether a gateway ("/gateways/x") has an evaluation that is not processed.
bool hasUnprocessed(Sandbox &sandbox, const QString &gateway);

/// The logs of a gateway ("/gateways/x") with their feedback, which lists do not show
/// but can be filtered by.
QJsonArray ratedLogs(Sandbox &sandbox, const QString &gateway);

bool matchesAll(const QJsonObject &log, const QJsonArray &filters);

/// Fails the test unless the evaluation is processed and says of each type what comes out
/// when these logs are added up one by one.
void compareWithLogs(const QJsonObject &evaluation, const QJsonArray &logs,
                     const QJsonArray &types);

} // namespace contract
