// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas and its minimap show: what is selected, what is fitted, which keys act.
#include "tests/route/routegraphs.h"
#include "tests/views/smallroute.h"
#include "views/routes/edgeitem.h"
#include "views/routes/minimap.h"
#include "views/routes/placing.h"

#include <QLineF>
#include <QPainter>
#include <QTabBar>

using namespace gatehouse;
using namespace gatehouse::test;

class TestRouteCanvas : public QObject
{
    Q_OBJECT

private:
    static qsizetype pixelsOf(const QImage &image, const QColor &color)
    {
        qsizetype count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixel(x, y) == color.rgb();
        return count;
    }
    static QImage pictureOf(RouteScene *scene)
    {
        const QRectF rect = scene->graphRect().adjusted(-16, -16, 16, 16);
        QImage image(rect.size().toSize(), QImage::Format_RGB32);
        image.fill(scene->look().palette.color(QPalette::Base));
        QPainter painter(&image);
        scene->render(&painter, image.rect(), rect);
        return image;
    }

    // Of what is written in the colour of the canvas on a plate: how many pixels, and how high.
    static std::pair<qsizetype, int> lettersOn(const QImage &picture, const QRect &plate,
                                               const QColor &color)
    {
        qsizetype count = 0;
        QSet<int> rows;
        for (int y = plate.top(); y <= plate.bottom(); ++y)
            for (int x = plate.left(); x <= plate.right(); ++x)
                if (qAbs(picture.pixelColor(x, y).lightness() - color.lightness()) < 80) {
                    ++count;
                    rows.insert(y);
                }
        return {count, int(rows.size())};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theMinimapFollowsTheSelection()
    {
        EditorWindow window;
        loadSmall(window);
        RouteScene *scene = window.canvas()->graph();
        auto *map = window.editor->findChild<Minimap *>();
        const auto chosen = [&] { return pixelsOf(map->grab().toImage(), scene->look().accent); };
        clickElement(window.canvas(), QStringLiteral("end"));
        QTRY_VERIFY(chosen() > 0);
        scene->select({});
        QTRY_COMPARE(chosen(), 0);
    }

    void onlyWhatIsSelectedLooksSelected()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        RouteScene *scene = canvas->graph();
        const QString big = QStringLiteral("big");
        clickElement(canvas, big);
        QVERIFY(pixelsOf(pictureOf(scene), scene->look().accent) > 0);
        clickElement(canvas, big, Qt::ControlModifier);
        QCOMPARE(scene->selectedIds(), QStringList());
        QCOMPARE(scene->currentId(), big); // for the keys
        QCOMPARE(pixelsOf(pictureOf(scene), scene->look().accent), 0);
        clickElement(canvas, big);
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, placeOf(canvas, {240, -80}));
        QCOMPARE(scene->selectedIds(), QStringList());
        QCOMPARE(scene->currentId(), QString());
        clickElement(canvas, big);
        window.editor->load(graphOf(smallGraph), smallPlaces);
        QCOMPARE(scene->currentId(), QString());
        // What a comparison says of it stays to be seen.
        const qsizetype before = pixelsOf(pictureOf(scene), scene->look().warning);
        scene->setMarks({.elements = {{big, GraphMark::Changed}}});
        scene->select({big});
        QVERIFY(pixelsOf(pictureOf(scene), scene->look().warning) > before);
        QVERIFY(pixelsOf(pictureOf(scene), scene->look().accent) > 0);
    }

    void theMinimapIsGrabbedWhereItIsPressed()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        auto *map = window.editor->findChild<Minimap *>();
        const QPointF middle = canvas->graph()->graphRect().center();
        const auto x = [canvas] { return canvas->visibleRect().center().x(); };
        canvas->setScaleFactor(2);
        canvas->centerOn(middle + QPointF(60, 0));
        const qreal before = x();
        const QPoint press = map->rect().center();
        QTest::mousePress(map, Qt::LeftButton, {}, press);
        QVERIFY2(qAbs(x() - before) < 8, "a press within what is shown moves nothing");
        QTest::mouseMove(map, press + QPoint(8, 0));
        QVERIFY(x() > before + 16);
        QTest::mouseRelease(map, Qt::LeftButton, {}, press + QPoint(8, 0));
        const qreal dragged = x();
        QTest::mouseMove(map, press);
        QCOMPARE(x(), dragged);
        // Beyond it, the view comes there.
        canvas->setScaleFactor(3);
        canvas->centerOn(middle - QPointF(300, 0));
        QTest::mouseClick(map, Qt::LeftButton, {}, press);
        QVERIFY(qAbs(x() - middle.x()) < 8);
    }

    void theKeysAreToldWhereTheyAct()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto hint = [&window] { return labelTexts(*window.editor); };
        canvas->reveal(QStringLiteral("start"));
        QVERIFY2(hint().contains(QStringLiteral("insert at “next”")), qPrintable(hint()));
        QVERIFY(hint().contains(QStringLiteral("L leads it elsewhere")));
        window.document().disconnectOutput({QStringLiteral("start"), QStringLiteral("next")});
        QVERIFY(hint().contains(QStringLiteral("L connects it")));
        QTest::keyClick(canvas, Qt::Key_L);
        QVERIFY(hint().contains(QStringLiteral("Connect “next” of start to big?")));
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(hint().contains(QStringLiteral("L connects it")));
        // They act on the canvas alone, and so are told only there.
        const auto hasFocus = [](const QWidget *part) {
            return part == QApplication::focusWidget()
                || part->isAncestorOf(QApplication::focusWidget());
        };
        QTest::keyClick(canvas, Qt::Key_F6);
        QVERIFY(hasFocus(window.editor->tabs()));
        QVERIFY(!hint().contains(QStringLiteral("L connects it")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(hasFocus(window.properties));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(hasFocus(window.editor->palettePanel()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(hasFocus(canvas));
        QVERIFY(hint().contains(QStringLiteral("L connects it")));
        QTest::keyClick(canvas, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(hasFocus(window.editor->palettePanel()));
    }

    void whatIsInTheMiddleStaysThereAsTheCanvasIsResized()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto distance = [canvas](const QPointF &place) {
            return QLineF(canvas->visibleRect().center(), place).length();
        };
        canvas->setScaleFactor(1.5);
        canvas->centerOn(QPointF(300, 40));
        const QPointF middle = canvas->visibleRect().center();
        for (const QSize size : {QSize(1100, 700), QSize(1300, 860)}) {
            const QSize before = canvas->size();
            window.window.resize(size);
            QTRY_VERIFY(canvas->size() != before);
            QVERIFY(distance(middle) < 2);
        }
        // As a splitter does it, by a pixel at a time.
        for (int width = canvas->width(); width > 300; --width)
            canvas->resize(width, canvas->height());
        QVERIFY2(distance(middle) < 2, qPrintable(QString::number(distance(middle))));
        QCOMPARE(canvas->scaleFactor(), 1.5);
    }

    void whatIsFittedStaysFitted()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto showsAll = [canvas] {
            return canvas->visibleRect().contains(canvas->graph()->graphRect());
        };
        canvas->fit();
        QCOMPARE(canvas->scaleFactor(), 1.0);
        canvas->resize(420, canvas->height());
        QVERIFY(showsAll());
        QVERIFY(canvas->scaleFactor() < 1);
        canvas->resize(1000, canvas->height());
        QVERIFY(showsAll());
        QCOMPARE(canvas->scaleFactor(), 1.0);
        // Until the person looks elsewhere, or the graph is another.
        canvas->zoomIn();
        const qreal zoomed = canvas->scaleFactor();
        canvas->resize(420, canvas->height());
        QCOMPARE(canvas->scaleFactor(), zoomed);
        canvas->resize(1000, canvas->height());
        canvas->fit();
        window.document().moveElements({QStringLiteral("end")}, {900, 0});
        canvas->resize(900, canvas->height());
        QCOMPARE(canvas->scaleFactor(), 1.0);
    }

    void nothingMovesWhereAllIsInSight()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        canvas->resize(420, canvas->height());
        canvas->fit();
        const QRectF shown = canvas->visibleRect();
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(canvas, Qt::Key_Tab);
            QCOMPARE(canvas->visibleRect(), shown);
        }
    }

    // What is green or red for its type is not to be taken for added or removed.
    void whatIsNotMarkedIsGreyFromAfar()
    {
        EditorWindow window;
        loadSmall(window);
        RouteScene *scene = window.canvas()->graph();
        window.canvas()->setScaleFactor(0.3);
        const auto plates = [&](const QColor &color) {
            return pixelsOf(window.canvas()->viewport()->grab().toImage(), color) > 50;
        };
        const QColor start = scene->look().typeColor(QStringLiteral("start"));
        QVERIFY(plates(start));
        scene->setMarks({.elements = {{QStringLiteral("big"), GraphMark::Changed}}});
        QVERIFY(!plates(start));
        QVERIFY(plates(scene->look().warning));
        scene->setMarks({});
        QVERIFY(plates(start));
    }

    void namesAreLegibleWhereAllIsFitted_data()
    {
        QTest::addColumn<QSize>("size"); // of the canvas
        QTest::newRow("a window of 1440 x 900") << QSize(660, 480);
        QTest::newRow("a window of 1024 x 700") << QSize(385, 310);
    }

    void namesAreLegibleWhereAllIsFitted()
    {
        QFETCH(QSize, size);
        const RouteGraph graph =
            routeOf(QStringLiteral("start start next=enterprise\n"
                                   "enterprise conditional true=best false=paying\n"
                                   "paying conditional true=paid-limit false=free-limit\n"
                                   "paid-limit rate success=gpt-4.1 fallback=gpt-4.1-mini\n"
                                   "free-limit rate success=gpt-4.1-mini fallback=flash\n"
                                   "best model success=end fallback=gpt-4.1\n"
                                   "gpt-4.1 model success=end fallback=gpt-4.1-mini\n"
                                   "gpt-4.1-mini model success=end fallback=flash\n"
                                   "flash model success=end fallback=end\n"
                                   "end end"));
        EditorWindow window;
        window.editor->load(graph, layoutRoute(graph, Placing::optionsFor(graph)));
        QVERIFY(window.isActive());
        RouteCanvas *canvas = window.canvas();
        canvas->resize(size);
        canvas->fit();
        QVERIFY(canvas->visibleRect().contains(canvas->graph()->graphRect()));
        const QImage picture = canvas->viewport()->grab().toImage();
        const QColor base = canvas->graph()->look().palette.color(QPalette::Base);
        for (const RouteElement &element : graph.elements()) {
            const QRectF card = canvas->graph()->element(element.id)->rect();
            const QRect plate = canvas->mapFromScene(card).boundingRect().adjusted(2, 1, -2, -1);
            const auto [count, height] = lettersOn(picture, plate, base);
            const QByteArray what = element.id.toUtf8() + ": " + QByteArray::number(count)
                + " pixels, " + QByteArray::number(height) + " high";
            QVERIFY2(count > 2 * element.id.size(), what.constData());
            QVERIFY2(height >= std::min(7, plate.height() / 2), what.constData());
        }
    }

    void theKeysHaveRoom_data()
    {
        QTest::addColumn<int>("width"); // of the canvas, px
        QTest::newRow("a window of 1440") << 660;
        QTest::newRow("a window of 1024") << 400;
    }

    void theKeysHaveRoom()
    {
        QFETCH(int, width);
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        window.window.resize(width + window.window.width() - canvas->width(), 700);
        QTRY_COMPARE(canvas->width(), width);
        QLabel *hint = nullptr;
        const auto find = [&] {
            for (QLabel *label : window.editor->findChildren<QLabel *>())
                if (label->text().contains(QStringLiteral("F6 leaves")))
                    hint = label;
        };
        canvas->reveal(QStringLiteral("big")); // which has most to tell
        find();
        QVERIFY(hint);
        const QRect needed = hint->fontMetrics().boundingRect(
            QRect(0, 0, hint->contentsRect().width(), 1000), Qt::TextWordWrap, hint->text());
        QVERIFY2(needed.height() <= hint->contentsRect().height(), qPrintable(hint->text()));
        // Nothing jumps as they change.
        const int height = hint->height();
        canvas->reveal(QStringLiteral("end"));
        QVERIFY(hint->text().size() < 80);
        QCOMPARE(hint->height(), height);
    }

    void portsAndEdgesShowThatTheMouseIsOverThem()
    {
        EditorWindow window;
        loadSmall(window);
        RouteCanvas *canvas = window.canvas();
        const auto shape = [canvas] { return canvas->viewport()->cursor().shape(); };
        const RoutePort port{QStringLiteral("start"), QStringLiteral("next")};
        QTest::mouseMove(canvas->viewport(), placeOf(canvas, canvas->graph()->portPlace(port)));
        QCOMPARE(shape(), Qt::CrossCursor);
        QTest::mouseMove(canvas->viewport(),
                         placeOf(canvas, canvas->graph()->edge(port)->middle()));
        QCOMPARE(shape(), Qt::PointingHandCursor);
        QTest::mouseMove(canvas->viewport(), placeOf(canvas, {300, 170}));
        QCOMPARE(shape(), Qt::ArrowCursor);
        window.editor->setReadOnly(QStringLiteral("“Test” is read-only"));
        QTest::mouseMove(canvas->viewport(), placeOf(canvas, canvas->graph()->portPlace(port)));
        QVERIFY(shape() != Qt::CrossCursor);
    }
};

QTEST_MAIN(TestRouteCanvas)
#include "tst_routecanvas.moc"
