// SPDX-License-Identifier: GPL-3.0-or-later
// Two gateways side by side, and what is copied from one to the other.
#include "tests/support/cannedserver.h"
#include "tests/views/gatewaytools.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewaycompareside.h"
#include "views/gateways/gatewaycompareview.h"
#include "views/gateways/reviewpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

using Model = GatewayCompareModel;

namespace {

// Two connections to two services: "Test" on the left, "Other" on the right.
struct Pair : ToolsBench
{
    Pair(const Endpoint &left, const Endpoint &right) : ToolsBench(left)
    {
        other.open(right);
        connections.add(&otherModels);
    }
    ~Pair()
    {
        view.reset();
        connections.remove(&otherModels);
    }
    Q_DISABLE_COPY_MOVE(Pair)

    bool open(const QString &left, const QString &right)
    {
        view.reset(); // which keeps its draft
        view = std::make_unique<GatewayCompareView>(
            &models, &connections,
            GatewayCompareView::addressOf({left}, QStringLiteral("other"), right), &settings,
            &drafts);
        return showAndSettle(view.get());
    }
    QModelIndex row(const QString &key) const
    {
        QAbstractItemModel *model = view->table()->model();
        return model->match(model->index(0, 0), TableModel::IdRole, key).value(0);
    }
    QString cell(const QString &key, int column) const
    {
        return row(key).siblingAtColumn(column).data().toString();
    }
    void select(const QString &key) const
    {
        view->table()->scrollTo(row(key));
        QTest::mouseClick(view->table()->viewport(), Qt::LeftButton, {},
                          view->table()->visualRect(row(key)).center());
    }
    QAction *action(const QString &text) const
    {
        for (QAction *each : view->table()->actions())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    Gateway there(const QString &id)
    {
        return await(other.gateways()->get({id})).value_or(Gateway{});
    }

    Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
    ConnectionModels otherModels{&other, &time};
    std::unique_ptr<GatewayCompareView> view;
};

} // namespace

class GatewayCompareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_left.isReady(), qPrintable(m_left.failure()));
        QVERIFY2(m_right.isReady(), qPrintable(m_right.failure()));
    }
    void init()
    {
        m_left.forgetRequests();
        m_right.forgetRequests();
    }

    void differencesComeFirst()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "staging"));
        QCOMPARE(unnamedFocusable(*pair.view, true).join(u' '), QString());
        const QAbstractItemModel *model = pair.view->table()->model();
        QCOMPARE(model->headerData(Model::LeftColumn, Qt::Horizontal), "production-chat on Test");
        QCOMPARE(model->headerData(Model::RightColumn, Qt::Horizontal), "staging on Other");
        QCOMPARE(pair.cell("cache_ttl", Model::LeftColumn), "300 s");
        QCOMPARE(pair.cell("cache_ttl", Model::RightColumn), "60 s");
        int differences = 0;
        bool ended = false;
        for (int row = 0; row < model->rowCount(); ++row) {
            const bool differs = model->index(row, 0).data(Model::DiffersRole).toBool();
            QVERIFY(!(ended && differs));
            ended = ended || !differs;
            differences += differs;
        }
        QVERIFY(differences > 3 && ended);
        QVERIFY(labelTexts(*pair.view).contains(QStringLiteral("%1 differences").arg(differences)));
        QVERIFY(click(pair.view.get(), "Differences only"));
        QCOMPARE(model->rowCount(), differences);
        QVERIFY(!pair.row("created_at").isValid()); // no setting
    }

    // Across two services: copied, reviewed, saved under the guard, and nothing else is touched.
    void copiesAFieldAcross()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "staging"));
        const Gateway before = pair.there("staging");
        const int at = pair.row("cache_ttl").row();
        pair.select("cache_ttl");
        QVERIFY(pair.action("Copy right")->toolTip().contains("to staging on Other"));
        QTest::keyClick(pair.view->table(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(pair.cell("cache_ttl", Model::RightColumn), "300 s (not saved)");
        QCOMPARE(pair.row("cache_ttl").row(), at); // it does not jump away
        QVERIFY(pair.view->hasUnsavedChanges());
        QVERIFY(labelTexts(*pair.view).contains("1 change to staging on Other is not saved"));
        QVERIFY(writesOf(m_right).isEmpty());
        QVERIFY(click(pair.view.get(), "Review…"));
        QVERIFY(labelTexts(*pair.view).contains("1 change to staging on Other"));
        QVERIFY(click(pair.view.get(), "Save changes"));
        QTRY_VERIFY(labelTexts(*pair.view).contains("staging on Other was saved."));
        QCOMPARE(writesOf(m_right), QStringList{"PUT staging 200"});
        QVERIFY(writesOf(m_left).isEmpty());
        Gateway after = pair.there("staging");
        QCOMPARE(after.cacheTtl.valueOr(0), 300);
        after.cacheTtl = before.cacheTtl;
        after.modifiedAt = before.modifiedAt;
        QVERIFY(after == before);
        QVERIFY(!pair.view->hasUnsavedChanges());
        QVERIFY(!pair.row("cache_ttl").data(Model::DiffersRole).toBool());
    }

    void copiesASection()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("support-bot", "playground"));
        pair.select("rate_limiting_limit");
        QVERIFY(click(pair.view.get(), "Section right"));
        for (const char *key :
             {"rate_limiting_limit", "rate_limiting_interval", "rate_limiting_technique"})
            QVERIFY(pair.cell(key, Model::RightColumn).endsWith("(not saved)"));
        QVERIFY(!pair.cell("cache_ttl", Model::RightColumn).contains("not saved"));
        // The other direction waits.
        pair.select("cache_ttl");
        QVERIFY(!pair.action("Copy left")->isEnabled());
        QVERIFY(pair.action("Copy left")->toolTip().contains("first"));
        QTest::keySequence(pair.view.get(), QKeySequence::Save);
        QTRY_VERIFY(findButton(pair.view.get(), "Save changes"));
        QVERIFY(click(pair.view.get(), "Keep editing"));
        QTest::keySequence(pair.view.get(), QKeySequence::Save);
        QTest::keyClick(pair.view->reviewPanel()->saveButton(), Qt::Key_Return);
        QTRY_VERIFY(!pair.view->hasUnsavedChanges());
        const Gateway left = pair.served("support-bot");
        const Gateway right = pair.there("playground");
        QVERIFY(right.rateLimitingLimit == left.rateLimitingLimit);
        QVERIFY(right.rateLimitingInterval == left.rateLimitingInterval);
        QVERIFY(right.rateLimitingTechnique == left.rateLimitingTechnique);
    }

    void readOnlyTargetSaysWhy()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "batch-eval"));
        Profile profile = pair.other.profile();
        profile.readOnly = true;
        pair.other.setProfile(profile);
        pair.select("cache_ttl");
        for (const char *name : {"Copy right", "Section right"}) {
            QVERIFY(!pair.action(QString::fromLatin1(name))->isEnabled());
            QVERIFY(pair.action(QString::fromLatin1(name))
                        ->toolTip()
                        .startsWith("“Other” is read-only"));
        }
        QVERIFY(labelTexts(*pair.view).contains("“Other” is read-only"));
        QTest::keyClick(pair.view->table(), Qt::Key_Right, Qt::AltModifier);
        QVERIFY(!pair.view->hasUnsavedChanges());
        QTest::keyClick(pair.view->table(), Qt::Key_Left, Qt::AltModifier); // from it
        QVERIFY(pair.view->hasUnsavedChanges());
        QVERIFY(click(pair.view.get(), "Revert"));
        QVERIFY(!pair.view->hasUnsavedChanges());
        QVERIFY(writesOf(m_right).isEmpty() && writesOf(m_left).isEmpty());
    }

    void changedMeanwhile()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "batch-eval"));
        pair.select("cache_ttl");
        QTest::keyClick(pair.view->table(), Qt::Key_Right, Qt::AltModifier);
        GatewayBench someone(m_right.endpoint());
        someone.changeGateway("batch-eval", [](Gateway &gateway) { gateway.cacheTtl = 17; });
        QVERIFY(click(pair.view.get(), "Review…"));
        QVERIFY(click(pair.view.get(), "Save changes"));
        QTRY_VERIFY(labelTexts(*pair.view).contains("somebody has changed batch-eval on Other"));
        QCOMPARE(pair.there("batch-eval").cacheTtl.valueOr(0), 17);
        QVERIFY(pair.view->hasUnsavedChanges());
        QTRY_VERIFY(!pair.view->isBusy());
        QVERIFY(click(pair.view.get(), "Review…"));
        QCOMPARE(pair.view->reviewPanel()->table()->model()->index(0, 1).data(), "17 s");
        QVERIFY(click(pair.view.get(), "Save changes"));
        QTRY_VERIFY(!pair.view->hasUnsavedChanges());
        QCOMPARE(pair.there("batch-eval").cacheTtl.valueOr(0), 300);
    }

    void whatIsCopiedSurvives()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "search-embeddings"));
        pair.select("cache_ttl");
        QTest::keyClick(pair.view->table(), Qt::Key_Right, Qt::AltModifier);
        QVERIFY(pair.open("production-chat", "search-embeddings"));
        QVERIFY(pair.view->hasUnsavedChanges());
        QCOMPARE(pair.cell("cache_ttl", Model::RightColumn), "300 s (not saved)");
        QVERIFY(click(pair.view.get(), "Discard"));
        QVERIFY(pair.open("production-chat", "search-embeddings"));
        QVERIFY(!pair.view->hasUnsavedChanges());
    }

    void choosesAndOutlivesAConnection()
    {
        Pair pair(m_left.endpoint(), m_right.endpoint());
        QVERIFY(pair.open("production-chat", "staging"));
        QComboBox *connections = pair.view->right()->connectionBox();
        connections->setFocus();
        QTest::keyClick(connections, Qt::Key_Up); // "Test"
        QCOMPARE(pair.view->right()->name(), "staging on Test");
        QComboBox *gateways = pair.view->right()->gatewayBox();
        gateways->setFocus();
        QTest::keyClick(gateways, Qt::Key_End);
        QCOMPARE(pair.view->right()->gatewayId(), gateways->itemText(gateways->count() - 1));
        QCOMPARE(ViewAddress::parts(pair.view->address().filter).value(0), "test");
        QTest::keyClick(connections, Qt::Key_Down);
        pair.select("cache_ttl");
        QTest::keyClick(pair.view->table(), Qt::Key_Right, Qt::AltModifier);
        QVERIFY(pair.view->hasUnsavedChanges());
        pair.connections.remove(&pair.otherModels); // disconnected
        QVERIFY(!pair.view->right()->models());
        QVERIFY(!pair.view->hasUnsavedChanges());
        QCOMPARE(pair.view->table()->model()->rowCount(), 0);
        QVERIFY(!pair.action("Copy right")->isEnabled());
        pair.connections.add(&pair.otherModels);
    }

    // What a service does not report is not known, and is not copied; nor is a secret shown.
    void unknownAndSecretFields()
    {
        const auto gateway = [](const QString &id, const QJsonObject &more) {
            QJsonObject json = toJson(newGateway()).toObject();
            json.insert("id", id);
            json.insert("created_at", "2026-01-31T14:05:09Z");
            json.insert("modified_at", "2026-01-31T14:05:09Z");
            for (auto it = more.begin(); it != more.end(); ++it)
                json.insert(it.key(), it.value());
            return json;
        };
        const auto stripe = [](const char *secret) {
            return QJsonObject{{"authorization", QLatin1String(secret)},
                               {"usage_events", QJsonArray{QJsonObject{{"payload", "p"}}}}};
        };
        CannedServer server([&](const CannedServer::Request &) {
            return CannedServer::Reply::result(
                QJsonArray{gateway("a", {{"stripe", stripe("s3cret-one")}, {"zdr", true}}),
                           gateway("b", {{"stripe", stripe("s3cret-two")}})});
        });
        const Endpoint endpoint{server.url(), "account", {"token", {}, {}}};
        Pair pair(endpoint, endpoint);
        QVERIFY(pair.open("a", "b"));
        QVERIFY(pair.row("stripe").data(Model::DiffersRole).toBool());
        QVERIFY(pair.cell("stripe", Model::RightColumn).contains("another credential"));
        for (int column = 0; column < Model::ColumnCount; ++column)
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
                QVERIFY(!pair.row("stripe").siblingAtColumn(column).data(role).toString().contains(
                    "s3cret"));
        pair.select("zdr");
        QVERIFY(pair.action("Copy right")->isEnabled());
        QVERIFY(!pair.action("Copy left")->isEnabled()); // not reported there
        QVERIFY(pair.action("Copy left")->toolTip().contains("does not report it"));
    }

private:
    SandboxFixture m_left;
    SandboxFixture m_right;
};

QTEST_MAIN(GatewayCompareTest)
#include "tst_gatewaycompare.moc"
