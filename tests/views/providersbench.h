// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/secrets.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/gatewaybench.h"
#include "views/common/fields.h"
#include "views/common/messagebar.h"
#include "views/common/secretfield.h"
#include "views/gateways/headersedit.h"
#include "views/providers/logoedit.h"
#include "views/providers/providersview.h"
#include "views/providers/treeedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QTreeWidget>

// What the tests of the providers' views build on.
namespace gatehouse::test {

// With ngrok beside the account.
struct ProvidersBench : GatewayBench
{
    explicit ProvidersBench(const Endpoint &endpoint, const QUrl &ngrok, bool readOnly = false)
        : GatewayBench(endpoint)
    {
        connection.setProfile({.id = QStringLiteral("test"),
                               .name = QStringLiteral("Test"),
                               .ngrokUrl = ngrok.toString(),
                               .readOnly = readOnly});
        connection.openNgrok({ngrok, {}, endpoint.credentials, true});
    }
    explicit ProvidersBench(const SandboxFixture &sandbox, bool readOnly = false)
        : ProvidersBench(sandbox.endpoint(), sandbox.endpoint().apiUrl.resolved(QUrl("/ngrok")),
                         readOnly)
    {
    }
    std::unique_ptr<ProvidersView> view(const QString &gateway = QStringLiteral("production-chat"))
    {
        return std::make_unique<ProvidersView>(&models, GatewayId{gateway}, &settings, &drafts,
                                               &dialogs);
    }
};

inline QWidget *named(const QWidget *parent, const QString &accessibleName)
{
    for (auto *widget : parent->findChildren<QWidget *>())
        if (widget->accessibleName() == accessibleName && widget->isVisibleTo(parent))
            return widget;
    return nullptr;
}

// Of a table, list or tree that edits in place.
inline void typeInPlace(QAbstractItemView *view, const QString &text)
{
    const QPointer<QLineEdit> edit = view->viewport()->findChild<QLineEdit *>();
    QVERIFY(edit);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!edit); // what was typed is taken from the event loop
}

// By mouse and keys, whatever the widget is.
inline void fill(QWidget *form, const QString &name, const QString &text)
{
    QWidget *widget = named(form, name);
    QVERIFY2(widget, qPrintable(name));
    if (auto *headers = qobject_cast<HeadersEdit *>(widget)) {
        QTest::mouseClick(headers->findChild<QPushButton *>(), Qt::LeftButton);
        // A layout shows what it has been given later.
        QTRY_VERIFY(named(form, "Header: 1: Name"));
        typeInto(named(form, "Header: 1: Name"), text.section(':', 0, 0));
        typeInto(named(form, "Header: 1: Value"), text.section(':', 1));
    } else if (auto *logo = qobject_cast<LogoEdit *>(widget)) { // the file of the bench's dialogs
        QTest::mouseClick(logo->findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_VERIFY(!logo->value().isEmpty());
    } else if (auto *tree = qobject_cast<TreeEdit *>(widget)) {
        QTest::mouseClick(tree->addButton(), Qt::LeftButton);
        typeInPlace(tree->tree(), text);
    } else if (auto *table = qobject_cast<QTableWidget *>(widget)) {
        table->setFocus();
        table->setCurrentCell(0, 1);
        QTest::keyClick(table, Qt::Key_F2);
        typeInPlace(table, text);
    } else if (auto *number = qobject_cast<OptionalSpinBox *>(widget)) {
        if (!number->tick()->isChecked())
            QTest::mouseClick(number->tick(), Qt::LeftButton, {},
                              {6, number->tick()->height() / 2});
        typeInto(number->box(), text);
        QTest::keyClick(number->box(), Qt::Key_Tab);
    } else if (auto *box = qobject_cast<QCheckBox *>(widget)) {
        if (box->isChecked() != (text == u"true"))
            QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
    } else if (auto *lines = qobject_cast<QPlainTextEdit *>(widget)) {
        lines->setFocus();
        QTest::keyClicks(lines, text);
    } else if (auto *combo = qobject_cast<QComboBox *>(widget); combo && !combo->isEditable()) {
        combo->setFocus();
        for (int i = 0; i < combo->count() && combo->currentText() != text; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentText(), text);
    } else {
        typeInto(widget, text);
    }
}

} // namespace gatehouse::test
