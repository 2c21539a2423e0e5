// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"
#include "tests/support/testdata.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"

#include <QComboBox>
#include <QFile>
#include <QJsonDocument>

// What the tests of one gateway's view build on.
namespace gatehouse::test {

// The view of one gateway; an empty id: of a new one.
struct Page
{
    Page(GatewayBench &bench, const QString &id)
        : view(&bench.models, {id}, &bench.drafts, &bench.dialogs)
    {
    }

    GatewayView view;
    GatewayForm *form = view.form();
    ReviewPanel *review = view.findChild<ReviewPanel *>();
    MergePanel *merge = view.findChild<MergePanel *>();

    void type(const QString &key, const QString &text) const { typeInto(form->editor(key), text); }
    void choose(const QString &key, const QString &label) const
    {
        auto *combo = qobject_cast<QComboBox *>(form->editor(key));
        combo->setFocus();
        QTest::keyClicks(combo, label);
    }
    QString status() const { return labelTexts(view); }
    QString reviewed() const { return reviewText(*review); }
    void pressSave() { QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier); }
};

inline QJsonObject cannedGateway()
{
    QFile file(testDataPath(QStringLiteral("gateway.json")));
    return file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll()).object().value("result").toObject()
        : QJsonObject{};
}

} // namespace gatehouse::test
