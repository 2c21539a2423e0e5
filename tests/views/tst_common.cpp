// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/viewchecks.h"
#include "views/common/confirmdialog.h"
#include "views/common/messagebar.h"
#include "views/common/singleclick.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/theme.h"
#include "views/common/viewaddress.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <memory>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

class StateModel : public TableModel
{
    Q_OBJECT

public:
    StateModel() : TableModel(1, nullptr) { }
    void become(State state, const ApiError &error = {}) { setState(state, error); }
    void setRows(int count)
    {
        beginResetModel();
        m_count = count;
        endResetModel();
    }

protected:
    int rows() const override { return m_count; }
    QVariant cell(int, int, int) const override { return {}; }
    QVariant header(int, int) const override { return {}; }

private:
    int m_count = 0;
};

Confirmation deletion()
{
    return {.title = QStringLiteral("Delete prod-chat?"),
            .losses = {QStringLiteral("Its configuration"), QStringLiteral("Its routes")},
            .count = 1'204'311,
            .countLabel = QStringLiteral("logs"),
            .from = QStringLiteral("account 0123"),
            .connectionName = QStringLiteral("Production"),
            .profileColor = QColor(Qt::red),
            .typedName = QStringLiteral("prod-chat"),
            .actionLabel = QStringLiteral("Delete gateway")};
}

QPushButton *visibleButton(const QWidget &widget)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>())
        if (button->isVisible())
            return button;
    return nullptr;
}

} // namespace

