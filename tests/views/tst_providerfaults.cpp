// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a back end answers is told in words, loses nothing of what was typed but a secret, and
// leaves the rest as it was.
#include "tests/views/providersbench.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providereditor.h"
#include "views/providers/providerreview.h"

#include <QAction>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class ProviderFaultsTest : public QObject
{
    Q_OBJECT

private:
    static QString said(const MessageBar *messages)
    {
        QStringList texts;
        for (const auto *label : messages->findChildren<QLabel *>())
            if (label->isVisible() && !label->text().isEmpty())
                texts.append(label->text());
        return texts.join(u'\n');
    }
    bool settled() const
    {
        return QTest::qWaitFor([this] { return !m_view->isBusy(); }, 30'000);
    }
    QMap<ProviderRow::Kind, int> kinds() const
    {
        QMap<ProviderRow::Kind, int> counts;
        for (const ProviderRow &row : m_view->model()->values())
            ++counts[row.kind];
        return counts;
    }
    static void addFaults()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<QString>("read"); // what is said where something was to be read
        QTest::addColumn<QString>("written"); // and written; empty: it was, and is found
        const auto error = [](int status) {
            return QJsonObject{{"kind", "error"}, {"status", status}};
        };
        const auto add = [](const char *name, const QJsonObject &fault, const QString &read,
                            const QString &written) {
            QTest::newRow(name) << fault << read << written;
        };
        const auto both = [add](const char *name, const QJsonObject &fault, const QString &words) {
            add(name, fault, words, words);
        };
        both("403", error(403), "may lack a permission");
        both("404", error(404), "Not found");
        both("500", error(500), "The service failed (HTTP 500)");
        add("page that says 200", {{"kind", "html"}, {"status", 200}}, "A proxy may have answered",
            "not ");
        add("cut", {{"kind", "cut"}}, "The connection was lost", {});
        add("half of it", {{"kind", "truncated"}}, "not what the API promises", {});
    }
    bool setFault(QJsonObject fault, const char *path, const char *method)
    {
        fault["path"] = path;
        fault["method"] = method;
        return m_sandbox->setFaults({fault});
    }

    std::optional<SandboxFixture> m_sandbox;
    std::optional<ProvidersBench> m_bench;
    std::unique_ptr<ProvidersView> m_view;
    int m_row = 0;

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox.emplace();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void init()
    {
        QVERIFY(m_sandbox->setFaults({}));
        m_bench.emplace(*m_sandbox);
        m_bench->connection.ngrokClient()->setPause(1ms);
        m_view = m_bench->view();
        QVERIFY(showAndSettle(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_bench.reset();
    }
    void cleanupTestCase() { m_sandbox.reset(); }

    // The rows of the others, and those that were read before, stay as they are.
    void lists_data() { addFaults(); }
    void lists()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(QString, read);
        const QMap<ProviderRow::Kind, int> before = kinds();
        QCOMPARE(before.size(), 3);
        for (const auto &[path, what] : {std::pair("/ngrok/*", "ngrok's providers"),
                                         {"*/custom-providers", "custom providers"},
                                         {"*/provider_configs", "keys of"}}) {
            QVERIFY(setFault(fault, path, "GET"));
            m_view->refresh();
            QTRY_VERIFY2_WITH_TIMEOUT(said(m_view->messages()).contains(read),
                                      qPrintable(path + said(m_view->messages())), 20'000);
            QVERIFY(settled());
            QVERIFY2(said(m_view->messages()).contains(what), qPrintable(said(m_view->messages())));
            QCOMPARE(kinds(), before);
            QVERIFY(m_sandbox->setFaults({}));
            QVERIFY(click(m_view->messages(), "Retry"));
            QTRY_VERIFY_WITH_TIMEOUT(!m_view->hasError(), 20'000);
            QVERIFY(settled());
        }
    }

    // What was typed is there still, and can be sent once the fault is gone.
    void writes_data() { addFaults(); }
    void writes()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(QString, written);
        struct Write
        {
            const char *method;
            const char *path;
            std::function<void()> open;
            QList<std::pair<const char *, QString>> typed;
        };
        const QString mine = QStringLiteral("mine%1").arg(m_row++); // as the rows share a service
        const QList<Write> writes{
            {"POST",
             "*/provider_configs",
             [this] { m_view->newKey(); },
             {{"Provider", "openai"}, {"Alias", mine}, {"Secret", "sk-planted"}}},
            {"PUT",
             "*/provider_configs/*",
             [this] { m_view->select("fast-lane") ? m_view->replaceSecret() : void(); },
             {{"Secret", "sk-planted"}}},
            {"POST",
             "*/custom-providers",
             [this] { m_view->newCustom(); },
             {{"Name", "Mine"}, {"Slug", mine}, {"Base URL", "https://e.com"}, {"Headers", "A:b"}}},
            {"PATCH",
             "*/custom-providers/*",
             [this] { m_view->select("Birdsong Speech") ? m_view->editSelected() : void(); },
             {{"Description", mine}}},
            {"POST",
             "*/custom-providers/costs",
             [this] { m_view->pricing()->addAction()->trigger(); },
             {{"Model", "voice"}, {"Cost in in $ a unit", "0.5"}}},
            {"POST",
             "/ngrok/*",
             [this] { m_view->newNgrok(); },
             {{"Provider id", mine}, {"Name", "Mine"}, {"Base URL", "https://e.com"}}},
            {"PATCH",
             "/ngrok/*",
             [this] { m_view->select("Scratch") ? m_view->editSelected() : void(); },
             {{"Metadata", mine}}}};
        for (const Write &write : writes) {
            QVERIFY(m_view->select("Rhine Inference"));
            QVERIFY(settled());
            write.open();
            ProviderEditor *editor = m_view->editor();
            QVERIFY2(editor, write.path);
            for (const auto &[name, text] : write.typed)
                fill(editor->form(), name, text);
            QJsonObject typed = editor->form()->object();
            const bool hasSecret = typed.contains("secret");
            typed.remove("secret");
            const auto save = [&] {
                editor->saveButton()->click();
                if (editor->review()->isVisible())
                    editor->review()->acceptButton()->click();
            };
            QVERIFY2(setFault(fault, write.path, write.method), write.path);
            save();
            QTRY_VERIFY_WITH_TIMEOUT(
                !m_view->editor() || (!editor->isSaving() && !said(editor->messages()).isEmpty()),
                20'000);
            QVERIFY(m_sandbox->setFaults({}));
            if (m_view->editor() && fault.value("status") == 404
                && write.method == QByteArray("PATCH")) {
                QVERIFY(said(editor->messages()).contains("deleted on the service meanwhile"));
                QCOMPARE(editor->form()->object(), typed);
                m_view->backToList();
            } else if (m_view->editor()) {
                const QString words = said(editor->messages());
                QVERIFY2(words.contains(written), qPrintable(words));
                QCOMPARE(words.contains("has to be typed again"), hasSecret);
                QCOMPARE(editor->form()->object(), typed);
                if (hasSecret)
                    fill(editor->form(), "Secret", "sk-planted");
                QTRY_VERIFY(editor->saveButton()->isEnabled());
                save();
            }
            QTRY_VERIFY_WITH_TIMEOUT(!m_view->editor(), 20'000);
        }
    }
};

QTEST_MAIN(ProviderFaultsTest)
#include "tst_providerfaults.moc"
