// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/viewchecks.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace gatehouse;
using namespace gatehouse::test;

class TestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<Theme>();
    }

    void optionalNumbersKeepAbsentAndNull()
    {
        OptionalSpinBox box;
        box.show();
        QSignalSpy changed(&box, &OptionalSpinBox::valueChanged);
        QVERIFY(box.value().isAbsent());
        QVERIFY(!box.box()->isEnabled());
        QCOMPARE(box.box()->text(), QStringLiteral("not reported"));
        box.setValue(Field<qint64>::null());
        QVERIFY(box.value().isNull());
        box.setDefault(300);
        box.setRange(0, 10'000'000'000);
        const QSize size = box.box()->sizeHint();
        QTest::mouseClick(box.tick(), Qt::LeftButton, {}, {8, box.tick()->height() / 2});
        QCOMPARE(box.value(), Field<qint64>(300));
        QVERIFY(box.box()->isEnabled());
        QCOMPARE(box.box()->sizeHint(), size); // nothing moves
        QVERIFY(QTest::qWaitForWindowActive(&box));
        box.box()->setFocus();
        box.box()->selectAll();
        QTest::keyClicks(box.box(), QStringLiteral("1234567"));
        QTest::keyClick(box.box(), Qt::Key_Tab);
        QCOMPARE(box.value(), Field<qint64>(1'234'567));
        QCOMPARE(box.box()->text(), QStringLiteral("1,234,567"));
        QTest::mouseClick(box.tick(), Qt::LeftButton, {}, {8, box.tick()->height() / 2});
        QVERIFY(box.value().isNull()); // as it was read

        box.setValue(5);
        QTest::mouseClick(box.tick(), Qt::LeftButton, {}, {8, box.tick()->height() / 2});
        QVERIFY(box.value().isAbsent());
        box.setValue(99'999'999'999); // beyond the range: still as the service says
        QCOMPARE(box.value(), Field<qint64>(99'999'999'999));
        QVERIFY(changed.size() > 4);
    }

    // A character that is dropped leaves another number.
    void nothingThatIsTypedVanishes()
    {
        OptionalSpinBox box;
        box.setRange(0, 1'000'000);
        box.setValue(300);
        box.show();
        QVERIFY(QTest::qWaitForWindowActive(&box));
        for (const char *typed : {"1e400", "10e1", "12.5", "12,50", "0,500", "", "2000000"}) {
            box.box()->setFocus();
            box.box()->selectAll();
            QTest::keyClick(box.box(), Qt::Key_Delete);
            QTest::keyClicks(box.box(), QString::fromLatin1(typed));
            QTest::keyClick(box.box(), Qt::Key_Return);
            QCOMPARE(box.box()->text(), QString::fromLatin1(typed));
            QCOMPARE(box.problem(), QStringLiteral("It has to be 0 to 1,000,000."));
        }
        box.box()->selectAll();
        QTest::keyClicks(box.box(), QStringLiteral("12,500"));
        QCOMPARE(box.value(), Field<qint64>(12'500));
        QCOMPARE(box.problem(), QString());
        QTest::keyClicks(box.box(), QStringLiteral("x"));
        QVERIFY(!box.problem().isEmpty());
        box.setValue(300);
        QCOMPARE(box.box()->text(), QStringLiteral("300"));
        QCOMPARE(box.problem(), QString());
    }

    void choicesKeepWhatIsNotKnown()
    {
        OptionalCombo combo;
        combo.setChoices({{QStringLiteral("fixed"), QStringLiteral("Fixed")},
                          {QStringLiteral("sliding"), QStringLiteral("Sliding")}});
        QVERIFY(combo.value() == Field<QString>(QStringLiteral("fixed"))
                || combo.value().isAbsent());
        combo.setValue(Field<QString>::null());
        QVERIFY(combo.value().isNull());
        QCOMPARE(combo.currentText(), QStringLiteral("not reported"));
        QSignalSpy changed(&combo, &OptionalCombo::valueChanged);
        combo.show();
        combo.setFocus();
        QTest::keyClick(&combo, Qt::Key_Down);
        QCOMPARE(combo.value(), Field<QString>(QStringLiteral("fixed")));
        QCOMPARE(changed.size(), 1);
        combo.setValue(QStringLiteral("leaky"));
        QCOMPARE(combo.value(), Field<QString>(QStringLiteral("leaky")));
        QVERIFY(combo.currentText().contains(QLatin1String("leaky")));
        QCOMPARE(combo.count(), 3);

        TriState state;
        QVERIFY(state.state().isAbsent());
        state.setState(false);
        QCOMPARE(state.state(), Field<bool>(false));
        QCOMPARE(state.count(), 2);
        state.setState(Field<bool>::null());
        QVERIFY(state.state().isNull());
    }

    void rowsTellWhatIsWrong()
    {
        FormSection section(QStringLiteral("Caching"));
        auto *box = new OptionalSpinBox;
        FieldRow *row = section.addField(QStringLiteral("Keep for"), box, QStringLiteral("s"),
                                         QStringLiteral("0: not at all"));
        section.addField(QStringLiteral("Technique"), new OptionalCombo);
        section.addField(QStringLiteral("Name"), new QLineEdit);
        section.addField(QStringLiteral("Logs"), new QCheckBox);
        section.resize(500, 300);
        section.show();
        QCOMPARE(unnamedFocusable(section), QStringList());
        QVERIFY(labelTexts(section).contains(QLatin1String("0: not at all")));
        const QImage fine = row->grab().toImage();
        row->setError(QStringLiteral("Too long"));
        QVERIFY(labelTexts(section).contains(QLatin1String("Too long")));
        QVERIFY(!labelTexts(section).contains(QLatin1String("0: not at all")));
        QVERIFY(row->grab().toImage() != fine);
        QCOMPARE(box->box()->accessibleDescription(), QStringLiteral("Too long"));
        row->setError({});
        QVERIFY(labelTexts(section).contains(QLatin1String("0: not at all")));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestFields)
#include "tst_fields.moc"
