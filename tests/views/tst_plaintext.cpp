// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing from the service is ever taken for markup or for a mnemonic.
#include "tests/views/anyservice.h"
#include "views/common/confirmdialog.h"
#include "views/common/messagebar.h"
#include "views/common/openlink.h"
#include "views/common/statepage.h"
#include "views/gateways/gatewaydiff.h"
#include "views/gateways/mergepanel.h"
#include "views/shell/workspace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QDesktopServices>
#include <QDockWidget>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTextDocument>
#include <QTextEdit>

using namespace gatehouse;
using namespace gatehouse::test;

static const QString hostile =
    QStringLiteral("<b>bold</b><img src=\"http://example.invalid/x.png\">&amp;&x ");

class Browser : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

class PlainTextTest : public QObject
{
    Q_OBJECT

private:
    int m_seen = 0; // places where the hostile text stands

    // As a tooltip is shown: a text that could be markup has to read as it is.
    bool readsLiterally(const QString &toolTip)
    {
        if (!toolTip.contains(u'<'))
            return true;
        if (!toolTip.startsWith(QStringLiteral("<qt>")))
            return false;
        QTextDocument document;
        document.setHtml(toolTip);
        m_seen += document.toPlainText().contains(QStringLiteral("<b>bold</b><img"));
        return document.toPlainText().contains(u'<') && !toolTip.contains(QStringLiteral("<b>"))
            && !toolTip.contains(QStringLiteral("<img"));
    }
    // What is drawn of a text in which & marks the next letter.
    static QString drawn(QString text)
    {
        text.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
        text.remove(u'&');
        return text.replace(QStringLiteral("\x01"), QStringLiteral("&"));
    }
    void checkMnemonic(const QString &text)
    {
        if (!text.contains(QStringLiteral("<b>bold")))
            return;
        ++m_seen;
        const bool elided = text.contains(QChar(0x2026));
        QVERIFY2(elided || drawn(text).contains(QStringLiteral("&amp;&x")), qPrintable(text));
        QVERIFY2(drawn(text).count(u'&') * 2 == text.count(u'&'), qPrintable(text));
    }
    void checkItems(const QAbstractItemView *view)
    {
        const QAbstractItemModel *model = view->model();
        if (!model)
            return;
        const std::function<void(const QModelIndex &)> check = [&](const QModelIndex &parent) {
            for (int row = 0; row < std::min(model->rowCount(parent), 100); ++row)
                for (int column = 0; column < model->columnCount(parent); ++column) {
                    const QModelIndex index = model->index(row, column, parent);
                    m_seen += index.data().toString().contains(QStringLiteral("<b>bold"));
                    const QString toolTip = index.data(Qt::ToolTipRole).toString();
                    QVERIFY2(readsLiterally(toolTip), qPrintable(toolTip));
                    if (column == 0)
                        check(index);
                }
        };
        check({});
        for (int column = 0; column < model->columnCount(); ++column)
            QVERIFY(readsLiterally(
                model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString()));
    }
    void check(QWidget *root)
    {
        QList<QWidget *> widgets = root->findChildren<QWidget *>();
        widgets.append(root);
        for (QWidget *widget : widgets) {
            QVERIFY2(readsLiterally(widget->toolTip()), qPrintable(widget->toolTip()));
            for (const QAction *action : widget->actions())
                QVERIFY2(readsLiterally(action->toolTip()), qPrintable(action->toolTip()));
            QVERIFY(!qobject_cast<QTextEdit *>(widget));
            QVERIFY(!qobject_cast<QGroupBox *>(widget));
            if (auto *label = qobject_cast<QLabel *>(widget)) {
                QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(),
                         qPrintable(label->text()));
                QVERIFY(!label->openExternalLinks());
                m_seen += label->text().contains(QStringLiteral("<b>bold"));
                if (label->buddy())
                    checkMnemonic(label->text());
            }
            if (const auto *button = qobject_cast<QAbstractButton *>(widget))
                checkMnemonic(button->text());
            if (const auto *bar = qobject_cast<QTabBar *>(widget))
                for (int tab = 0; tab < bar->count(); ++tab) {
                    checkMnemonic(bar->tabText(tab));
                    QVERIFY(readsLiterally(bar->tabToolTip(tab)));
                }
            if (const auto *items = qobject_cast<QAbstractItemView *>(widget))
                checkItems(items);
        }
    }
    static AnyService hostileService()
    {
        AnyService service;
        service.mapTexts([](const QString &text) { return hostile + text; });
        return service;
    }

