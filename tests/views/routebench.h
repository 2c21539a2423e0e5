// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/routes/elementpalette.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routeeditor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QTabWidget>

// What the tests of the editor of routes build on.
namespace gatehouse::test {

// An editor with its properties beside it, as in the window.
struct EditorWindow
{
    Q_DISABLE_COPY_MOVE(EditorWindow)

    EditorWindow()
    {
        layout.addWidget(editor, 1);
        properties->setFixedWidth(360);
        layout.addWidget(properties);
        window.resize(1440, 900);
        window.show();
    }
    ~EditorWindow() { delete editor; } // as the window does: before its properties' window
    bool isActive() { return QTest::qWaitForWindowActive(&window); }

    RouteCanvas *canvas() const { return editor->canvas(); }
    RouteDocument &document() const { return *editor->document(); }

    QWidget window;
    QHBoxLayout layout{&window};
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    RouteEditor *editor = new RouteEditor(&connection, {QStringLiteral("chat")});
    PropertyPanel *properties = editor->properties();
};

inline QPoint placeOf(const RouteCanvas *canvas, const QPointF &scenePlace)
{
    return canvas->mapFromScene(scenePlace);
}

inline void dragMouse(QWidget *widget, const QPoint &from, const QPoint &to)
{
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(widget, from + (to - from) * step / 4);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
}

// From the palette, as the platform tells it at the end of a drag.
inline void dropElement(RouteCanvas *canvas, const QString &type, const QPointF &scenePlace)
{
    QMimeData data;
    data.setData(ElementPalette::mimeType, type.toUtf8());
    const QPointF place = placeOf(canvas, scenePlace);
    QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(canvas->viewport(), &enter);
    QDragMoveEvent move(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(canvas->viewport(), &move);
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(canvas->viewport(), &drop);
}

inline void drawEdge(RouteCanvas *canvas, const QString &from, const QString &output,
                     const QString &to)
{
    dragMouse(canvas->viewport(), placeOf(canvas, canvas->graph()->portPlace({from, output})),
              placeOf(canvas, canvas->graph()->element(to)->rect().center()));
}

inline void clickElement(RouteCanvas *canvas, const QString &id, Qt::KeyboardModifiers keys = {})
{
    const QPointF title = canvas->graph()->element(id)->rect().topLeft() + QPointF(60, 12);
    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, keys, placeOf(canvas, title));
}

inline void press(QWidget *widget, std::initializer_list<Qt::Key> keys)
{
    for (const Qt::Key key : keys)
        QTest::keyClick(widget, key);
}

template <class Widget> Widget *partNamed(const QWidget *root, const QString &accessibleName)
{
    for (Widget *widget : root->findChildren<Widget *>())
        if (widget->accessibleName() == accessibleName && widget->isVisible())
            return widget;
    return nullptr;
}

// By the mouse: its list is opened and the entry pressed.
inline bool pickByMouse(QComboBox *box, const QString &text)
{
    const int index = box->findText(text);
    if (index < 0)
        return false;
    QApplication::setDoubleClickInterval(0); // for which a list takes no press
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(box->width() - 8, box->height() / 2));
    if (!QTest::qWaitFor([box] { return box->view()->isVisible(); }, 5000))
        return false;
    const QModelIndex entry = box->model()->index(index, box->modelColumn());
    box->view()->scrollTo(entry);
    const QPoint place = box->view()->visualRect(entry).center();
    QTest::mouseMove(box->view()->viewport(), place);
    QTest::qWait(1); // a list that has just been opened takes no press
    QTest::mouseClick(box->view()->viewport(), Qt::LeftButton, {}, place);
    return QTest::qWaitFor([box, &text] { return box->currentText() == text; }, 5000);
}

} // namespace gatehouse::test
