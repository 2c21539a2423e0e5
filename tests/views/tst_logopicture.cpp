// SPDX-License-Identifier: GPL-3.0-or-later
// Logos are read and drawn beside the UI thread, and what was asked for last is what is shown.
#include "tests/support/fakedialogs.h"
#include "tests/views/viewchecks.h"
#include "views/providers/logoedit.h"
#include "views/providers/logopicture.h"

#include <QFile>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace gatehouse;
using namespace gatehouse::test;

class LogoPictureTest : public QObject
{
    Q_OBJECT

private:
    static QString logo(const char *color)
    {
        const QByteArray svg = QByteArray("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 "
                                          "4'><rect width='4' height='4' fill='")
            + color + "'/></svg>";
        return QString::fromLatin1(svg.toBase64());
    }
    static QColor middle(const LogoPicture &picture)
    {
        return picture.pixmap().toImage().pixelColor(logoSize / 2, logoSize / 2);
    }

    // Holds all threads that could draw until it goes.
    class Held
    {
    public:
        Held()
        {
            for (int i = 0; i < m_count; ++i)
                QThreadPool::globalInstance()->start([this] {
                    m_begun.release();
                    m_go.acquire();
                });
            m_begun.acquire(m_count);
        }
        ~Held()
        {
            m_go.release(m_count);
            QThreadPool::globalInstance()->waitForDone();
        }

    private:
        Q_DISABLE_COPY_MOVE(Held)
        int m_count = QThreadPool::globalInstance()->maxThreadCount();
        QSemaphore m_begun;
        QSemaphore m_go;
    };

private Q_SLOTS:
    void isDrawnByAnotherThread()
    {
        LogoPicture picture;
        QSignalSpy drawn(&picture, &LogoPicture::drawn);
        {
            const Held held;
            picture.setLogo(logo("#ff0000"));
            for (int i = 0; i < 10; ++i) // this thread has its turns, and nothing is drawn in them
                QCoreApplication::processEvents();
            QVERIFY(picture.isDrawing());
            QVERIFY(picture.pixmap().isNull());
        }
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(!picture.isDrawing());
        QCOMPARE(middle(picture), QColor("#ff0000"));
        picture.setLogo(logo("#ff0000")); // the same: it is there
        QVERIFY(!picture.isDrawing());
        QVERIFY(!picture.pixmap().isNull());
    }

    void theLastOneCounts()
    {
        LogoPicture picture;
        QSignalSpy drawn(&picture, &LogoPicture::drawn);
        {
            const Held held;
            for (const char *color : {"#ff0000", "#00ff00", "#0000ff"})
                picture.setLogo(logo(color));
        }
        QTRY_COMPARE(drawn.size(), 1);
        QCOMPARE(middle(picture), QColor("#0000ff"));

        // One that is drawn, but not told of yet, is not shown any more either.
        picture.setLogo(logo("#ff0000"));
        QThreadPool::globalInstance()->waitForDone();
        picture.setLogo(logo("#00ff00"));
        QTRY_VERIFY(!picture.isDrawing());
        QCOMPARE(drawn.size(), 2);
        QCOMPARE(middle(picture), QColor("#00ff00"));
        picture.setLogo(logo("#ff0000"));
        QThreadPool::globalInstance()->waitForDone();
        picture.setLogo({});
        QCoreApplication::processEvents();
        QVERIFY(!picture.isDrawing());
        QVERIFY(picture.pixmap().isNull());
        QCOMPARE(drawn.size(), 2);
        // And again, after it had been put aside.
        picture.setLogo(logo("#ff0000"));
        QTRY_COMPARE(drawn.size(), 3);
        QCOMPARE(middle(picture), QColor("#ff0000"));
    }

    void whatIsNotSafeIsNotDrawn()
    {
        LogoPicture picture;
        QSignalSpy drawn(&picture, &LogoPicture::drawn);
        picture.setLogo(QString::fromLatin1(
            QByteArray("<svg><image href='file:///etc/passwd'/></svg>").toBase64()));
        QVERIFY(picture.isSafe()); // as far as it is known
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(picture.pixmap().isNull());
        QVERIFY(!picture.isSafe());
    }

    void goesWhileItIsDrawn()
    {
        auto picture = std::make_unique<LogoPicture>();
        QSignalSpy drawn(picture.get(), &LogoPicture::drawn);
        picture->setLogo(logo("#ff0000"));
        QThreadPool::globalInstance()->waitForDone(); // and is not told of yet
        picture.reset();
        QCoreApplication::processEvents();
        {
            const Held held;
            picture = std::make_unique<LogoPicture>();
            picture->setLogo(logo("#00ff00"));
            picture.reset();
        }
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
    }

    void filesAreReadByAnotherThread()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath("a.svg"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromBase64(logo("#ff0000").toLatin1()));
        file.close();
        FakeDialogs dialogs;
        dialogs.path = file.fileName();
        LogoEdit edit;
        edit.setDialogs(&dialogs);
        edit.show();
        auto *choose = edit.findChild<QPushButton *>();
        {
            const Held held;
            QTest::mouseClick(choose, Qt::LeftButton);
            QTRY_VERIFY(edit.isReading());
            for (int i = 0; i < 10; ++i)
                QCoreApplication::processEvents();
            QCOMPARE(edit.value(), QString());
            QVERIFY(labelTexts(edit).contains("being read"));
        }
        QTRY_COMPARE(edit.value(), logo("#ff0000"));
        QVERIFY(!edit.isReading());
        // What is set meanwhile is not replaced by the file.
        {
            const Held held;
            QTest::mouseClick(choose, Qt::LeftButton);
            QTRY_VERIFY(edit.isReading());
            edit.setValue(logo("#00ff00"));
            QVERIFY(!edit.isReading());
        }
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(edit.value(), logo("#00ff00"));
    }
};

QTEST_MAIN(LogoPictureTest)
#include "tst_logopicture.moc"
