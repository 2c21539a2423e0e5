// SPDX-License-Identifier: GPL-3.0-or-later
// The filter as text, as chips and controls, and as the JSON that is sent: each from each other,
// for every key and operator of the API; and what is offered while one types.
#include "models/domain/timedisplay.h"
#include "tests/views/viewchecks.h"
#include "views/logs/filterbar.h"
#include "views/logs/filtercompleter.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace gatehouse;

class FilterBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textChipsAndJson_data();
    void textChipsAndJson();
    void fromJson_data() { textChipsAndJson_data(); }
    void fromJson();
    void metadataIsOneChip();
    void twoRowsWhenNarrow();
    void offersAsOneTypes_data();
    void offersAsOneTypes();
    void takesWhatIsOffered();
};

namespace {

// As in the API's documents.
constexpr const char *textKeys[] = {"id",
                                    "request_content_type",
                                    "response_content_type",
                                    "request_type",
                                    "provider",
                                    "model",
                                    "model_type",
                                    "event_id",
                                    "metadata.key",
                                    "metadata.value",
                                    "dlp_action",
                                    "user_agent"};
constexpr const char *booleanKeys[] = {"success", "cached", "authentication", "wholesale",
                                       "compatibilityMode"};
constexpr const char *countKeys[] = {"tokens", "tokens_in", "tokens_out", "feedback"};
constexpr std::pair<const char *, const char *> operators[] = {
    {":", "eq"}, {"!=", "neq"}, {"~", "contains"}, {"<", "lt"}, {">", "gt"}};

struct Clock
{
    TimeDisplay time;
};

struct Bar : Clock, LogFilterBar
{
    Bar() : LogFilterBar(&time)
    {
        resize(1200, 200);
        show();
    }

    void type(const QString &text)
    {
        textEdit()->setFocus();
        textEdit()->selectAll();
        QTest::keyClick(textEdit(), Qt::Key_Delete);
        QTest::keyClicks(textEdit(), text);
        textEdit()->filterCompleter()->popup()->hide();
        QTest::keyClick(textEdit(), Qt::Key_Return);
    }
    QByteArray json() const
    {
        return QJsonDocument(toJson(query().filtersAt(QDateTime::currentDateTimeUtc())).toArray())
            .toJson(QJsonDocument::Compact);
    }
    // What stands for the condition beside the text.
    QStringList mirrors() const
    {
        QCoreApplication::sendPostedEvents(); // a new chip is shown with the layout
        QStringList texts;
        for (const auto *button : findChildren<QToolButton *>())
            if (button->isVisibleTo(this) && button->accessibleName().startsWith("Remove "))
                texts.append(button->accessibleName().section(' ', 1, -4)); // “from the filter”
        for (const auto *combo : findChildren<QComboBox *>())
            if (!combo->currentText().startsWith("Any ") && !combo->currentText().isEmpty()
                && combo->currentText() != "Custom…")
                texts.append(combo->accessibleName() + "=" + combo->currentText());
        for (const auto *edit : findChildren<QDateTimeEdit *>())
            if (edit->isVisibleTo(this) && edit->isEnabled())
                texts.append(edit->accessibleName() + "=" + edit->text());
        return texts;
    }
    QStringList offered() const
    {
        const QCompleter *completer = textEdit()->filterCompleter();
        QStringList texts;
        for (int row = 0; completer->popup()->isVisible() && row < completer->completionCount();
             ++row)
            texts.append(completer->completionModel()->index(row, 0).data().toString());
        return texts;
    }
};

} // namespace

void FilterBarTest::textChipsAndJson_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("shown");
    const auto rows = [](const QString &key, const QString &typed, const QByteArray &sent,
                         const QString &formatted) {
        for (const auto &[sign, name] : operators) {
            // What is contained is a text, whatever the key.
            const bool contains = qstrcmp(name, "contains") == 0;
            const QString left = key + sign;
            const QByteArray value = contains ? "\"x y\"" : sent;
            const QByteArray json = "[{\"key\":\"" + key.toUtf8() + "\",\"operator\":\"" + name
                + "\",\"value\":[" + value + "]}]";
            QString shown = left + (contains ? "\"x y\"" : formatted);
            if (qstrcmp(name, "eq") == 0 && (key == "model" || key == "provider"))
                shown = (key == "model" ? "Model=" : "Provider=") + QString(typed).remove('"');
            else if (qstrcmp(name, "eq") == 0 && key == "success")
                shown = "Success=Succeeded";
            else if (qstrcmp(name, "eq") == 0 && key == "cached")
                shown = "Cached=Cached";
            else if (key == "created_at" && (*sign == '<' || *sign == '>'))
                shown = (*sign == '>' ? "From=" : "To=") + QString("2026-11-19 06:00:00");
            QTest::addRow("%s", qPrintable(left))
                << left + (contains ? "\"x y\"" : typed) << json << shown;
        }
    };
    for (const char *key : textKeys)
        rows(key, "ab-1", "\"ab-1\"", "ab-1");
    for (const char *key : booleanKeys)
        rows(key, "yes", "true", "true");
    for (const char *key : countKeys)
        rows(key, "10k", "10000", "10000");
    rows("cost", "$0.10", "0.1", "0.1");
    rows("duration", "2000ms", "2000", "2s");
    rows("created_at", "2026-11-19T06:00:00Z", "\"2026-11-19T06:00:00.000Z\"",
         "2026-11-19T06:00:00.000Z");
}

