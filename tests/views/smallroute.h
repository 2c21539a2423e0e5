// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/routebench.h"

// A route of three elements, in an editor.
namespace gatehouse::test {

inline RouteGraph graphOf(const QByteArray &json)
{
    const auto graph = routeGraphFromText(json);
    if (!graph)
        qFatal("%s", qPrintable(graph.error().message));
    return *graph;
}

// A start that leads to a model, which leads to an end.
inline const QByteArray smallGraph = R"([
    {"id": "start", "type": "start", "outputs": {"next": {"elementId": "big"}}},
    {"id": "big", "type": "model", "properties": {"provider": "openai", "model": "gpt-4o",
     "timeout": 30000, "retries": 1}, "outputs": {"success": {"elementId": "end"},
     "fallback": {"elementId": "end"}}},
    {"id": "end", "type": "end", "outputs": {}}])";

inline const RouteDocument::Positions smallPlaces{{QStringLiteral("start"), {0, 0}},
                                                  {QStringLiteral("big"), {240, 0}},
                                                  {QStringLiteral("end"), {560, 0}}};

inline void loadSmall(EditorWindow &window)
{
    window.editor->load(graphOf(smallGraph), smallPlaces);
    QVERIFY(window.isActive());
    QTest::qWait(1); // the view is fitted
    window.canvas()->setFocus();
}

inline QString target(const EditorWindow &window, const char *element, const char *output)
{
    return window.document().graph().target(
        {QString::fromLatin1(element), QString::fromLatin1(output)});
}

} // namespace gatehouse::test
