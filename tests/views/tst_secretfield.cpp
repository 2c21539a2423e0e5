// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/viewchecks.h"
#include "views/common/colorfield.h"
#include "views/common/secretfield.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class TestSecretField : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        QWidget window;
        SecretField *field = new SecretField;
        QLineEdit *other = new QLineEdit;

        Bench()
        {
            auto *layout = new QVBoxLayout(&window);
            layout->addWidget(field);
            layout->addWidget(other);
            field->setAccessibleName("API token");
            other->setAccessibleName("Other");
            window.show();
        }
        bool ready() { return QTest::qWaitForWindowActive(&window); }
    };

private Q_SLOTS:
    void isMaskedUntilRevealed()
    {
        Bench bench;
        QVERIFY(bench.ready());
        QSignalSpy changed(bench.field, &SecretField::valueChanged);
        bench.field->setValue("s3cret");
        QCOMPARE(changed.size(), 0);
        bench.field->setFocus();
        QTest::keyClicks(bench.field->edit(), "X");
        QCOMPARE(bench.field->value(), "s3cretX");
        QCOMPARE(changed.size(), 1);
        QVERIFY(!bench.field->isRevealed());
        QVERIFY(!bench.field->edit()->displayText().contains("cret"));

        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        QVERIFY(bench.field->isRevealed());
        QCOMPARE(bench.field->edit()->displayText(), "s3cretX");
        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        QVERIFY(!bench.field->isRevealed());
    }

    void isMaskedAgainWhenTheFocusLeaves()
    {
        Bench bench;
        QVERIFY(bench.ready());
        bench.field->setValue("s3cret");
        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        QTest::mouseClick(bench.field->edit(), Qt::LeftButton); // within it
        QVERIFY(bench.field->isRevealed());
        bench.other->setFocus();
        QVERIFY(!bench.field->isRevealed());
        QVERIFY(!bench.field->revealButton()->isChecked());

        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        QVERIFY(bench.field->isRevealed());
        bench.window.hide();
        QVERIFY(!bench.field->isRevealed());
    }

    void anotherValueIsMasked()
    {
        Bench bench;
        QVERIFY(bench.ready());
        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        QVERIFY(bench.field->isRevealed());
        bench.field->setValue("another");
        QVERIFY(!bench.field->isRevealed());
    }

    void copyLeavesTheClipboard()
    {
        Bench bench;
        QVERIFY(bench.ready());
        QClipboard *clipboard = QApplication::clipboard();
        bench.field->setClipboardTime(30ms);
        QVERIFY(!bench.field->copyButton()->isEnabled());
        bench.field->setValue("s3cret");
        QTest::mouseClick(bench.field->copyButton(), Qt::LeftButton);
        QCOMPARE(clipboard->text(), "s3cret");
        QCOMPARE(clipboard->mimeData()->data("x-kde-passwordManagerHint"), "secret");
        QTRY_COMPARE(clipboard->text(), QString());

        // Something else was copied meanwhile.
        QTest::mouseClick(bench.field->copyButton(), Qt::LeftButton);
        clipboard->setText("mine");
        QTimer passed;
        passed.setSingleShot(true);
        passed.start(60ms);
        QTRY_VERIFY(!passed.isActive());
        QCOMPARE(clipboard->text(), "mine");
    }

    void clipboardIsClearedAtTheEnd()
    {
        auto bench = std::make_unique<Bench>();
        QVERIFY(bench->ready());
        bench->field->setValue("s3cret");
        QTest::mouseClick(bench->field->copyButton(), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), "s3cret");
        bench.reset();
        QCOMPARE(QApplication::clipboard()->text(), QString());
    }

    void keysDoNotCopyWhatIsMasked()
    {
        Bench bench;
        QVERIFY(bench.ready());
        QApplication::clipboard()->setText("before");
        bench.field->setValue("s3cret");
        bench.field->setFocus();
        QTest::keyClick(bench.field->edit(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(bench.field->edit(), Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(bench.field->edit(), Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), "before");
        QCOMPARE(bench.field->value(), "s3cret");
        // Revealed, they do what the button does.
        QTest::mouseClick(bench.field->revealButton(), Qt::LeftButton);
        bench.field->setFocus();
        QTest::keyClick(bench.field->edit(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->mimeData()->data("x-kde-passwordManagerHint"),
                 "secret");
    }

    void hasNames()
    {
        Bench bench;
        QVERIFY(bench.ready());
        QCOMPARE(unnamedFocusable(bench.window), QStringList());
        QCOMPARE(bench.field->revealButton()->accessibleName(), "Show API token");
    }

    void colors()
    {
        ColorField field({{QColor("#ff0000"), "Red"}, {QColor("#0000ff"), "Blue"}});
        field.show();
        QVERIFY(QTest::qWaitForWindowActive(&field));
        QSignalSpy changed(&field, &ColorField::valueChanged);
        QVERIFY(!field.value().isValid());
        const auto button = [&field](const char *name) {
            for (auto *candidate : field.findChildren<QToolButton *>())
                if (candidate->accessibleName() == QString::fromUtf8(name))
                    return candidate;
            return static_cast<QToolButton *>(nullptr);
        };
        QTest::mouseClick(button("Blue"), Qt::LeftButton);
        QCOMPARE(field.value(), QColor("#0000ff"));
        QTest::keyClick(button("Red"), Qt::Key_Space);
        QCOMPARE(field.value(), QColor("#ff0000"));
        QCOMPARE(changed.size(), 2);
        field.setValue(QColor("#123456"));
        QVERIFY(button("Another colour…")->isChecked());
        QTest::mouseClick(button("No colour"), Qt::LeftButton);
        QVERIFY(!field.value().isValid());
        QCOMPARE(changed.size(), 3);
        QCOMPARE(unnamedFocusable(field), QStringList());
    }
};

QTEST_MAIN(TestSecretField)
#include "tst_secretfield.moc"
