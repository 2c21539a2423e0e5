// SPDX-License-Identifier: GPL-3.0-or-later
// What a key costs that is typed beside a large graph, until all it changes is drawn: into the text
// of a property, a condition's value, the JSON of an element and that of the whole route, each with
// every tab of the editor in turn below the canvas.
//
//     bench_routekeys [ELEMENTS]     1,000 by default, with half as many edges more
#include "models/route/routecondition.h"
#include "models/services/connection.h"
#include "tests/bench/routebench.h"
#include "tests/route/routegraphs.h"
#include "views/routes/jsonedit.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/placing.h"
#include "views/routes/propertypanel.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routeeditor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTabWidget>
#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace gatehouse;

namespace {

class Bench
{
    Q_DISABLE_COPY_MOVE(Bench)

public:
    explicit Bench(int elements) : m_graph(test::bigRoute(elements))
    {
        RouteElement open = newRouteElement(OpenEnum<RouteElementType>::fromText("later"), "later");
        open.properties.insert(QStringLiteral("text"), QString());
        m_graph.append(open);
        for (qsizetype i = 0; i < m_graph.size(); ++i)
            if (RouteElement element = m_graph.at(i); element.type.known() == Type::Conditional) {
                element.properties.insert(
                    QStringLiteral("conditions"),
                    RouteCondition::test(tr("metadata.plan"), tr("$eq"), tr("free")).toJson());
                m_graph.replace(i, element);
            }
        m_window.resize(1440, 900);
        auto *layout = new QHBoxLayout(&m_window);
        layout->addWidget(m_editor, 1);
        layout->addWidget(m_editor->properties());
        m_editor->load(m_graph, layoutRoute(m_graph, Placing::optionsFor(m_graph)));
        m_window.show();
        m_window.activateWindow();
        settle();
    }
    ~Bench() { delete m_editor; }

    int run()
    {
        printf("%lld elements, %lld edges\n", qlonglong(m_graph.size()),
               qlonglong(m_graph.edges().size()));
        for (int tab = 0; tab < m_editor->tabs()->count(); ++tab) {
            m_editor->tabs()->setCurrentIndex(tab);
            settle();
            const QString title = m_editor->tabs()->tabText(tab).section(u' ', 0, 0);
            field(Type::Model, tr("Model"), tr("a model's name; ") + title);
            field(Type::Rate, tr("Counted for each"), tr("a rate's key; ") + title);
            field(Type::Conditional, tr("test 1: value"), tr("a condition's value; ") + title);
            json(title);
        }
        m_editor->showTab(m_editor->json());
        settle();
        JsonEdit *text = m_editor->json()->edit();
        text->goToLine(text->blockCount() / 2);
        type(text, tr("the route's JSON"));
        return m_failures;
    }

private:
    using Type = RouteElementType;

    // By this thread so far, ms: what else runs on the machine does not count.
    static double worked()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    static QString tr(const char *text) { return QString::fromLatin1(text); }

    static void settle()
    {
        for (int i = 0; i < 20; ++i)
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }

    QString elementOf(std::optional<Type> type) const
    {
        for (qsizetype i = m_graph.size() / 2; i < m_graph.size(); ++i)
            if (m_graph.at(i).type.known() == type)
                return m_graph.at(i).id;
        return {};
    }

    template <class Widget> Widget *named(const QString &name) const
    {
        for (Widget *widget : m_editor->properties()->findChildren<Widget *>())
            if (widget->isVisible() && widget->accessibleName().contains(name))
                return widget;
        return nullptr;
    }

    void field(Type wanted, const QString &name, const QString &what)
    {
        m_editor->canvas()->reveal(elementOf(wanted));
        settle();
        type(named<QLineEdit>(name), what);
    }

    void json(const QString &title)
    {
        m_editor->canvas()->reveal(QStringLiteral("later"));
        settle();
        auto *edit = named<JsonEdit>(QStringLiteral("JSON"));
        edit->moveCursor(QTextCursor::Start);
        edit->moveCursor(QTextCursor::Down);
        edit->moveCursor(QTextCursor::EndOfLine);
        edit->moveCursor(QTextCursor::Left);
        type(edit, tr("an element's JSON; ") + title);
    }

    void type(QWidget *field, const QString &what)
    {
        constexpr int keys = 100;
        constexpr double limit = 16; // ms
        if (!field) {
            printf("%-40s NOT THERE\n", qPrintable(what));
            ++m_failures;
            return;
        }
        field->setFocus();
        settle();
        QList<double> times;
        for (int i = 0; i < keys; ++i) {
            const double before = worked();
            QKeyEvent press(QEvent::KeyPress, Qt::Key_A, {}, QString(QChar(u'a' + i % 26)));
            QApplication::sendEvent(field, &press);
            QApplication::processEvents();
            QApplication::processEvents(); // what was put off
            times.append(worked() - before);
        }
        std::sort(times.begin(), times.end());
        const double p99 = times.at(times.size() - 2);
        printf("%-40s median %.1f ms, p99 %.1f ms, at most %.0f%s\n", qPrintable(what),
               times.at(times.size() / 2), p99, limit, p99 > limit ? "  TOO SLOW" : "");
        m_failures += p99 > limit;
    }

    RouteGraph m_graph;
    QWidget m_window;
    Connection m_connection{{.id = QStringLiteral("bench"), .name = QStringLiteral("Bench")}};
    RouteEditor *m_editor = new RouteEditor(&m_connection, {QStringLiteral("bench")});
    int m_failures = 0;
};

} // namespace

int main(int argc, char **argv)
{
    return runRouteBench<Bench>(argc, argv);
}
