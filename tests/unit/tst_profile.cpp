// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/profileendpoint.h"

#include <QTest>

using namespace gatehouse;

class TestProfile : public QObject
{
    Q_OBJECT

private:
    static Profile whole()
    {
        return {.id = "id-1",
                .name = "Production",
                .color = "#d0383f",
                .backEnd = Profile::BackEnd::Other,
                .apiUrl = "https://proxy.example/client/v4",
                .account = "acc",
                .signIn = Profile::SignIn::Key,
                .email = "me@example.com",
                .ngrokUrl = "https://api.ngrok.ai",
                .readOnly = true,
                .budget = 600,
                .open = true};
    }

private Q_SLOTS:
    void survivesJson()
    {
        const Profile profile = whole();
        QCOMPARE(fromJson<Profile>(toJson(profile)).value(), profile);
        QCOMPARE(toJson(profile)["back_end"], "other");
    }

    void keepsWhatItDoesNotKnow()
    {
        QJsonObject json = toJson(whole()).toObject();
        json["shape"] = "round";
        json["back_end"] = "azure";
        const auto profile = fromJson<Profile>(json);
        QVERIFY(profile);
        QCOMPARE(toJson(*profile), json);
        QVERIFY(problemsOf(*profile).contains("back_end"));
    }

    void wrongTypesAreRefused()
    {
        for (const char *key : {"id", "name", "read_only", "budget", "account"}) {
            QJsonObject json = toJson(whole()).toObject();
            json[QLatin1String(key)] = QJsonArray();
            const auto profile = fromJson<Profile>(json);
            QVERIFY2(!profile && profile.error().path == QStringList{key}, key);
        }
    }

    void problems_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("wrong");
        const auto row = [](const char *field, const char *value, bool wrong) {
            QTest::addRow("%s %s", field, value) << field << value << wrong;
        };
        row("name", "", true);
        row("name", "  ", true);
        row("color", "red", true);
        row("color", "#12345", true);
        row("color", "", false);
        row("api_url", "", true);
        row("api_url", "nonsense", true);
        row("api_url", "http://proxy.example/v4", true);
        row("api_url", "ftp://proxy.example/v4", true);
        row("api_url", "https://user:word@proxy.example/v4", true);
        row("api_url", "https://proxy.example/v4?token=x", true);
        row("api_url", "http://127.0.0.1:8080/v4", false);
        row("api_url", "http://[::1]:8080/v4", false);
        row("api_url", "http://localhost/v4", false);
        row("account", "", true);
        row("account", "a b", true);
        row("account", "../other", true);
        row("account", "..", true);
        row("account", "0123456789abcdef0123456789abcdef", false);
        row("email", "", true);
        row("email", "me", true);
        row("email", "me@example.com", false);
        row("ngrok_url", "http://api.ngrok.ai", true);
        row("ngrok_url", "", false);
    }
    void problems()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        QFETCH(const bool, wrong);
        QVERIFY(problemsOf(whole()).isEmpty());
        QJsonObject json = toJson(whole()).toObject();
        json[field] = value;
        const auto problems = problemsOf(fromJson<Profile>(json).value());
        QCOMPARE(problems.keys(), wrong ? QStringList{field} : QStringList());
        if (wrong)
            QVERIFY(problems.first().endsWith(u'.'));
    }

    void aSandboxNeedsANameOnly()
    {
        QVERIFY(problemsOf({.name = "S", .backEnd = Profile::BackEnd::Sandbox}).isEmpty());
    }

    void endpoints()
    {
        const Endpoint other = endpointOf(whole(), {"t", {}, {}});
        QCOMPARE(other.apiUrl, QUrl("https://proxy.example/client/v4"));
        QCOMPARE(other.account, "acc");
        Profile profile = whole();
        profile.backEnd = Profile::BackEnd::Cloudflare;
        QCOMPARE(endpointOf(profile, {}).apiUrl, cloudflareUrl());
        QVERIFY(!isSameService(profile, whole()));
        Profile renamed = profile;
        renamed.name = "Else";
        renamed.apiUrl = "https://ignored.example";
        QVERIFY(isSameService(profile, renamed));
        renamed.account = "b";
        QVERIFY(!isSameService(profile, renamed));
    }

    void colorsAreHandedOut()
    {
        QList<Profile> profiles;
        QSet<QString> seen;
        for (qsizetype i = 0; i < profileColors().size(); ++i) {
            const QString color = freeProfileColor(profiles);
            QVERIFY(profileColors().contains(color));
            seen.insert(color);
            profiles.append({.color = color});
        }
        QCOMPARE(seen.size(), profileColors().size());
        QVERIFY(profileColors().contains(freeProfileColor(profiles)));
        QCOMPARE(newProfile().budget, 1200);
    }

    void differences()
    {
        Profile other = whole();
        QVERIFY(profileDifferences(whole(), other).isEmpty());
        other.open = false; // belongs to this machine
        other.name = "Else";
        other.budget = 0;
        QCOMPARE(profileDifferences(whole(), other), QStringList({"name", "request budget"}));
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
