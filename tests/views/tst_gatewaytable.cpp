// SPDX-License-Identifier: GPL-3.0-or-later
// The table of gateways: its columns, its filter, and where its actions lead.
#include "tests/views/gatewaytools.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/gatewaysview.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

using Model = GatewayModel;

namespace {

struct Table : ToolsBench
{
    explicit Table(const Endpoint &endpoint) : ToolsBench(endpoint) { }

    QStringList ids() const
    {
        QStringList ids;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            ids.append(table->model()->index(row, 0).data(TableModel::IdRole).toString());
        return ids;
    }
    void select(const QString &id, Qt::KeyboardModifiers keys = {}) const
    {
        const QModelIndex index = table->model()->index(int(ids().indexOf(id)), 0);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, keys,
                          table->visualRect(index).center());
    }
    // As the menu of the columns does it.
    void showColumn(const QString &title, bool shown) const
    {
        QMenu menu;
        table->populateColumnsMenu(&menu);
        for (QAction *action : menu.actions())
            if (action->text() == title && action->isChecked() != shown)
                action->trigger();
    }

    GatewaysView view{&models, &settings, &dialogs};
    TableView *table = view.findChild<TableView *>();
    QLineEdit *filter = view.findChild<QLineEdit *>();
};

} // namespace

class GatewayTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

    void hasEveryColumn()
    {
        Table list(m_sandbox.endpoint());
        QStringList titles;
        for (int column = 0; column < Model::ColumnCount; ++column)
            titles.append(list.table->model()->headerData(column, Qt::Horizontal).toString());
        QCOMPARE(titles,
                 QStringList({"Gateway", "Created", "Modified", "Caching", "Rate limit",
                              "Logs kept", "Authentication", "Retries", "Guardrails", "DLP", "OTEL",
                              "Log push", "Zero data retention", "Billing mode", "Default"}));
        QMenu menu;
        list.table->populateColumnsMenu(&menu);
        QCOMPARE(menu.actions().size(), int(Model::ColumnCount) + 2); // separator, reset
    }

    // Every word, in any column, but only in what can be seen.
    void filterLooksInWhatIsShown()
    {
        Table list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        QTest::keyClicks(list.filter, "OLDEST sliding");
        QCOMPARE(list.ids(), QStringList{"production-chat"});
        list.filter->clear();
        QTest::keyClicks(list.filter, "postpaid");
        QVERIFY(list.ids().isEmpty()); // the billing mode is not shown
        list.showColumn("Billing mode", true);
        QVERIFY(list.ids().size() > 1);
        for (const QString &id : list.ids())
            QCOMPARE(list.models.gateways()->find(id)->workersAiBillingMode->text(), "postpaid");
        list.showColumn("Billing mode", false);
        QVERIFY(list.ids().isEmpty());
    }

    void columnsAreKeptForEachProfile()
    {
        Table list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        list.showColumn("OTEL", true);
        QHeaderView *header = list.table->horizontalHeader();
        header->moveSection(header->visualIndex(Model::OtelColumn), 1);
        header->resizeSection(Model::OtelColumn, 177);
        const auto check = [&](Connection *connection) {
            ConnectionModels models(connection, &list.time);
            GatewaysView view(&models, &list.settings, &list.dialogs);
            QHeaderView *again = view.findChild<TableView *>()->horizontalHeader();
            return !again->isSectionHidden(Model::OtelColumn)
                && again->visualIndex(Model::OtelColumn) == 1
                && again->sectionSize(Model::OtelColumn) == 177;
        };
        QVERIFY(check(&list.connection));
        Connection other({.id = QStringLiteral("another"), .name = QStringLiteral("Another")});
        other.open({QUrl("http://127.0.0.1:1"), "account", {"token", {}, {}}});
        QVERIFY(!check(&other));
    }

    // Selection, scroll and order stay.
    void refreshMovesNothing()
    {
        Table list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        list.view.resize(700, 180); // too few rows fit
        list.table->sortByColumn(Model::CachingColumn, Qt::DescendingOrder);
        list.select("staging");
        list.table->verticalScrollBar()->setValue(list.table->verticalScrollBar()->maximum());
        const int scrolled = list.table->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        const QStringList order = list.ids();
        GatewayBench someone(m_sandbox.endpoint());
        someone.changeGateway("playground", [](Gateway &gateway) { gateway.zdr = true; });
        list.view.refresh();
        QTRY_VERIFY(!list.view.isBusy());
        QVERIFY(list.models.gateways()->find("playground")->zdr.valueOr(false));
        QCOMPARE(list.ids(), order);
        QCOMPARE(list.table->verticalScrollBar()->value(), scrolled);
        const QModelIndexList selected = list.table->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.first().data(TableModel::IdRole).toString(), "staging");
    }

    void severalLeadElsewhere()
    {
        Table list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        QSignalSpy opened(&list.view, &View::openRequested);
        const auto address = [&opened] { return opened.takeLast().at(0).value<ViewAddress>(); };
        list.select("staging");
        QTest::keyClick(list.table, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(address(), (ViewAddress{ViewAddress::Kind::CompareGateway, {"staging"}, {}}));
        list.select("playground", Qt::ControlModifier);
        QVERIFY(click(&list.view, "Compare"));
        ViewAddress compared = address();
        QCOMPARE(compared.kind, ViewAddress::Kind::CompareGateway);
        QCOMPARE(ViewAddress::parts(compared.filter).value(0), "test");
        QVERIFY(click(&list.view, "Edit 2"));
        QStringList ids = ViewAddress::parts(address().filter);
        ids.sort();
        QCOMPARE(ids, QStringList({"playground", "staging"}));
        QTest::keyClick(list.table, Qt::Key_Return);
        QCOMPARE(address().kind, ViewAddress::Kind::EditGateways);
        list.select("support-bot", Qt::ControlModifier);
        QVERIFY(!findButton(&list.view, "Compare")->isEnabled()); // three
        QTest::keyClick(list.table, Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(address().kind, ViewAddress::Kind::ImportGateways);
        QCOMPARE(unnamedFocusable(*list.filter->parentWidget()).join(u' '), QString());
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayTableTest)
#include "tst_gatewaytable.moc"
