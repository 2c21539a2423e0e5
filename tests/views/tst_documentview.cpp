// SPDX-License-Identifier: GPL-3.0-or-later
// A body of any size to read, fold, select and search with mouse and keys.
#include "tests/support/waitfor.h"
#include "views/logs/bodysearchbar.h"
#include "views/logs/bodyview.h"
#include "views/logs/documentfont.h"

#include <QAccessible>
#include <QClipboard>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

using namespace gatehouse;

class Browser : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

class DocumentViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void foldsByMouseAndKeys();
    void selectsAndCopies();
    void caretGoesEverywhere();
    void keepsToItsWidth();
    void opensLinksAfterAClickOnly();
    void hostileTextIsText();
    void searchUnfolds();
    void longStringsAreBroken();
    void largeBodyIsThereAtOnce();
    void largeBodyNeverBlocks();
    void findsAtTheEndOfALargeBody();
    void readersHearWhatIsShown();

private:
    QPoint placeOf(quint32 line) const;
    bool settles() const;
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const;

    std::unique_ptr<BodyView> m_view;
};

namespace {

const QByteArray small =
    "{\"first\":[1,2,{\"deep\":true}],\"second\":\"text\",\"third\":{\"x\":1}}";

QByteArray manyNumbers(int count)
{
    QByteArray json = "[";
    for (int i = 0; i < count; ++i)
        json += QByteArray::number(i) + ',';
    return json + "0]";
}

// The longest stretch in which the event loop was held up.
template <class Run> qint64 longestStretch(Run run)
{
    QElapsedTimer beat;
    qint64 longest = 0;
    QTimer heart;
    QObject::connect(&heart, &QTimer::timeout, &heart,
                     [&] { longest = qMax(longest, beat.restart()); });
    beat.start();
    heart.start(0);
    run();
    QCoreApplication::processEvents();
    return longest;
}

} // namespace

void DocumentViewTest::init()
{
    m_view = std::make_unique<BodyView>();
    m_view->resize(500, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
}

void DocumentViewTest::cleanup()
{
    m_view.reset();
}

// Where the line stands, when every line before it takes one row.
QPoint DocumentViewTest::placeOf(quint32 line) const
{
    int row = -m_view->verticalScrollBar()->value();
    for (const TextRow &one : m_view->rows()) {
        if (one.line == line)
            return {documentGutter + 2, row * documentRowHeight() + documentRowHeight() / 2};
        ++row;
    }
    return {-1, -1};
}

bool DocumentViewTest::settles() const
{
    return gatehouse::test::waitFor([this] { return !m_view->isBusy(); }, 60'000);
}

void DocumentViewTest::key(int key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(m_view.get(), Qt::Key(key), modifiers);
}

void DocumentViewTest::foldsByMouseAndKeys()
{
    m_view->setBody({small, {}, true}, BodyMode::Json);
    QCOMPARE(m_view->rows().size(), size_t(13));
    const QPoint list = placeOf(1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {8, list.y()});
    QVERIFY(m_view->isFolded(1));
    QCOMPARE(m_view->rows().size(), size_t(7));
    QCOMPARE(m_view->rows()[2].line, 8U);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {8, list.y()});
    QCOMPARE(m_view->rows().size(), size_t(13));

    for (int i = 0; i < 5; ++i)
        key(Qt::Key_Down); // into the innermost object
    key(Qt::Key_Minus);
    QVERIFY(m_view->isFolded(4));
    key(Qt::Key_Minus);
    key(Qt::Key_Plus);
    QVERIFY(!m_view->isFolded(4));
    key(Qt::Key_Return); // folds, too
    QVERIFY(m_view->isFolded(4));
    m_view->setAllFolded(true);
    QCOMPARE(m_view->rows().size(), size_t(5)); // all but what holds everything
    m_view->setAllFolded(false);
    QCOMPARE(m_view->rows().size(), size_t(13));
}

void DocumentViewTest::selectsAndCopies()
{
    m_view->setBody({small, {}, true}, BodyMode::Json);
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), m_view->document().text);
    const QPoint second = placeOf(8);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {},
                       second
                           + QPoint(QFontMetrics(documentFont(LineStyle::Code))
                                        .horizontalAdvance(QStringLiteral("  \"sec")),
                                    0));
    QCOMPARE(m_view->selectedText(), QStringLiteral("second"));
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, placeOf(0) - QPoint(1, 0));
    QTest::mouseMove(m_view->viewport(), {490, placeOf(2).y()});
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, {490, placeOf(2).y()});
    QCOMPARE(m_view->selectedText(), QStringLiteral("{\n  \"first\": [\n    1,"));
    key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_view->selectedText().endsWith(u'\n'));
}