private Q_SLOTS:
    void inEveryView()
    {
        const AnyService service = hostileService();
        QVERIFY(service.gateway().startsWith(hostile));
        ServiceBench bench(service, {.id = hostile, .name = hostile});
        for (const ViewAddress &address : bench.addresses(service.gateway())) {
            const auto view = bench.open(address);
            QVERIFY(showWithInspector(view.get()));
            m_seen = 0;
            check(view.get());
            if (view->inspector())
                check(view->inspector());
            QVERIFY2(m_seen > 0 || address.kind == ViewAddress::Kind::NewGateway,
                     qPrintable(address.text()));
        }
    }

    void inFailures()
    {
        AnyService service = hostileService();
        service.failWith(hostile);
        ServiceBench bench(service, {.id = hostile, .name = hostile});
        for (const ViewAddress &address : bench.addresses(service.gateway())) {
            const auto view = bench.open(address);
            QVERIFY(showWithInspector(view.get()));
            m_seen = 0;
            check(view.get());
            QVERIFY2(m_seen > 0 || address.kind == ViewAddress::Kind::NewGateway,
                     qPrintable(address.text()));
        }
    }

    // Their error is in full behind a button, in place of the rows and above them.
    void failuresHaveDetails()
    {
        AnyService service;
        service.failWith(QStringLiteral("not for you"));
        ServiceBench bench(service);
        for (const ViewAddress &address : bench.addresses(service.gateway())) {
            const auto view = bench.open(address);
            QVERIFY(showWithInspector(view.get()));
            if (!view->hasError()) // a form that reads nothing
                continue;
            QAbstractButton *details = nullptr;
            for (auto *button : view->findChildren<QAbstractButton *>(QStringLiteral("details")))
                if (button->isVisible())
                    details = button;
            QVERIFY2(details, qPrintable(address.text()));
            details->setFocus();
            QTest::keyClick(details, Qt::Key_Space);
            QPlainTextEdit *text = nullptr;
            for (auto *edit : view->findChildren<QPlainTextEdit *>())
                if (edit->isVisible() && edit->accessibleName().contains(QLatin1String("Details")))
                    text = edit;
            QVERIFY(text);
            for (const char *expected : {"not for you", "403", "10000", "\"success\""})
                QVERIFY2(text->toPlainText().contains(QLatin1String(expected)), expected);
        }
    }

    void inConfirmations()
    {
        ConfirmDialog dialog({.title = hostile,
                              .losses = {hostile},
                              .count = {},
                              .countLabel = hostile,
                              .from = hostile,
                              .connectionName = hostile,
                              .profileColor = {},
                              .typedName = hostile,
                              .actionLabel = QStringLiteral("Delete")});
        m_seen = 0;
        check(&dialog);
        QVERIFY(m_seen >= 4);
        QTest::keyClicks(dialog.nameEdit(), hostile);
        QVERIFY(dialog.actionButton()->isEnabled());
    }

    void inMerges()
    {
        TimeDisplay time;
        MergePanel panel(&time);
        panel.setConflicts({{.key = QStringLiteral("store_id"),
                             .base = hostile,
                             .mine = hostile + u'1',
                             .theirs = hostile + u'2'}});
        m_seen = 0;
        check(&panel);
        QVERIFY(m_seen >= 5);
    }

    void inTabs()
    {
        const AnyService service = hostileService();
        ServiceBench bench(service);
        Workspace workspace;
        workspace.resize(1200, 700);
        for (const ViewAddress::Kind kind : {ViewAddress::Kind::Gateway, ViewAddress::Kind::Logs}) {
            View *view = bench.open({kind, {service.gateway()}, {}}).release();
            workspace.add(view, QString::number(int(kind)));
        }
        workspace.show();
        auto *bar = workspace.findChild<QTabBar *>();
        QTRY_VERIFY(bar && bar->count() == 2);
        m_seen = 0;
        for (int tab = 0; tab < bar->count(); ++tab)
            checkMnemonic(bar->tabText(tab));
        QCOMPARE(m_seen, 2);
        QTRY_VERIFY(!workspace.views().first()->isBusy() && !workspace.views().last()->isBusy());
    }

    void onlyWebPagesAreOpened()
    {
        Browser browser;
        for (const char *scheme : {"http", "https", "file", "javascript", "ftp", "mailto"})
            QDesktopServices::setUrlHandler(QLatin1String(scheme), &browser, "open");
        const QUrl page(QStringLiteral("https://example.invalid/invoice?id=1"));
        QVERIFY(openLink(page));
        QVERIFY(openLink(QUrl(QStringLiteral("http://example.invalid/"))));
        QCOMPARE(browser.opened.size(), 2);
        QCOMPARE(browser.opened.first(), page);
        for (const char *refused :
             {"file:///etc/passwd", "javascript:alert(1)", "ftp://example.invalid/", "https:///x",
              "mailto:a@example.invalid", "/relative", "", "data:text/html,x"})
            QVERIFY2(!openLink(QUrl(QString::fromLatin1(refused))), refused);
        QCOMPARE(browser.opened.size(), 2);
        for (const char *scheme : {"http", "https", "file", "javascript", "ftp", "mailto"})
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }
};

QTEST_MAIN(PlainTextTest)
#include "tst_plaintext.moc"
