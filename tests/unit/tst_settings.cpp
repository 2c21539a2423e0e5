// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptBetweenStarts();
    void scopesAreApart();
};

void TestSettings::keptBetweenStarts()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.ini"));
    const QByteArray geometry("\0\1\2\xff", 4);
    {
        Settings settings(file);
        QCOMPARE(settings.get(setting::timeZone), QStringLiteral("utc"));
        QCOMPARE(settings.get(setting::welcomed), false);
        settings.set(setting::timeZone, QStringLiteral("local"));
        settings.set(setting::welcomed, true);
        settings.set(setting::windowGeometry, geometry);
    }
    Settings settings(file);
    QCOMPARE(settings.get(setting::timeZone), QStringLiteral("local"));
    QCOMPARE(settings.get(setting::welcomed), true);
    QCOMPARE(settings.get(setting::windowGeometry), geometry);
    settings.reset(setting::timeZone);
    QCOMPARE(settings.get(setting::timeZone), QStringLiteral("utc"));
}

void TestSettings::scopesAreApart()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    // A slash or a % in a name is no structure of the settings.
    const QStringList scopes{"a", "a/b", "a%2Fb", "b", "%1"};
    for (const QString &scope : scopes)
        settings.set(setting::openViews, {scope}, scope);
    for (const QString &scope : scopes)
        QCOMPARE(settings.get(setting::openViews, scope), QStringList{scope});
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
