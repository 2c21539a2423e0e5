// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/datasetservice.h"
#include "tests/support/await.h"
#include "tests/views/logswindow.h"
#include "tests/views/viewchecks.h"
#include "views/common/messagebar.h"
#include "views/logs/filterbar.h"
#include "views/logs/logexportdialog.h"
#include "views/logs/savedfiltersdialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

// What can be done with all logs that match.
class TestLogActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void exportsWhatMatches();
    void exportEstimates();
    void notWhileTheFilterIsWrong();
    void deletesAfterALook();
    void nothingIsDeletedWithoutConsent();
    void searchIsNotDeletedBy();
    void readOnly();
    void makesADataset();
    void copies();
    void opensAnother();
    void savesAndRecallsFilters();
    void arrangesFilters();

private:
    std::unique_ptr<SandboxFixture> m_sandbox;
};

namespace {

const QString busy = QStringLiteral("production-chat");

QAction *action(const LogsWindow &window, const QString &text)
{
    auto *button = named<QToolButton>(window.view, QStringLiteral("All matches"));
    for (QAction *candidate : button ? button->menu()->actions() : QList<QAction *>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

QString said(const LogsWindow &window)
{
    QStringList texts;
    for (const auto *label : window.view->messages()->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

} // namespace

void TestLogActions::exportsWhatMatches()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false"));
    QVERIFY(window.isIdle());
    const qint64 matches = *window.view->model()->info().totalCount;
    window.dialogs.path = window.folder.filePath(QStringLiteral("out.csv"));
    action(window, QStringLiteral("Export all matches…"))->trigger();
    auto *dialog = window.view->findChild<LogExportDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(button<QPushButton>(dialog, QStringLiteral("None")), Qt::LeftButton);
    auto *ok = button<QPushButton>(dialog, QStringLiteral("Export…"));
    QVERIFY(!ok->isEnabled());
    auto *columns = named<QListWidget>(dialog, QStringLiteral("Columns"));
    for (const char *field : {"id", "success"})
        columns->findItems(QString::fromLatin1(field), Qt::MatchExactly)
            .first()
            ->setCheckState(Qt::Checked);
    QTest::mouseClick(ok, Qt::LeftButton);
    QTRY_COMPARE(window.tasks.rowCount(), 1);
    QCOMPARE(window.dialogs.questions.first().suggestion,
             QStringLiteral("logs-of-production-chat.csv"));
    Task *task = window.tasks.at(0);
    QTRY_VERIFY(task->state() == Task::State::Done);
    QTRY_VERIFY(said(window).contains(QStringLiteral("out.csv")));
    const QList<QByteArray> lines = linesOf(window.dialogs.path);
    QCOMPARE(lines.size(), matches + 2);
    const QByteArray heading = lines.first().trimmed();
    QVERIFY(heading == "id,success" || heading == "success,id");
    QVERIFY(lines.at(1).contains("false"));
}

void TestLogActions::exportEstimates()
{
    RequestBudget unlimited;
    RequestBudget limited;
    limited.setLimit(1200);
    const auto textOf = [](const LogExportDialog &dialog) {
        QStringList texts;
        for (const auto *label : dialog.findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'\n');
    };
    LogExportDialog few(1000, {}, &limited, nullptr);
    QVERIFY(textOf(few).contains(QStringLiteral("1,000 logs, some 21 requests.")));
    QVERIFY(!textOf(few).contains(QStringLiteral("budget")));
    QVERIFY(few.columns().size() == logListFields().size());
    named<QComboBox>(&few, QStringLiteral("Format"))->setCurrentIndex(2);
    QVERIFY(textOf(few).contains(QStringLiteral("some 2,021 requests.")));
    QVERIFY(textOf(few).contains(QStringLiteral("about 11 min 13 s"))
            || textOf(few).contains(QStringLiteral("about 11 min 14 s")));
    QVERIFY(few.columns().isEmpty()); // everything, known or not
    LogExportDialog many(10'000'000, {}, &unlimited, nullptr);
    QVERIFY(!textOf(many).contains(QStringLiteral("budget")));
    LogExportDialog unknown(-1, {}, &limited, nullptr);
    QVERIFY(textOf(unknown).contains(QStringLiteral("not known")));
}

void TestLogActions::notWhileTheFilterIsWrong()
{
    LogsWindow window(m_sandbox->endpoint(), busy);
    QVERIFY(window.isIdle());
    window.view->filterBar()->textEdit()->setFocus();
    QTest::keyClicks(window.view->filterBar()->textEdit(), QStringLiteral("cost>many "));
    QTest::keyClick(window.view->filterBar()->textEdit(), Qt::Key_Return);
    for (const char *text : {"Export all matches…", "Delete all matches…", "Make a dataset…"}) {
        action(window, QString::fromUtf8(text))->trigger();
        QTRY_VERIFY2(said(window).contains(QStringLiteral("not applied")), text);
        QVERIFY(!window.view->findChild<LogExportDialog *>());
        QCOMPARE(window.view->messages()->keys().size(), 1);
    }
}

void TestLogActions::deletesAfterALook()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false"));
    QVERIFY(window.isIdle());
    const qint64 matches = *window.view->model()->info().totalCount;
    m_sandbox->forgetRequests();
    action(window, QStringLiteral("Delete all matches…"))->trigger();
    QTRY_COMPARE(window.tasks.rowCount(), 1);
    const Confirmation asked = window.dialogs.confirmations.value(0);
    QCOMPARE(asked.count, std::optional(matches));
    QCOMPARE(asked.typedName, busy);
    const QString losses = asked.losses.join(u'\n');
    for (const char *part : {"success:false", "From 20", "UTC", "They cost", "The newest of them"})
        QVERIFY2(losses.contains(QString::fromLatin1(part)), qPrintable(losses));
    QTRY_VERIFY(window.tasks.at(0)->state() == Task::State::Done);
    QVERIFY(window.isIdle());
    QCOMPARE(window.view->model()->rowCount(), 0); // it is asked anew
    window.view->setFilterText({});
    QVERIFY(window.isIdle());
    QCOMPARE(window.view->model()->rowCount(), int(2000 - matches));
}

void TestLogActions::nothingIsDeletedWithoutConsent()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false"));
    QVERIFY(window.isIdle());
    window.dialogs.confirmed = false;
    m_sandbox->forgetRequests();
    action(window, QStringLiteral("Delete all matches…"))->trigger();
    QTRY_COMPARE(window.dialogs.confirmations.size(), 1);
    QVERIFY(window.isIdle());
    QCOMPARE(window.tasks.rowCount(), 0);
    for (const QJsonValue request : m_sandbox->requests())
        QVERIFY(request[u"method"].toString() != u"DELETE");
}

void TestLogActions::searchIsNotDeletedBy()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false openai"));
    QVERIFY(window.isIdle());
    action(window, QStringLiteral("Delete all matches…"))->trigger();
    QTRY_VERIFY(said(window).contains(QStringLiteral("“openai”")));
    QVERIFY(window.dialogs.confirmations.isEmpty());
}

