// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"
#include "tests/route/routegraphs.h"

#include <QJsonDocument>
#include <QSignalSpy>

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

// Everything that an observer of a document can know, kept up to date by its signals alone.
class Mirror : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Mirror)

public:
    explicit Mirror(RouteDocument *document) : m_document(document)
    {
        connect(document, &RouteDocument::graphReset, this, &Mirror::reset);
        connect(document, &RouteDocument::elementAdded, this, [this](const QString &id) {
            QVERIFY(!elements.contains(id));
            elements.insert(id, *m_document->element(id));
        });
        connect(document, &RouteDocument::elementRemoved, this, [this](const QString &id) {
            QVERIFY(elements.remove(id));
            positions.remove(id);
        });
        connect(document, &RouteDocument::elementRenamed, this,
                [this](const QString &id, const QString &newId) {
                    QVERIFY(elements.remove(id));
                    elements.insert(newId, *m_document->element(newId));
                    if (positions.contains(id))
                        positions.insert(newId, positions.take(id));
                });
        connect(document, &RouteDocument::elementChanged, this, [this](const QString &id) {
            QVERIFY(elements.contains(id));
            elements.insert(id, *m_document->element(id));
        });
        connect(document, &RouteDocument::elementMoved, this, [this](const QString &id) {
            if (m_document->hasPosition(id))
                positions.insert(id, m_document->position(id));
            else
                positions.remove(id);
        });
        connect(document, &RouteDocument::edgeAdded, this, [this](const RouteEdge &edge) {
            QVERIFY(!edges.contains(edge) && elements.contains(edge.to));
            edges.insert(edge);
        });
        connect(document, &RouteDocument::edgeRemoved, this,
                [this](const RouteEdge &edge) { QVERIFY(edges.remove(edge)); });
        reset();
    }

    void reset()
    {
        elements.clear();
        for (const RouteElement &element : m_document->graph().elements())
            elements.insert(element.id, element);
        const auto all = m_document->graph().edges();
        edges = {all.begin(), all.end()};
        positions = m_document->positions();
    }

    void compare() const
    {
        QCOMPARE(elements.size(), m_document->graph().size());
        for (const RouteElement &element : m_document->graph().elements())
            QVERIFY2(elements.value(element.id) == element, qPrintable(element.id));
        const auto all = m_document->graph().edges();
        QCOMPARE(edges, QSet<RouteEdge>(all.begin(), all.end()));
        QCOMPARE(positions, m_document->positions());
    }

    QHash<QString, RouteElement> elements;
    QSet<RouteEdge> edges;
    QHash<QString, QPointF> positions;

private:
    RouteDocument *m_document;
};

static QByteArray bytesOf(const RouteDocument &document)
{
    return QJsonDocument(document.state()).toJson() + routeText(document.graph());
}

// One edit of any kind at random; it may be one that the document refuses.
static void editAtRandom(RouteDocument &document, QRandomGenerator &random)
{
    const auto one = [&](const auto &list) { return list.at(random.bounded(list.size())); };
    const RouteGraph &graph = document.graph();
    const QStringList types{QStringLiteral("start"),      QStringLiteral("conditional"),
                            QStringLiteral("percentage"), QStringLiteral("rate"),
                            QStringLiteral("model"),      QStringLiteral("end"),
                            QStringLiteral("guard")};
    const auto type = OpenEnum<RouteElementType>::fromText(one(types));
    const QPointF place(random.bounded(2000) / 3.0, random.bounded(2000) / 7.0);
    if (graph.isEmpty()) {
        document.addElement(type, place);
        return;
    }
    const QString id = one(graph.elements()).id;
    const QString other = one(graph.elements()).id;
    const auto outputs = document.element(id)->outputs;
    const RoutePort port{id, outputs.isEmpty() ? QString() : one(outputs).name};
    const QString text = QString::number(random.bounded(100));
    const bool typing = random.bounded(2) == 0;
    switch (random.bounded(24)) {
    case 0:
    case 1:
    case 2:
        document.addElement(type, place);
        return;
    case 3:
        document.removeElements({id, other});
        return;
    case 4:
    case 5:
        document.connectOutput(port, other);
        return;
    case 6:
        document.disconnectOutput(port);
        return;
    case 7:
        document.insertOnEdge(port, type, place);
        return;
    case 8:
        document.insertOnEdge(port, other);
        return;
    case 9:
        document.setProperty(id, QStringLiteral("model"), text, typing);
        return;
    case 10:
        document.setProperty(id, one(QStringList{QStringLiteral("model"), QStringLiteral("x")}),
                             QJsonValue::Undefined, typing);
        return;
    case 11:
        document.setProperties(id, {{QStringLiteral("timeout"), text}});
        return;
    case 12:
    case 13:
    case 14:
        document.setOutputs(id, {{text + u'%', other}, {QStringLiteral("50%"), {}}}, typing);
        return;
    case 15:
        document.renameElement(id, text);
        return;
    case 16:
    case 17:
        document.moveElements({id, other}, {place.x() / 100, 1});
        return;
    case 18:
        document.align({id, other}, RouteAlignment(random.bounded(6)), {});
        return;
    case 19:
        document.paste(document.copy({id, other}), place);
        return;
    case 20:
        document.duplicate({id});
        return;
    case 21: {
        auto reversed = outputs;
        std::reverse(reversed.begin(), reversed.end());
        document.setOutputs(id, reversed, typing);
        return;
    }
    case 22: {
        const auto problems = routeProblems(graph);
        if (!problems.isEmpty())
            document.fix(one(problems));
        return;
    }
    case 23: { // as from the JSON view: some go, one comes, and they change places
        RouteGraph edited;
        for (const RouteElement &element : graph.elements())
            if (random.bounded(10) > 0)
                edited.insert(random.bounded(edited.size() + 1), element);
        edited.append(newRouteElement(type, edited.freeId(QStringLiteral("json"))));
        document.replaceGraph(edited);
        return;
    }
    }
}

class TestRouteDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyEditsUndone_data();
    void anyEditsUndone();
};

void TestRouteDocument::anyEditsUndone_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRouteDocument::anyEditsUndone()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    RouteDocument document;
    document.load(bigRoute(12, seed),
                  {{QStringLiteral("start"), {1.0 / 3, 2.0 / 3}}, {QStringLiteral("end"), {9, 9}}});
    Mirror mirror(&document);
    QList<QByteArray> states{bytesOf(document)};
    for (int edit = 0; edit < 200; ++edit) {
        const int before = document.undoStack()->index();
        editAtRandom(document, random);
        const int now = document.undoStack()->index();
        mirror.compare();
        if (QTest::currentTestFailed())
            return;
        // One command, or one that merged, or a drag that came back; or nothing at all.
        QVERIFY(now >= before - 1 && now <= before + 1);
        const QByteArray bytes = bytesOf(document);
        if (now < before)
            QCOMPARE(bytes, states.at(now));
        states.resize(now);
        states.append(bytes);
    }
    QVERIFY(document.undoStack()->count() > 80);
    for (int index = document.undoStack()->index(); index > 0; --index) {
        QCOMPARE(bytesOf(document), states.at(index));
        document.undoStack()->undo();
        mirror.compare();
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(bytesOf(document), states.first());
    while (document.undoStack()->canRedo())
        document.undoStack()->redo();
    mirror.compare();
    QCOMPARE(bytesOf(document), states.last());
}

QTEST_GUILESS_MAIN(TestRouteDocument)
#include "tst_routedocument.moc"
