// SPDX-License-Identifier: GPL-3.0-or-later
// Facts are never cut, however narrow their list is.
#include "views/common/breakinglabel.h"
#include "views/common/factlist.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace gatehouse;

namespace {

const QString address = QStringLiteral("https://invoices.example.com/") + QString(200, u'x');

struct Facts : FactList
{
    Facts()
    {
        setFacts(
            {{QStringLiteral("Status"), QStringLiteral("Paid")}, {QStringLiteral("PDF"), address}});
    }
    BreakingLabel *label(const QString &name) const
    {
        for (auto *label : findChildren<BreakingLabel *>())
            if (label->accessibleName() == name)
                return label;
        return nullptr;
    }
    // To the last line.
    bool isPainted(const QString &name) const
    {
        const BreakingLabel *shown = label(name);
        const QImage image = const_cast<BreakingLabel *>(shown)->grab().toImage();
        const QRgb paper = image.pixel(image.width() - 1, image.height() - 1);
        const int line = shown->fontMetrics().height();
        int ink = 0;
        for (int y = image.height() - line; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                ink += image.pixel(x, y) != paper;
        return ink > 0;
    }
};

} // namespace

class FactListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longWordsAreBroken()
    {
        Facts facts;
        facts.resize(220, 10);
        facts.show();
        QVERIFY(facts.minimumSizeHint().width() <= 220);
        facts.resize(220, facts.heightForWidth(220));
        BreakingLabel *pdf = facts.label(QStringLiteral("PDF"));
        QTRY_COMPARE(pdf->width(), 220);
        QVERIFY(pdf->isBroken());
        const int lines = pdf->height() / pdf->fontMetrics().height();
        QVERIFY2(lines * 220 >= pdf->fontMetrics().horizontalAdvance(address),
                 qPrintable(QString::number(lines)));
        QVERIFY(facts.isPainted(QStringLiteral("PDF")));
        QCOMPARE(facts.value(QStringLiteral("PDF")), address);
        QVERIFY(!facts.label(QStringLiteral("Status"))->isBroken());
    }

    void brokenOnesAreCopiedWhole()
    {
        Facts facts;
        facts.resize(220, 600);
        facts.show();
        BreakingLabel *pdf = facts.label(QStringLiteral("PDF"));
        QTRY_VERIFY(pdf->isBroken());
        QCOMPARE(pdf->contextMenuPolicy(), Qt::ActionsContextMenu);
        QCOMPARE(pdf->actions().size(), 1);
        pdf->actions().constFirst()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), address);
    }

    // With room, or with a shorter text, it is selected by the mouse as any other.
    void wholeAgain()
    {
        Facts facts;
        facts.resize(220, 600);
        facts.show();
        BreakingLabel *pdf = facts.label(QStringLiteral("PDF"));
        QTRY_VERIFY(pdf->isBroken());
        facts.resize(3000, 600);
        QTRY_VERIFY(!pdf->isBroken());
        QCOMPARE(pdf->textInteractionFlags(), Qt::TextSelectableByMouse);
        facts.resize(220, 600);
        QTRY_VERIFY(pdf->isBroken());
        facts.setFacts({{QStringLiteral("Status"), QStringLiteral("Paid")},
                        {QStringLiteral("PDF"), QStringLiteral("none")}});
        QTRY_COMPARE(pdf->textInteractionFlags(), Qt::TextSelectableByMouse);
    }
};

QTEST_MAIN(FactListTest)
#include "tst_factlist.moc"