void TestLogActions::readOnly()
{
    LogsWindow window(m_sandbox->endpoint(), busy);
    QVERIFY(window.isIdle());
    Profile profile = window.connection.profile();
    profile.readOnly = true;
    window.connection.setProfile(profile);
    for (const char *text : {"Delete all matches…", "Make a dataset…"}) {
        QVERIFY(!action(window, QString::fromUtf8(text))->isEnabled());
        QVERIFY(action(window, QString::fromUtf8(text))
                    ->toolTip()
                    .contains(QStringLiteral("read-only")));
    }
    QVERIFY(action(window, QStringLiteral("Export all matches…"))->isEnabled());
}

void TestLogActions::makesADataset()
{
    LogsWindow window(m_sandbox->endpoint(), busy,
                      QStringLiteral("success:false model!=gpt-4o last:30d timeout"));
    QVERIFY(window.isIdle());
    action(window, QStringLiteral("Make a dataset…"))->trigger();
    auto *name = named<QLineEdit>(window.view, QStringLiteral("Name of the dataset"));
    QVERIFY(name);
    QVERIFY2(said(window).contains(QStringLiteral("cannot hold timeout, model!=gpt-4o")),
             qPrintable(said(window)));
    QVERIFY(said(window).contains(QStringLiteral("no time that moves")));
    QTest::keyClicks(name, QStringLiteral("failures"));
    auto *create = button<QPushButton>(window.view, QStringLiteral("Create"));
    QVERIFY(!create->isEnabled()); // not before one agrees to what is dropped
    auto *drop = window.view->messages()->findChild<QCheckBox *>();
    drop->setFocus();
    QTest::keyClick(drop, Qt::Key_Space);
    QVERIFY(create->isEnabled());
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_VERIFY(said(window).contains(QStringLiteral("“failures” has been made")));
    const auto datasets = await(window.connection.datasets()->list({busy}));
    VERIFY_RESULT(datasets);
    const auto it = std::find_if(datasets->begin(), datasets->end(), [](const Dataset &dataset) {
        return dataset.name == u"failures";
    });
    QVERIFY(it != datasets->end());
    QCOMPARE(it->filters.size(), 2);
    QCOMPARE(it->filters.at(0).key, QStringLiteral("success"));
    QCOMPARE(it->filters.at(1).key, QStringLiteral("created_at"));
}

