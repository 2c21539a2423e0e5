// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "models/services/drafts.h"
#include "models/services/settings.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakedialogs.h"
#include "views/common/tableview.h"
#include "views/common/view.h"
#include "views/gateways/reviewpanel.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

// What the tests of the gateways' views build on.
namespace gatehouse::test {

// A connection with all that its views need; what is kept goes with it.
struct GatewayBench
{
    explicit GatewayBench(const Endpoint &endpoint)
    {
        connection.client()->setPause(std::chrono::milliseconds(1));
        connection.open(endpoint);
    }

    QTemporaryDir folder;
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    TimeDisplay time;
    ConnectionModels models{&connection, &time};
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    Drafts drafts{folder.filePath(QStringLiteral("drafts"))};
    FakeDialogs dialogs;

    QString draftKey(const QString &form) const { return connection.identity() + u'/' + form; }

    // Straight to the service, past the views.
    void createGateway(const QString &id, const std::function<void(Gateway &)> &change = {})
    {
        Gateway gateway = newGateway();
        gateway.id = {id};
        if (change)
            change(gateway);
        VERIFY_RESULT(await(connection.gateways()->create(gateway)));
    }
    void changeGateway(const QString &id, const std::function<void(Gateway &)> &change)
    {
        Result<Gateway> gateway = await(connection.gateways()->get({id}));
        VERIFY_RESULT(gateway);
        change(*gateway);
        VERIFY_RESULT(await(connection.gateways()->update(*gateway)));
    }
    Gateway served(const QString &id)
    {
        return await(connection.gateways()->get({id})).value_or(Gateway{});
    }
};

inline Endpoint endpointOf(const CannedServer &server)
{
    return {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}};
}

inline bool showAndSettle(View *view)
{
    view->resize(1000, 700);
    view->show();
    return QTest::qWaitForWindowActive(view)
        && QTest::qWaitFor([view] { return !view->isBusy(); }, 20'000);
}

// “Field: before > after”, a line each.
inline QString reviewText(const ReviewPanel &review)
{
    QStringList lines;
    const QAbstractItemModel *model = review.table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        lines.append(QStringLiteral("%1: %2 > %3")
                         .arg(model->index(row, 0).data().toString(),
                              model->index(row, 1).data().toString(),
                              model->index(row, 2).data().toString()));
    return lines.join(u'\n');
}

inline QAbstractButton *findButton(const QWidget *parent, const QString &text)
{
    for (auto *button : parent->findChildren<QAbstractButton *>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

inline bool click(const QWidget *parent, const QString &text)
{
    QAbstractButton *button = findButton(parent, text);
    if (!button || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

// By keys, in place of what was there.
inline void typeInto(QWidget *editor, const QString &text)
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line)
        line = editor->findChild<QLineEdit *>();
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
}

} // namespace gatehouse::test
