// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/icons.h"
#include "views/common/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <memory>

using namespace gatehouse;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

QColor opaquePixel(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() == 255)
                return image.pixelColor(x, y);
    return {};
}

} // namespace

class TestLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<Theme>();
    }

    void init() { m_theme->setScheme(Theme::Scheme::Light); }

    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        const QPalette palette = Theme::palette(dark);
        QCOMPARE(Theme::isDark(palette), dark);
        using P = QPalette;
        struct Pair
        {
            P::ColorRole text, back;
        };
        const auto check = [&](P::ColorGroup group, const Pair &pair, double least) {
            const double ratio =
                contrast(palette.color(group, pair.text), palette.color(group, pair.back));
            const QString where = QStringLiteral("group %1, role %2 on %3: %4")
                                      .arg(QString::number(group), QString::number(pair.text),
                                           QString::number(pair.back), QString::number(ratio));
            QVERIFY2(ratio >= least, qPrintable(where));
        };
        for (const P::ColorGroup group : {P::Active, P::Inactive}) {
            for (const Pair &pair : std::initializer_list<Pair>{{P::Text, P::Base},
                                                                {P::Text, P::AlternateBase},
                                                                {P::WindowText, P::Window},
                                                                {P::ButtonText, P::Button},
                                                                {P::HighlightedText, P::Highlight},
                                                                {P::PlaceholderText, P::Base},
                                                                {P::PlaceholderText, P::Window},
                                                                {P::Link, P::Base},
                                                                {P::Link, P::Window},
                                                                {P::ToolTipText, P::ToolTipBase}})
                check(group, pair, 4.5);
        }
        for (const Pair &pair : std::initializer_list<Pair>{{P::Text, P::Base},
                                                            {P::WindowText, P::Window},
                                                            {P::ButtonText, P::Button},
                                                            {P::PlaceholderText, P::Base}})
            check(P::Disabled, pair, 3.0);
        for (const Semantic semantic : {Semantic::Success, Semantic::Warning, Semantic::Error,
                                        Semantic::Info, Semantic::Muted, Semantic::Accent}) {
            const QColor color = Theme::color(semantic, palette);
            // A message's background is tinted with 8 %.
            const QColor tinted = Theme::blend(color, palette.color(P::Window), 0.08);
            for (const QColor &back : {palette.color(P::Base), palette.color(P::Window)})
                QVERIFY2(contrast(color, back) >= 4.5, qPrintable(color.name()));
            QVERIFY(contrast(palette.color(P::WindowText), tinted) >= 4.5);
        }
    }

    void schemeCanBeSwitched()
    {
        QSignalSpy changed(m_theme.get(), &Theme::changed);
        const QColor light = Theme::color(Semantic::Error);
        m_theme->setScheme(Theme::Scheme::Dark);
        QCOMPARE(changed.size(), 1);
        QVERIFY(Theme::isDark(QApplication::palette()));
        QVERIFY(Theme::color(Semantic::Error) != light);
        m_theme->setScheme(Theme::Scheme::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void figuresAreTabular()
    {
        const QFontMetricsF metrics(Theme::tabularFont());
        for (const char digit : {'1', '4', '7', '9'})
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)),
                     metrics.horizontalAdvance(u'0'));
    }

    void iconsFollowThePalette()
    {
        const QIcon plain = icon(Icon::Add);
        const auto color = [](const QIcon &icon, QIcon::Mode mode) {
            return opaquePixel(icon.pixmap(QSize(32, 32), 1, mode).toImage());
        };
        QCOMPARE(color(plain, QIcon::Normal), QApplication::palette().color(QPalette::ButtonText));
        QCOMPARE(color(plain, QIcon::Disabled),
                 QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText));
        QCOMPARE(color(plain, QIcon::Selected),
                 QApplication::palette().color(QPalette::HighlightedText));
        QCOMPARE(color(icon(Icon::Close, Semantic::Error), QIcon::Normal),
                 Theme::color(Semantic::Error));
        m_theme->setScheme(Theme::Scheme::Dark);
        QCOMPARE(color(plain, QIcon::Normal), QApplication::palette().color(QPalette::ButtonText));
    }

    void iconsAreThereAndSharp()
    {
        for (int i = 0; i < int(Icon::IconCount); ++i) {
            const QPixmap pixmap = icon(Icon(i)).pixmap(QSize(16, 16), 2.0);
            QCOMPARE(pixmap.size(), QSize(32, 32));
            QCOMPARE(pixmap.devicePixelRatio(), 2.0);
            const QImage image = pixmap.toImage();
            bool drawn = false;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    drawn = drawn || image.pixelColor(x, y).alpha() > 100;
            QVERIFY2(drawn, qPrintable(QString::number(i)));
        }
        const QIcon follow = icon(Icon::Follow);
        QVERIFY(follow.pixmap(QSize(16, 16), 1, QIcon::Normal, QIcon::On).toImage()
                != follow.pixmap(QSize(16, 16), 1, QIcon::Normal, QIcon::Off).toImage());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestLook)
#include "tst_look.moc"
