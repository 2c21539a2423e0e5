// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace gatehouse::test {

// Runs the event loop until condition() holds, or not within the time. Unlike QTest::qWaitFor() it
// does not sleep 10 ms between two rounds of events, of which one answer takes several.
template <class Condition> bool waitFor(Condition condition, int timeoutMs = 5000)
{
    const QDeadlineTimer deadline(timeoutMs);
    QTimer look; // at conditions that come true without an event of this thread
    look.start(10);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace gatehouse::test
