// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/losscount.h"

#include <QStringList>
#include <algorithm>

namespace gatehouse {

void LossCount::add(const QString &what)
{
    m_lines.append({what, {}});
    Q_EMIT changed();
}

void LossCount::setCount(qsizetype line, const QString &count, const QString &why,
                         const QString &names)
{
    m_lines[line].names = names;
    m_lines[line].count = count;
    m_lines[line].why = why;
    Q_EMIT changed();
}

bool LossCount::isCounting() const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const Line &line) { return line.count.isEmpty(); });
}

QString LossCount::text() const
{
    QStringList texts;
    for (const Line &line : m_lines) {
        texts.append(
            tr("%1: %2").arg(line.what, line.count.isEmpty() ? tr("being counted") : line.count));
        if (!line.names.isEmpty())
            texts.append(line.names);
    }
    return texts.join(u'\n');
}

} // namespace gatehouse