void TestLogActions::copies()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false last:7d"));
    QVERIFY(window.isIdle());
    action(window, QStringLiteral("Copy a link to these logs"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("gatehouse --open "
                            "'gateway/production-chat/logs?filter=success%3Afalse%20last%3A7d'"));
    action(window, QStringLiteral("Copy the list as curl"))->trigger();
    const QString curl = QGuiApplication::clipboard()->text();
    QVERIFY2(curl.contains(QStringLiteral("curl")) && curl.contains(QStringLiteral("filters=")),
             qPrintable(curl));
    QVERIFY(curl.contains(QStringLiteral("created_at")));
    QVERIFY(curl.contains(QStringLiteral("$CLOUDFLARE_API_TOKEN")));
    QVERIFY(!curl.contains(m_sandbox->endpoint().credentials.token));
}

void TestLogActions::opensAnother()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false"));
    QVERIFY(window.isIdle());
    QSignalSpy asked(window.view, &View::openAnotherRequested);
    action(window, QStringLiteral("Open in another view"))->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<ViewAddress>().filter, QStringLiteral("success:false"));
}

void TestLogActions::savesAndRecallsFilters()
{
    LogsWindow window(m_sandbox->endpoint(), busy, QStringLiteral("success:false"));
    QVERIFY(window.isIdle());
    QMenu *menu = named<QToolButton>(window.view, QStringLiteral("Saved filters"))->menu();
    const auto choose = [menu](const QString &text) {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text() == text)
                return action->trigger();
        QFAIL(qPrintable(text));
    };
    choose(QStringLiteral("Save this filter…"));
    auto *name = named<QLineEdit>(window.view, QStringLiteral("Name of the filter"));
    QVERIFY(name);
    QTest::keyClicks(name, QStringLiteral("failures"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(window.view->messages()->keys().isEmpty());

    window.view->filterBar()->clear();
    QVERIFY(window.isIdle());
    QCOMPARE(window.view->model()->rowCount(), 2000);
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions())
        if (action->text() == u"Save this filter…")
            QVERIFY(!action->isEnabled()); // there is none
    choose(QStringLiteral("failures"));
    QVERIFY(window.isIdle());
    QCOMPARE(window.view->address().filter, QStringLiteral("success:false"));
    QVERIFY(window.view->model()->rowCount() < 2000);

    // A view that is opened later, and what was used last.
    window.open({ViewAddress::Kind::Logs, {busy}, QStringLiteral("cached:true")});
    QVERIFY(window.isIdle());
    menu = named<QToolButton>(window.view, QStringLiteral("Saved filters"))->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("failures"));
    QStringList recent;
    for (const QAction *action : menu->actions().last()->menu()->actions())
        recent.append(action->text());
    QCOMPARE(recent, QStringList({"cached:true", "success:false"}));
}

void TestLogActions::arrangesFilters()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    SavedFilters filters(&settings, QStringLiteral("p"));
    for (const char *name : {"a", "b", "c"})
        filters.save(QString::fromLatin1(name), QStringLiteral("model:") + QLatin1String(name));
    FakeDialogs dialogs;
    SavedFiltersDialog dialog(filters, &dialogs);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *list = named<QListWidget>(&dialog, QStringLiteral("Saved filters"));
    const auto names = [&] {
        QStringList all;
        for (const SavedFilter &filter : filters.values())
            all.append(filter.name);
        return all;
    };
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names(), QStringList({"b", "a", "c"}));
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(names(), QStringList({"a", "b", "c"}));
    list->setCurrentRow(1);
    list->item(1)->setText(QStringLiteral("a")); // taken
    QCOMPARE(names(), QStringList({"a", "b", "c"}));
    QCOMPARE(list->item(1)->text(), QStringLiteral("b"));
    list->item(1)->setText(QStringLiteral("better"));
    QCOMPARE(names(), QStringList({"a", "better", "c"}));
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(names(), QStringList({"better", "c"}));
    QVERIFY(labelTexts(dialog).contains(QStringLiteral("model:b")));

    dialogs.path = folder.filePath(QStringLiteral("filters.json"));
    QTest::mouseClick(button<QToolButton>(&dialog, QStringLiteral("Export…")), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(dialogs.path));
    filters.setValues({});
    QTest::mouseClick(button<QToolButton>(&dialog, QStringLiteral("Import…")), Qt::LeftButton);
    QTRY_COMPARE(names(), QStringList({"better", "c"}));
    QCOMPARE(list->count(), 2);
}

QTEST_MAIN(TestLogActions)
#include "tst_logactions.moc"
