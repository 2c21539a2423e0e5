// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routecodec.h"
#include "models/route/routeproblem.h"
#include "models/services/routeservice.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace gatehouse;
using namespace gatehouse::test;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// Graphs as JSON, about half of which have something wrong with them.
class GraphMaker
{
    template <class List> auto one(const List &list)
    {
        return list.at(m_random.bounded(int(list.size())));
    }

public:
    explicit GraphMaker(quint32 seed) : m_random(seed) { }

    QJsonArray make()
    {
        m_wrongs = m_random.bounded(2) == 0 ? 0 : 1 + m_random.bounded(2);
        const int size = 2 + m_random.bounded(9);
        m_ids = {s("start")};
        for (int i = 1; i < size; ++i)
            m_ids.append(s("e%1").arg(i));
        QJsonArray elements{element(s("start"), s("start"))};
        static const QStringList types{s("conditional"), s("percentage"), s("rate"), s("model"),
                                       s("end")};
        for (const QString &id : m_ids.mid(1))
            elements.append(element(id, id == m_ids.last() ? s("end") : one(types)));
        for (int i = 0; i < m_wrongs; ++i)
            spoil(elements);
        return elements;
    }

private:
    QJsonObject target() { return {{s("elementId"), one(m_ids.mid(1))}}; }

    QJsonObject outputs(const QStringList &names)
    {
        QJsonObject object;
        for (const QString &name : names)
            object.insert(name, target());
        return object;
    }

    QJsonObject element(const QString &id, const QString &type)
    {
        QJsonObject element{{s("id"), id}, {s("type"), type}};
        static const QList<QStringList> splits{
            {s("100%")},
            {s("10%"), s("90%")},
            {s("12.5%"), s("37.5%"), s("50%")},
            {s("33.4%"), s("33.3%"), s("33.30%")},
            {s("0%"), s("100%")},
            {s("20%"), s("20.0%"), s("20.00%"), s("20.000%"), s("020%")}};
        if (type == s("start"))
            element[s("outputs")] = outputs({s("next")});
        else if (type == s("conditional"))
            element[s("outputs")] = outputs({s("true"), s("false")});
        else if (type == s("percentage"))
            element[s("outputs")] = outputs(one(splits));
        else if (type == s("end"))
            element[s("outputs")] = QJsonObject();
        else
            element[s("outputs")] = outputs({s("success"), s("fallback")});
        if (type == s("conditional"))
            element[s("properties")] = one(QList<QJsonObject>{
                {},
                {{s("condition"), 1}},
                {{s("conditions"), QJsonObject{{s("metadata.plan"), s("free")}}}}});
        else if (type == s("rate"))
            element[s("properties")] =
                QJsonObject{{s("key"), one(QStringList{s("k"), QString()})},
                            {s("limit"), m_random.bounded(20) - 5},
                            {s("limitType"), one(QStringList{s("count"), s("cost")})},
                            {s("window"), m_random.bounded(100) / 3.0}};
        else if (type == s("model"))
            element[s("properties")] = QJsonObject{{s("provider"), s("openai")},
                                                   {s("model"), s("gpt-4o")},
                                                   {s("timeout"), 30000},
                                                   {s("retries"), m_random.bounded(9)},
                                                   {s("more"), true}};
        return element;
    }

    // Something that may or may not be wrong, depending on the element that it befalls.
    void spoil(QJsonArray &elements)
    {
        const int at = m_random.bounded(int(elements.size()));
        QJsonObject element = elements.at(at).toObject();
        QJsonObject outputs = element[s("outputs")].toObject();
        QJsonObject properties = element[s("properties")].toObject();
        const auto output = [&] { return outputs.isEmpty() ? s("x") : one(outputs.keys()); };
        const auto property = [&] {
            return properties.isEmpty() ? s("conditions") : one(properties.keys());
        };
        static const QJsonArray values{QJsonValue(), true,         5,          -1.5,
                                       QString(),    s("text"),    s("count"), s("10"),
                                       QJsonArray{}, QJsonObject{}};
        static const QStringList names{s("next"),  s("true"), s("success"), s("else"),  s("50%"),
                                       s("50"),    s("5 %"),  s("-5%"),     s("1e1%"),  s("%"),
                                       s("99.9%"), s(".5%"),  s("1.2.3%"),  s("0x10%"), s("5.%")};
        switch (m_random.bounded(13)) {
        case 0:
            elements.removeAt(at);
            return;
        case 1:
            elements.append(element); // its id twice
            return;
        case 2:
            outputs.remove(output());
            break;
        case 3:
            outputs.insert(one(names), target());
            break;
        case 4:
            outputs.insert(output(), QJsonObject{{s("elementId"), s("nobody")}});
            break;
        case 5:
            outputs.insert(output(), one(values));
            break;
        case 6:
            outputs.insert(output(), QJsonObject{{s("elementId"), one(values)}});
            break;
        case 7:
            properties.remove(property());
            break;
        case 8:
        case 9:
            properties.insert(property(), one(values));
            break;
        case 10:
            element.insert(one(QStringList{s("outputs"), s("properties"), s("extra")}),
                           one(values));
            elements.replace(at, element);
            return;
        case 11:
            element[s("type")] = one(QStringList{s("start"), s("end"), s("model"), s("rate"),
                                                 s("percentage"), s("conditional")});
            break;
        case 12: { // another percentage in place of one
            const QString name = output();
            outputs.insert(one(names), outputs.take(name));
            break;
        }
        }
        element[s("outputs")] = outputs;
        if (!properties.isEmpty() || element.contains(s("properties")))
            element[s("properties")] = properties;
        elements.replace(at, element);
    }

    QRandomGenerator m_random;
    QStringList m_ids;
    int m_wrongs = 0;
};

// The rules for graphs are written twice, in the console and in the sandbox: here they meet.
class TestRouteVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }
    void aThousandGraphs();

private:
    SandboxFixture m_sandbox;
};

void TestRouteVerdicts::aThousandGraphs()
{
    ApiClient client;
    client.setEndpoint(m_sandbox.endpoint());
    GraphMaker maker(20261121);
    int accepted = 0;
    int unreadable = 0;
    constexpr int graphs = 1000;
    for (int i = 0; i < graphs; ++i) {
        QJsonArray elements = maker.make();
        const auto graph = routeGraphFromJson(elements);
        // What the console would send; what it cannot read, it would not.
        if (graph)
            elements = toJson(*graph);
        else
            ++unreadable;
        const bool expected = graph && !hasErrors(routeProblems(*graph));
        const auto answer = await(client.send(
            ApiRequest::post({s("gateways"), s("playground"), s("routes")},
                             {{s("name"), s("g%1").arg(i)}, {s("elements"), elements}})));
        if (!answer)
            QCOMPARE(answer.error().kind, ApiError::Kind::Validation);
        accepted += answer.has_value();
        const QString found = answer ? s("accepted") : answer.error().text();
        QVERIFY2(answer.has_value() == expected,
                 qPrintable(s("%1\nsandbox: %2\nconsole: %3")
                                .arg(QString::fromUtf8(QJsonDocument(elements).toJson()), found,
                                     graph ? s(expected ? "accepts" : "refuses")
                                           : graph.error().message)));
    }
    // Both verdicts were worth comparing.
    QVERIFY2(accepted > graphs / 4 && accepted < graphs * 3 / 4,
             QByteArray::number(accepted).constData());
    QVERIFY2(unreadable < graphs / 4, QByteArray::number(unreadable).constData());
}

QTEST_GUILESS_MAIN(TestRouteVerdicts)
#include "tst_routeverdicts.moc"