void DocumentViewTest::caretGoesEverywhere()
{
    m_view->setDocument(plainDocument("one é 中\n\nlast"));
    const auto size = quint32(m_view->document().text.size());
    QList<quint32> places;
    for (int i = 0; i < 13; ++i) {
        places.append(m_view->caret());
        key(Qt::Key_Right);
    }
    QCOMPARE(m_view->caret(), size);
    for (int i = 12; i >= 0; --i) {
        if (i < 12)
            QCOMPARE(m_view->caret(), i == 12 ? size : places[i + 1]);
        key(Qt::Key_Left);
    }
    key(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->caret(), size);
    key(Qt::Key_Home);
    QCOMPARE(m_view->caret(), size - 4);
    key(Qt::Key_Up);
    key(Qt::Key_Up);
    QCOMPARE(m_view->caret(), 0U);
    key(Qt::Key_End);
    key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedText(), QStringLiteral("\n"));
}

void DocumentViewTest::keepsToItsWidth()
{
    QByteArray text;
    for (int i = 0; i < 200; ++i)
        text += "some words of different lengths, éèê привет 中文 ";
    for (const LineStyle style : {LineStyle::Code, LineStyle::Plain}) {
        m_view->setDocument(plainDocument(text, style));
        for (const int width : {500, 300, 900}) {
            m_view->resize(width, 400);
            QVERIFY(settles());
            const QFontMetricsF metrics(documentFont(style));
            for (const TextRow &row : m_view->rows()) {
                const QString shown = shownText(
                    QByteArrayView(m_view->document().text).sliced(row.begin, row.end - row.begin));
                QVERIFY(metrics.horizontalAdvance(shown.trimmed())
                        <= m_view->viewport()->width() - documentGutter + 1);
            }
        }
    }
}

void DocumentViewTest::opensLinksAfterAClickOnly()
{
    Browser browser;
    QDesktopServices::setUrlHandler(QStringLiteral("https"), &browser, "open");
    m_view->setBody({R"x({"messages":[{"role":"user","content":[{"type":"image_url","image_url":)x"
                     R"x({"url":"https://files.example.com/a.jpg"}}]}]})x",
                     {},
                     true},
                    BodyMode::Chat);
    QVERIFY(browser.opened.isEmpty());
    const quint32 line = m_view->document().links.at(0).first;
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeOf(line) + QPoint(20, 0));
    QCOMPARE(browser.opened.size(), 1);
    QCOMPARE(browser.opened.at(0), QUrl(QStringLiteral("https://files.example.com/a.jpg")));
    key(Qt::Key_Return);
    QCOMPARE(browser.opened.size(), 2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeOf(0) + QPoint(20, 0));
    QCOMPARE(browser.opened.size(), 2);
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
}

