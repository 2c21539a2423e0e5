// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

namespace gatehouse {

// What is lost, counted while the question about it is open already.
class LossCount : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LossCount)

public:
    struct Line
    {
        QString what; // “Logs”
        QString count; // empty: still being counted
        QString why{}; // of a count that is not known
        QString names{}; // what is counted, where it has names
    };

    LossCount() = default;

    void add(const QString &what);
    void setCount(qsizetype line, const QString &count, const QString &why = {},
                  const QString &names = {});

    const QList<Line> &lines() const { return m_lines; }
    bool isCounting() const;
    QString text() const; // all of it, a line each

Q_SIGNALS:
    void changed();

private:
    QList<Line> m_lines;
};

} // namespace gatehouse
