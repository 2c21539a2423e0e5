// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <algorithm>
#include <functional>

namespace gatehouse {

// A body, perhaps an empty one, that asks before it is sent again. QNetworkAccessManager sends a
// request anew, up to three times and without asking, when a connection closes before the answer; a
// body that cannot be rewound forbids that. Before it is read, nothing was sent that could have
// been carried out.
class GuardedBody : public QIODevice
{
public:
    GuardedBody(QByteArray data, std::function<bool()> mayRepeat, QObject *parent)
        : QIODevice(parent)
        , m_data(std::move(data))
        , m_mayRepeat(std::move(mayRepeat))
    {
        open(QIODevice::ReadOnly);
    }
    bool isSequential() const override { return true; }
    bool reset() override
    {
        const bool isUntouched = m_read == 0 && !m_data.isEmpty();
        if (!isUntouched && !m_mayRepeat())
            return false;
        m_read = 0;
        return true;
    }
    qint64 bytesAvailable() const override
    {
        return m_data.size() - m_read + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = qMin<qsizetype>(maxSize, m_data.size() - m_read);
        std::copy_n(m_data.cbegin() + m_read, size, data);
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    std::function<bool()> m_mayRepeat;
    qsizetype m_read = 0;
};

} // namespace gatehouse
