// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/cannedserver.h"
#include "tests/support/testdata.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QPlainTextEdit>

// What the tests of the gateway form's fields build on.
namespace gatehouse::test {

inline QJsonObject testData(const QString &file)
{
    QFile data(testDataPath(file));
    return data.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(data.readAll()).object()
                                          : QJsonObject{};
}

// A gateway with every member, and members that the program does not know at every depth.
inline QJsonObject fullGateway()
{
    return testData(QStringLiteral("gateway-fields.json")).value(u"gateway").toObject();
}

// json with value at path; undefined removes it.
inline QJsonValue withValue(const QJsonValue &json, const QStringList &path,
                            const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        const int at = path.constFirst().toInt();
        array[at] = withValue(array.at(at), path.mid(1), value);
        return array;
    }
    QJsonObject object = json.toObject();
    const QJsonValue inner = withValue(object.value(path.constFirst()), path.mid(1), value);
    if (inner.isUndefined())
        object.remove(path.constFirst());
    else
        object.insert(path.constFirst(), inner);
    return object;
}

// A service with one gateway that takes every PUT, and the view of it.
struct FieldBench
{
    explicit FieldBench(const QJsonObject &served = fullGateway(), const QString &id = {})
        : gateway(served)
        , server([this](const CannedServer::Request &request) { return answer(request); })
        , bench(endpointOf(server))
        , view(&bench.models, {id.isNull() ? QStringLiteral("my-gateway") : id}, &bench.drafts,
               &bench.dialogs)
    {
    }

    QJsonObject gateway;
    CannedServer server;
    GatewayBench bench;
    GatewayView view;
    GatewayForm *form = view.form();
    ReviewPanel *review = view.findChild<ReviewPanel *>();
    MergePanel *merge = view.findChild<MergePanel *>();

    CannedServer::Reply answer(const CannedServer::Request &request)
    {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const QJsonObject serviceMade{{"created_at", "2019-12-27T18:11:19.117Z"},
                                      {"modified_at", "2019-12-27T18:11:19.117Z"}};
        if (request.path.endsWith(QLatin1String("/gateways")) && request.method == "GET")
            return CannedServer::Reply::result(QJsonArray{gateway});
        if (request.method == "POST")
            gateway = overlaid(serviceMade, body);
        else if (request.method == "PUT")
            gateway = overlaid(overlaid({{"id", gateway["id"]}}, serviceMade), body);
        return CannedServer::Reply::result(gateway);
    }
    // What PUT, or POST, has sent; without it, empty.
    QJsonObject sent(const QByteArray &method = "PUT") const
    {
        for (const CannedServer::Request &request : server.requests())
            if (request.method == method)
                return QJsonDocument::fromJson(request.body).object();
        return {};
    }
    static QJsonObject written(QJsonObject json)
    {
        for (const char *key : {"id", "created_at", "modified_at", "is_default"})
            json.remove(QLatin1String(key));
        return json;
    }

    QWidget *named(const QString &name) const
    {
        for (QWidget *widget : form->findChildren<QWidget *>())
            if (widget->accessibleName() == name && widget->isVisibleTo(form)
                && widget->focusPolicy() & Qt::TabFocus)
                return widget;
        return nullptr;
    }
    // By keys, in place of what is there: a text, the beginning of a choice, a space for a tick.
    bool type(const QString &name, const QString &text) const
    {
        QWidget *widget = named(name);
        if (!widget || !widget->isEnabled())
            return false;
        widget->setFocus();
        if (!qobject_cast<QComboBox *>(widget) && !qobject_cast<QCheckBox *>(widget)) {
            QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(widget, Qt::Key_Delete);
        }
        if (auto *combo = qobject_cast<QComboBox *>(widget); combo && text.contains(u' ')) {
            // A space would open it.
            QTest::keyClick(combo, Qt::Key_Home);
            for (int i = combo->findText(text, Qt::MatchStartsWith); i > 0; --i)
                QTest::keyClick(combo, Qt::Key_Down);
            return true;
        }
        if (text.size() > 200) {
            QGuiApplication::clipboard()->setText(text);
            QTest::keyClick(widget, Qt::Key_V, Qt::ControlModifier);
            return true;
        }
        for (const QChar c : text)
            if (c == u'\n')
                QTest::keyClick(widget, Qt::Key_Return);
            else
                QTest::keyClicks(widget, c);
        return true;
    }
    bool press(const QString &name) const
    {
        auto *button = qobject_cast<QAbstractButton *>(named(name));
        if (!button || !button->isEnabled())
            return false;
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        return true;
    }
    void pressSave() { QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier); }
    // Through the review, until the service has answered.
    bool save()
    {
        pressSave();
        if (!view.address().gateway.isEmpty())
            pressSave();
        return QTest::qWaitFor([this] { return !view.hasPendingWork(); });
    }
    QString reviewed() const { return reviewText(*review); }
};

} // namespace gatehouse::test
