// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <vector>

// Every stretch of UI-thread work is one event handled from the outermost loop.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const char *name = receiver->metaObject()->className();
        const int type = event->type();
        QElapsedTimer clock;
        clock.start();
        const bool done = QApplication::notify(receiver, event);
        const double ms = double(clock.nsecsElapsed()) / 1e6;
        --m_depth;
        worked += ms;
        if (ms > longest) {
            longest = ms;
            what = QString::fromLatin1("%1, event %2").arg(QLatin1String(name)).arg(type);
        }
        if (ms > 16)
            ++over16;
        return done;
    }

    double longest = 0; // ms
    double worked = 0; // ms
    int over16 = 0;
    QString what;

private:
    int m_depth = 0;
};

// part: 0.5 for the median, 0.99 for what one in a hundred is above.
inline double quantile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.empty()
        ? 0
        : values[std::min(values.size() - 1, size_t(part * double(values.size())))];
}