void DocumentViewTest::hostileTextIsText()
{
    QCOMPARE(shownText("<b>x</b>&amp;"), QStringLiteral("<b>x</b>&amp;"));
    const QString shown = shownText("a\tb\x01"
                                    "c\xe2\x80\xaegnp.exe");
    QCOMPARE(shown.size(), qsizetype(13));
    QVERIFY(!shown.contains(u'\t') && !shown.contains(QChar(1)));
    QVERIFY(!shown.contains(QChar(0x202E))); // would turn what follows round
    m_view->setDocument(plainDocument(QByteArray("\0\xff\xfe\n<img src=x>", 15)));
    QCOMPARE(m_view->rows().size(), size_t(2));
    m_view->grab();
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    QCOMPARE(m_view->caret(), 2U);
}

void DocumentViewTest::searchUnfolds()
{
    m_view->setBody({small, {}, true}, BodyMode::Json);
    m_view->setAllFolded(true);
    BodySearchBar bar(m_view.get());
    bar.show();
    bar.open();
    QTest::keyClicks(bar.edit(), QStringLiteral("DEEP"));
    QCOMPARE(m_view->selectedText(), QStringLiteral("deep"));
    QVERIFY(m_view->rows().size() > 4);
    QVERIFY(m_view->isFolded(9)); // the others stay
    QTest::keyClicks(bar.edit(), QStringLiteral("x"));
    QCOMPARE(m_view->foundCount(), 0);
}

void DocumentViewTest::longStringsAreBroken()
{
    m_view->setBody({"{\"a\":\"" + QByteArray(20'000, 'x') + "\"}", {}, true}, BodyMode::Json);
    QVERIFY(m_view->rows().size() > 100);
    for (const TextRow &row : m_view->rows())
        QVERIFY(row.end - row.begin < 200);
    key(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    m_view->grab();
}

void DocumentViewTest::largeBodyIsThereAtOnce()
{
    const QByteArray json = manyNumbers(700'000);
    m_view->setBody({json, {}, true}, BodyMode::Json);
    QVERIFY(m_view->isBusy());
    QVERIFY(m_view->document().text.startsWith("[\n  0,\n  1,")); // its beginning
    m_view->verticalScrollBar()->setValue(100);
    QVERIFY(settles());
    QCOMPARE(m_view->rows().size(), size_t(700'003));
    QCOMPARE(m_view->verticalScrollBar()->value(), 100); // where one reads
    const QByteArray other = manyNumbers(100'000);
    m_view->setBody({json, {}, true}, BodyMode::Json);
    m_view->setBody({other, {}, true}, BodyMode::Json); // the first is dropped
    QVERIFY(settles());
    QCOMPARE(m_view->rows().size(), size_t(100'003));
}

void DocumentViewTest::largeBodyNeverBlocks()
{
    const QByteArray json = manyNumbers(1'500'000);
    const qint64 longest = longestStretch([&] {
        m_view->setBody({json, {}, true}, BodyMode::Json);
        QVERIFY(settles());
        m_view->resize(700, 400);
        QVERIFY(settles());
        m_view->setAllFolded(true);
        QVERIFY(settles());
    });
    qInfo("the longest stretch took %lld ms", longest);
    QVERIFY(longest < 250); // 16 ms is the aim; a busy machine and a debug build take longer
}

void DocumentViewTest::findsAtTheEndOfALargeBody()
{
    m_view->setBody({manyNumbers(500'000).chopped(2) + "\"needle\"]", {}, true}, BodyMode::Json);
    QVERIFY(settles());
    BodySearchBar bar(m_view.get());
    bar.show();
    bar.open();
    QTest::keyClicks(bar.edit(), QStringLiteral("needle"));
    QTRY_COMPARE(m_view->selectedText(), QStringLiteral("needle"));
    QVERIFY(m_view->verticalScrollBar()->value() > 499'000);
    QTest::keyClick(bar.edit(), Qt::Key_Escape);
    QVERIFY(!bar.isVisible());
}

void DocumentViewTest::readersHearWhatIsShown()
{
    m_view->setBody({small, {}, true}, BodyMode::Json);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(interface->text(QAccessible::Value).contains(QStringLiteral("\"first\": [")));
}

QTEST_MAIN(DocumentViewTest)
#include "tst_documentview.moc"
