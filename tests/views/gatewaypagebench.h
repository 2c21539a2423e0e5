// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandboxfixture.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/gateways/gatewaypages.h"
#include "views/gateways/gatewayview.h"

#include <QComboBox>

// What the tests of a gateway's pages build on.
namespace gatehouse::test {

inline const QString chat = QStringLiteral("production-chat");

// The view of one gateway, with one of its pages shown.
template <class PageType> struct Shown
{
    Shown(GatewayBench &bench, const QString &page, const QString &place = {},
          const QString &id = chat)
        : view(&bench.models, {id}, &bench.drafts, &bench.dialogs)
    {
        view.goTo({ViewAddress::Kind::Gateway, {id}, place, page});
        part = static_cast<PageType *>(view.pages()->currentPage());
    }
    bool settled()
    {
        return QTest::qWaitFor([this] { return !view.isBusy(); }, 20'000);
    }

    GatewayView view;
    PageType *part = nullptr;
};

inline void choose(QComboBox *box, const QString &text)
{
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setFocus();
    while (box->currentIndex() > index)
        QTest::keyClick(box, Qt::Key_Up);
    while (box->currentIndex() < index)
        QTest::keyClick(box, Qt::Key_Down);
}

inline void addFaultRows()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"html", "error"})
        QTest::newRow(kind) << QString(kind);
}

} // namespace gatehouse::test
