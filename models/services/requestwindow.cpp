// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/requestwindow.h"

#include "models/services/apirequest.h"

#include <QCryptographicHash>
#include <algorithm>

namespace gatehouse {

using namespace std::chrono_literals;

// Requests are counted in slices of time, of which there are few however many requests there were.
static constexpr qint64 sliceMs = 250;
// Nobody is locked out by an absurd answer: then the next request finds out how things are.
static constexpr std::chrono::seconds longestBlock = 15min;
static constexpr std::chrono::seconds longestPause = 60s; // without Retry-After

RequestWindow::RequestWindow(Now now) : m_now(std::move(now)) { }

int RequestWindow::sent() const
{
    int sum = 0;
    for (const Slice &slice : m_slices)
        if (counts(slice))
            sum += slice.requests;
    return sum;
}

bool RequestWindow::counts(const Slice &slice) const
{
    const qint64 now = nowMs();
    // From the future are those of before the clock was put back.
    return slice.end > now - std::chrono::milliseconds(length).count()
        && slice.end <= now + sliceMs;
}

void RequestWindow::addSent()
{
    const qint64 end = (nowMs() / sliceMs + 1) * sliceMs;
    std::erase_if(m_slices, [this](const Slice &slice) { return !counts(slice); });
    if (m_slices.empty() || m_slices.back().end != end)
        m_slices.push_back({end, 0});
    ++m_slices.back().requests;
    if (m_reported && m_reported->remaining > 0)
        --m_reported->remaining;
    Q_EMIT changed();
}

std::optional<RateLimit> RequestWindow::reported() const
{
    return nowMs() < m_reportedUntil ? m_reported : std::nullopt;
}

void RequestWindow::report(const RateLimit &limit)
{
    m_reported = limit;
    m_reportedUntil =
        nowMs() + std::chrono::milliseconds(std::min(limit.reset, longestBlock)).count();
    Q_EMIT changed();
}

void RequestWindow::block(std::optional<std::chrono::seconds> retryAfter)
{
    constexpr int mostDoublings = 6;
    const auto pause = retryAfter
        ? std::min(*retryAfter, longestBlock)
        : std::min(std::chrono::seconds(1 << std::min(m_refusals, mostDoublings)), longestPause);
    ++m_refusals;
    m_blockedUntil = std::max(m_blockedUntil, nowMs() + std::chrono::milliseconds(pause).count());
    Q_EMIT changed();
}

QDateTime RequestWindow::blockedUntil() const
{
    const qint64 left = m_blockedUntil - nowMs();
    return left > 0 && left <= std::chrono::milliseconds(longestBlock).count()
        ? QDateTime::fromMSecsSinceEpoch(m_blockedUntil, Qt::UTC)
        : QDateTime();
}

QDateTime RequestWindow::nextChange() const
{
    const qint64 now = nowMs();
    qint64 next = 0;
    const auto consider = [&](qint64 time) {
        if (time > now && (next == 0 || time < next))
            next = time;
    };
    for (const Slice &slice : m_slices)
        consider(slice.end + std::chrono::milliseconds(length).count());
    if (m_reported)
        consider(m_reportedUntil);
    consider(m_blockedUntil);
    return next ? QDateTime::fromMSecsSinceEpoch(next, Qt::UTC) : QDateTime();
}

std::shared_ptr<RequestWindow> RequestWindows::of(const Endpoint &endpoint,
                                                  const std::shared_ptr<RequestWindow> &former)
{
    const Credentials &credentials = endpoint.credentials;
    QCryptographicHash key(QCryptographicHash::Sha256);
    const QString port = QString::number(endpoint.apiUrl.port(0));
    for (const QString &part : {endpoint.apiUrl.scheme(), endpoint.apiUrl.host(), port,
                                credentials.token, credentials.email, credentials.key}) {
        key.addData(part.toUtf8());
        key.addData(QByteArray(1, '\0'));
    }
    std::shared_ptr<RequestWindow> &window = m_windows[key.result()];
    if (!window)
        window = former ? former : std::make_shared<RequestWindow>();
    return window;
}

} // namespace gatehouse