void FilterBarTest::textChipsAndJson()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, json);
    QFETCH(QString, shown);
    Bar bar;
    QSignalSpy changed(&bar, &LogFilterBar::queryChanged);
    bar.type(typed);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(bar.json(), json);
    QCOMPARE(bar.mirrors(), QStringList{shown});
    // Taken away beside the text, it is gone from the text and from what is sent.
    const QString chip = "Remove " + shown + " from the filter";
    bool clicked = false;
    for (auto *button : bar.findChildren<QToolButton *>()) {
        if (!clicked && button->accessibleName() == chip) {
            QTest::mouseClick(button, Qt::LeftButton);
            clicked = true;
        }
    }
    if (!clicked) // a control shows it
        bar.clear();
    QCOMPARE(bar.textEdit()->text(), QString());
    QCOMPARE(bar.json(), QByteArray("[]"));
    QCOMPARE(bar.mirrors(), QStringList());
}

void FilterBarTest::fromJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, shown);
    const auto filters =
        gatehouse::fromJson<QList<LogFilter>>(QJsonDocument::fromJson(json).array(), {});
    QVERIFY(filters);
    LogQuery query;
    query.filters = *filters;
    Bar bar;
    bar.setQuery(query);
    QCOMPARE(bar.mirrors(), QStringList{shown});
    // And what it says means the same again.
    const QString text = bar.textEdit()->text();
    bar.clear();
    bar.type(text);
    QCOMPARE(bar.json(), json);
}

void FilterBarTest::metadataIsOneChip()
{
    Bar bar;
    bar.type("cost>1 metadata.team:search -metadata.plan:free");
    QCOMPARE(bar.mirrors(), (QStringList{"cost>1", "metadata.team:search", "metadata.plan!=free"}));
    QCOMPARE(bar.query().filters.size(), 5);
    for (auto *button : bar.findChildren<QToolButton *>())
        if (button->isVisible() && button->text() == "metadata.team:search")
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(bar.textEdit()->text(), QString("cost>1 metadata.plan!=free"));
}

void FilterBarTest::twoRowsWhenNarrow()
{
    Bar bar;
    bar.type("cost>1 tokens<5k");
    bar.resize(1200, 200);
    const auto shown = [&bar] {
        QStringList names;
        for (const auto *combo : bar.findChildren<QComboBox *>())
            if (combo->isVisible())
                names.append(combo->accessibleName());
        return names;
    };
    QTRY_COMPARE(shown().size(), 5);
    bar.resize(400, 200);
    QTRY_VERIFY(shown().size() < 5);
    QVERIFY(bar.heightForWidth(400) < 5 * bar.textEdit()->height());
    bar.type("success:false model:m provider:p");
    QTRY_VERIFY(shown().contains("Success"));
    QVERIFY(shown().contains("Model") && shown().contains("Provider"));
    bar.clear();
    bar.resize(1200, 200);
    QTRY_COMPARE(shown().size(), 5);
}

void FilterBarTest::offersAsOneTypes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("offered");
    const auto row = [](const char *typed, const QString &offered) {
        QTest::newRow(typed) << QString(typed) << offered.split(' ', Qt::SkipEmptyParts);
    };
    row("mod", "model: model_type:");
    row("-mod", "model: model_type:");
    row("cost", "cost> cost< cost: cost!=");
    row("provider", "provider: provider!= provider~");
    row("tokens_", "tokens_in> tokens_out>");
    row("success:", "true false");
    row("success:f", "false");
    row("la", "last:");
    row("last:", "15m 1h 24h 7d 30d");
    row("created_at>", "-1h -24h -7d now today yesterday");
    row("feedback:", "-1 0 1");
    row("provider:gro", "grok groq");
    row("provider:openai,gro", "grok groq");
    row("-provider:azure", "azure-openai");
    row("cost>1 model:gpt", "gpt-4o gpt-5"); // those that were seen
    row("nosuchthing", "");
    row("timeout", "");
}

void FilterBarTest::offersAsOneTypes()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, offered);
    Bar bar;
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    bar.addSeen("openai", "gpt-4o");
    bar.addSeen("openai", "gpt-5");
    bar.textEdit()->setFocus();
    QTest::keyClicks(bar.textEdit(), typed);
    QCOMPARE(bar.offered(), offered);
}

void FilterBarTest::takesWhatIsOffered()
{
    Bar bar;
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    bar.textEdit()->setFocus();
    QAbstractItemView *popup = bar.textEdit()->filterCompleter()->popup();
    QTest::keyClicks(bar.textEdit(), "cost>1 succ");
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(bar.textEdit()->text(), QString("cost>1 success:"));
    QTest::keyClicks(bar.textEdit(), "fa");
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(bar.textEdit()->text(), QString("cost>1 success:false"));
    QTRY_COMPARE(bar.query().filters.size(), 2); // without Enter, once the typing rests
    QVERIFY(!popup->isVisible());
    // Escape leaves what was typed.
    QTest::keyClicks(bar.textEdit(), " mod");
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QCOMPARE(bar.textEdit()->text(), QString("cost>1 success:false mod"));
}

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