class TestCommon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<Theme>();
    }

    void deletionNeedsTheExactName()
    {
        ConfirmDialog dialog(deletion());
        QSignalSpy finished(&dialog, &QDialog::finished);
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(dialog.nameEdit()->hasFocus());
        QVERIFY(dialog.cancelButton()->isDefault());
        const QString shown = labelTexts(dialog);
        QVERIFY(shown.contains(QLatin1String("1,204,311 logs")));
        QVERIFY(shown.contains(QLatin1String("Its routes")));
        QVERIFY(shown.contains(QLatin1String("Production")));

        QTest::keyClicks(dialog.nameEdit(), QStringLiteral("Prod-chat"));
        QVERIFY(!dialog.actionButton()->isEnabled());
        QTest::mouseClick(dialog.actionButton(), Qt::LeftButton);
        QTest::keyClick(dialog.nameEdit(), Qt::Key_Return);
        QVERIFY(dialog.isVisible());

        dialog.nameEdit()->clear();
        QTest::keyClicks(dialog.nameEdit(), QStringLiteral("prod-chat"));
        QVERIFY(dialog.actionButton()->isEnabled());
        QTest::keyClick(dialog.nameEdit(), Qt::Key_Return);
        QTest::keyClick(dialog.nameEdit(), Qt::Key_Enter);
        QVERIFY(dialog.isVisible());
        QTest::keyClicks(dialog.nameEdit(), QStringLiteral(" "));
        QVERIFY(!dialog.actionButton()->isEnabled());
        QTest::keyClick(dialog.nameEdit(), Qt::Key_Backspace);

        for (int i = 0; i < 4 && !dialog.actionButton()->hasFocus(); ++i)
            QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
        QVERIFY(dialog.actionButton()->hasFocus());
        QTest::keyClick(dialog.actionButton(), Qt::Key_Return);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].toInt(), int(QDialog::Accepted));
    }

    void enterCancelsWhatNeedsNoName()
    {
        Confirmation confirmation = deletion();
        confirmation.typedName.clear();
        ConfirmDialog dialog(confirmation);
        QSignalSpy finished(&dialog, &QDialog::finished);
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(!dialog.nameEdit());
        QVERIFY(dialog.actionButton()->isEnabled());
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].toInt(), int(QDialog::Rejected));
    }

    void theSecondPressOfADoubleClickIsIgnored()
    {
        QPushButton button(QStringLiteral("Save changes"));
        ignoreDoubleClicks(&button);
        button.show();
        QSignalSpy clicked(&button, &QPushButton::clicked);
        const auto secondPress = [](QPushButton *at) { // the first was another button's
            const QPointF place = at->rect().center();
            for (const auto type : {QEvent::MouseButtonDblClick, QEvent::MouseButtonRelease}) {
                QMouseEvent event(type, place, at->mapToGlobal(place), Qt::LeftButton,
                                  Qt::LeftButton, {});
                QApplication::sendEvent(at, &event);
            }
        };
        secondPress(&button);
        QCOMPARE(clicked.size(), 0);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clicked.size(), 1);
    }

    void dialogsAnswerLater()
    {
        QWidget parent;
        parent.show();
        WidgetDialogs dialogs;
        std::optional<bool> answer;
        dialogs.confirm(deletion(), &parent, [&](bool confirmed) { answer = confirmed; });
        QVERIFY(!answer);
        QPointer<ConfirmDialog> dialog = parent.findChild<ConfirmDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(answer, std::optional(false));
        QTRY_VERIFY(!dialog);
    }

    void messagesReplaceAndResolve()
    {
        QWidget view;
        auto *bar = new MessageBar(&view);
        view.resize(600, 300);
        bar->resize(600, 100);
        view.show();
        QVERIFY(!bar->isVisible());

        int retries = 0;
        bar->showError(QStringLiteral("load"), serverError(), [&] {
            ++retries;
            bar->clear(QStringLiteral("load"));
        });
        QVERIFY(bar->isVisible());
        QVERIFY(bar->hasError());
        QVERIFY(labelTexts(*bar).contains(QLatin1String("upstream down")));

        auto *details = bar->findChild<QToolButton *>(QStringLiteral("details"));
        auto *raw = bar->findChild<QPlainTextEdit *>();
        QVERIFY(!raw->isVisible());
        details->setFocus();
        QTest::keyClick(details, Qt::Key_Space);
        QVERIFY(raw->isVisible());
        for (const char *expected : {"503", "body.id", "{\"raw\":\"answer\"}"})
            QVERIFY2(raw->toPlainText().contains(QLatin1String(expected)), expected);
        QVERIFY(raw->textInteractionFlags() & Qt::TextSelectableByKeyboard);
        QCOMPARE(unnamedFocusable(view), QStringList());

        bar->showWarning(QStringLiteral("load"), QStringLiteral("stale"));
        QCOMPARE(bar->keys(), QStringList{QStringLiteral("load")});
        QVERIFY(!bar->hasError());
        QVERIFY(!labelTexts(*bar).contains(QLatin1String("upstream down")));

        bar->showError(QStringLiteral("load"), serverError(), [&] {
            ++retries;
            bar->clear(QStringLiteral("load"));
        });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::mouseClick(bar->findChild<QToolButton *>(QStringLiteral("retry")), Qt::LeftButton);
        QCOMPARE(retries, 1);
        QVERIFY(!bar->isVisible());
    }

    void messagesCanBeDismissedAndCarryActions()
    {
        MessageBar bar;
        bar.resize(600, 60);
        QAction action(QStringLiteral("Edit token"));
        QSignalSpy triggered(&action, &QAction::triggered);
        QSignalSpy dismissed(&bar, &MessageBar::dismissed);
        ApiError invalid = serverError();
        invalid.kind = ApiError::Kind::Validation;
        bar.showError(QStringLiteral("a"), invalid, [] {}, {&action});
        bar.showInfo(QStringLiteral("b"), QStringLiteral("1 new row"));
        QVERIFY(!bar.findChild<QToolButton *>(QStringLiteral("retry"))); // would fail again
        QCOMPARE(bar.keys().size(), 2);
        for (QToolButton *button : bar.findChildren<QToolButton *>())
            if (button->defaultAction() == &action)
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(triggered.size(), 1);

        QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("dismiss")), Qt::LeftButton);
        QCOMPARE(dismissed.size(), 1);
        QCOMPARE(bar.keys().size(), 1);

        bar.showError(QStringLiteral("a"), ApiError::cancelled());
        bar.clear(QStringLiteral("b"));
        QVERIFY(bar.keys().isEmpty());
    }

    void theButtonsOfAMessageLeaveItsTextItsRoom()
    {
        MessageBar bar;
        QAction mine(QStringLiteral("Save my version"));
        QAction theirs(QStringLiteral("Take theirs over"));
        QAction compare(QStringLiteral("Compare"));
        bar.showWarning(QStringLiteral("conflict"),
                        QStringLiteral("Somebody else has saved version 3 while you were drawing."),
                        {&mine, &theirs, &compare});
        bar.resize(420, 80);
        bar.show();
        QLabel *text = nullptr;
        for (QLabel *label : bar.findChildren<QLabel *>())
            text = label;
        QVERIFY(text);
        const auto top = [&](const QAction &action) {
            for (const QToolButton *button : bar.findChildren<QToolButton *>())
                if (button->defaultAction() == &action)
                    return button->mapTo(&bar, QPoint()).y();
            return -1;
        };
        const auto bottom = [&] { return text->mapTo(&bar, text->rect().bottomLeft()).y(); };
        QTRY_VERIFY(top(mine) > bottom());
        QVERIFY(text->width() > 280);
        QTRY_VERIFY(text->height() >= text->heightForWidth(text->width()));
        bar.resize(1000, 80);
        QTRY_VERIFY(top(mine) < bottom());
        QCOMPARE(top(mine), top(compare));
        // Where even they have no room in one row, they go on in the next.
        bar.resize(300, 160);
        QTRY_VERIFY(top(compare) > top(mine));
    }

    void aMessageIsAnAlert()
    {
        MessageBar bar;
        bar.showError(QStringLiteral("a"), serverError());
        const auto rows = bar.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(rows.size(), 1);
        QAccessibleInterface *row = QAccessible::queryAccessibleInterface(rows[0]);
        QCOMPARE(row->role(), QAccessible::AlertMessage);
        QVERIFY(row->text(QAccessible::Name).startsWith(QLatin1String("Error: ")));
    }

    void statesFollowAModel()
    {
        StateModel model;
        auto *table = new QTableView;
        table->setModel(&model);
        StateStack stack(table);
        QAction create(QStringLiteral("Create"));
        QSignalSpy created(&create, &QAction::triggered);
        QSignalSpy retried(&stack, &StateStack::retryRequested);
        QSignalSpy cleared(&stack, &StateStack::clearFilterRequested);
        stack.setEmptyText(Icon::Gateway, QStringLiteral("No gateways"), QStringLiteral("Make one"),
                           &create);
        stack.setModel(&model);
        stack.resize(500, 400);
        stack.show();
        using S = StateStack::State;
        QCOMPARE(stack.state(), S::Content);

        model.become(TableModel::State::Loading);
        QCOMPARE(stack.state(), S::Content); // a quick answer shows no loading state
        QTRY_COMPARE(stack.state(), S::Loading);
        QVERIFY(stack.isBusy());

        model.become(TableModel::State::Failed, serverError());
        QCOMPARE(stack.state(), S::Failed);
        QVERIFY(!stack.isBusy());
        QVERIFY(labelTexts(stack).contains(QLatin1String("upstream down")));
        QTest::mouseClick(visibleButton(stack), Qt::LeftButton);
        QCOMPARE(retried.size(), 1);

        // In a low pane, whatever has no room is scrolled to.
        ApiError longer = serverError();
        longer.message = QStringLiteral("upstream down ").repeated(12);
        model.become(TableModel::State::Failed, longer);
        stack.resize(300, 120);
        for (const QLabel *label : stack.findChildren<QLabel *>())
            if (label->isVisible() && label->wordWrap())
                QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(label->text()));
        QTRY_VERIFY(stack.findChild<QScrollArea *>()->verticalScrollBar()->maximum() > 0);
        stack.resize(500, 400);

        model.become(TableModel::State::Loading);
        QCOMPARE(stack.state(), S::Failed); // until the delay is over
        model.become(TableModel::State::Ready);
        QCOMPARE(stack.state(), S::Empty);
        QVERIFY(labelTexts(stack).contains(QLatin1String("No gateways")));
        QTest::mouseClick(visibleButton(stack), Qt::LeftButton);
        QCOMPARE(created.size(), 1);
        create.setEnabled(false);
        QVERIFY(!visibleButton(stack)->isEnabled());

        stack.setFiltered(true);
        QCOMPARE(stack.state(), S::Filtered);
        QVERIFY(visibleButton(stack)->isEnabled());
        QTest::mouseClick(visibleButton(stack), Qt::LeftButton);
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(created.size(), 1);

        stack.setConnected(false);
        QCOMPARE(stack.state(), S::NotConnected);
        stack.setConnected(true);

        model.setRows(3);
        QCOMPARE(stack.state(), S::Content);
        model.become(TableModel::State::Failed, serverError());
        QCOMPARE(stack.state(), S::Content); // rows that are there stay
        model.become(TableModel::State::Loading);
        QTRY_VERIFY(stack.isBusy());
        QCOMPARE(stack.state(), S::Content);
        QVERIFY(!visibleButton(stack));
    }

    void addressesRoundTrip_data()
    {
        using Kind = ViewAddress::Kind;
        QTest::addColumn<QString>("text");
        QTest::addColumn<ViewAddress>("address");
        const auto row = [](const char *text, const ViewAddress &address) {
            QTest::newRow(text) << QString::fromUtf8(text) << address;
        };
        row("gateways", {Kind::Gateways});
        row("new-gateway", {Kind::NewGateway});
        row("providers", {Kind::Providers});
        row("gateway/x/providers", {Kind::GatewayProviders, {QStringLiteral("x")}});
        row("evaluation-types", {Kind::EvaluationTypes});
        row("billing", {Kind::Billing});
        row("billing/usage?range=30d%20hour",
            {Kind::Billing, {}, QStringLiteral("30d hour"), QStringLiteral("usage")});
        row("billing/top-up", {Kind::Billing, {}, {}, QStringLiteral("top-up")});
        row("requests", {Kind::Requests});
        row("tasks", {Kind::Tasks});
        row("gateway/prod-chat", {Kind::Gateway, {QStringLiteral("prod-chat")}});
        row("gateway/a%2Fb%3Fc%25", {Kind::Gateway, {QStringLiteral("a/b?c%")}});
        row("gateway/x/settings", {Kind::Gateway, {QStringLiteral("x")}, {}, "settings"});
        row("gateway/x/overview", {Kind::Gateway, {QStringLiteral("x")}, {}, "overview"});
        row("gateway/x/overview?range=7d",
            {Kind::Gateway, {QStringLiteral("x")}, QStringLiteral("7d"), "overview"});
        row("gateway/x/connect?provider=a%26b",
            {Kind::Gateway, {QStringLiteral("x")}, QStringLiteral("a&b"), "connect"});
        row("gateway/x/domains", {Kind::Gateway, {QStringLiteral("x")}, {}, "domains"});
        row("gateway/x/datasets", {Kind::Datasets, {QStringLiteral("x")}});
        row("gateway/x/new-dataset?from=a%2Fb",
            {Kind::NewDataset, {QStringLiteral("x")}, QStringLiteral("a/b")});
        row("gateway/x/dataset/a%2Fb",
            {.kind = Kind::Dataset, .gateway = {QStringLiteral("x")}, .object = "a/b"});
        row("gateway/x/evaluations?ids=a%2Cb%252Cc",
            {Kind::Evaluations, {QStringLiteral("x")}, ViewAddress::joined({"a", "b,c"})});
        row("gateway/x/logs", {Kind::Logs, {QStringLiteral("x")}});
        row("import-gateways", {Kind::ImportGateways});
        row("edit-gateways", {Kind::EditGateways});
        row("edit-gateways?ids=a%2Cb%252Cc",
            {Kind::EditGateways,
             {},
             ViewAddress::joined({QStringLiteral("a"), QStringLiteral("b,c")})});
        row("gateway/x/compare", {Kind::CompareGateway, {QStringLiteral("x")}});
        row("gateway/x/compare?with=p%2Cy",
            {Kind::CompareGateway,
             {QStringLiteral("x")},
             ViewAddress::joined({QStringLiteral("p"), QStringLiteral("y")})});
        row("gateway/x/difference?logs=1%2C2",
            {Kind::LogDifference, {QStringLiteral("x")}, QStringLiteral("1,2")});
        row("gateway/x/routes", {Kind::Routes, {QStringLiteral("x")}});
        row("gateway/x/route/a%2Fb",
            {Kind::Route, {QStringLiteral("x")}, {}, {}, QStringLiteral("a/b")});
        row("gateway/x/route/r?version=1%2C2",
            {Kind::Route, {QStringLiteral("x")}, QStringLiteral("1,2"), {}, QStringLiteral("r")});
        row("gateway/x/logs?filter=model%3Agpt-4o%20cost%3E0.5%20%26%20%2B%20%C3%A4%23",
            {Kind::Logs, {QStringLiteral("x")}, QStringLiteral("model:gpt-4o cost>0.5 & + ä#")});
    }

    void addressesRoundTrip()
    {
        QFETCH(QString, text);
        QFETCH(ViewAddress, address);
        QCOMPARE(address.text(), text);
        const std::optional<ViewAddress> parsed = ViewAddress::parse(text);
        QVERIFY(parsed);
        QVERIFY(*parsed == address);
    }

    void unknownAddressesAreRefused()
    {
        for (const char *text : {"",
                                 "gateway",
                                 "gateway/",
                                 "gateways/",
                                 "gateways?filter=x",
                                 "gateway/x/",
                                 "gateway/x/log",
                                 "gateway/x/logs/1",
                                 "gateway/x/dataset",
                                 "gateway/x/dataset/",
                                 "gateway/x/dataset/1/2",
                                 "gateway/x/datasets/1",
                                 "gateway/x?filter=y",
                                 "gateway/x/logs?order=y",
                                 "gateway//logs",
                                 "nonsense",
                                 "/gateways",
                                 "import-gateways?ids=a",
                                 "edit-gateways?with=a",
                                 "gateway/x/compare?filter=a",
                                 "gateway/x/overview?filter=7d",
                                 "gateway/x/domains?range=7d",
                                 "gateway/x/overview/7d",
                                 "gateway/x/difference",
                                 "gateway/x/routes/1",
                                 "gateway/x/route",
                                 "gateway/x/route/",
                                 "gateway/x/route/1/2",
                                 "gateway/x/route/1?filter=a",
                                 "gateway/x/difference?logs=1"})
            QVERIFY2(!ViewAddress::parse(QString::fromLatin1(text)), text);
        // As typed by a person, without encoding.
        QCOMPARE(ViewAddress::parse(QStringLiteral("gateway/x/logs?filter=cost>0.5 a?b"))->filter,
                 QStringLiteral("cost>0.5 a?b"));
    }

    void everythingHasAName()
    {
        ConfirmDialog dialog(deletion());
        QCOMPARE(unnamedFocusable(dialog), QStringList());
        StateStack stack(new TableView(QStringLiteral("Logs")));
        stack.setContent(TableModel::State::Failed, false, serverError());
        QCOMPARE(unnamedFocusable(stack), QStringList());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestCommon)
#include "tst_common.moc"
