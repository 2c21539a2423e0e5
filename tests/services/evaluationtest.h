// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"
#include "models/services/datasetservice.h"
#include "models/services/evaluationservice.h"
#include "models/services/evaluationtypeservice.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

namespace gatehouse::test {

// Begins with a connection to a sandbox for all of its functions; the faults of one are gone before
// the next.
class EvaluationTest : public QObject
{
    Q_OBJECT

protected:
    DatasetService *datasets() { return m_connection.datasets(); }
    EvaluationService *evaluations() { return m_connection.evaluations(); }
    EvaluationTypeService *types() { return m_connection.evaluationTypes(); }
    QList<DatasetId> firstDatasets(int count)
    {
        QList<DatasetId> ids;
        for (const Dataset &dataset :
             await(datasets()->list(gateway)).value_or(QList<Dataset>()).mid(0, count))
            ids.append(dataset.id);
        return ids;
    }

    inline static const GatewayId gateway{QStringLiteral("support-bot")};
    SandboxFixture m_sandbox;
    Connection m_connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        m_connection.open(m_sandbox.endpoint());
        m_connection.client()->setPause(std::chrono::milliseconds(1));
    }
    void cleanup() { QVERIFY(m_sandbox.setFaults({})); }
};

} // namespace gatehouse::test
