// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <utility>

namespace gatehouse {

// A value of an API enumeration, or a text that this program does not know yet: it is shown as it
// is and survives a save. E needs an overload of enumNames(E) that returns an array of {E, "name"}.
template <class E> class OpenEnum
{
public:
    OpenEnum() = default;
    OpenEnum(E value)
    {
        for (const auto &[candidate, name] : enumNames(value))
            if (candidate == value)
                m_text = QString::fromLatin1(name);
    }
    static OpenEnum fromText(const QString &text)
    {
        OpenEnum result;
        result.m_text = text;
        return result;
    }

    const QString &text() const { return m_text; }
    std::optional<E> known() const
    {
        for (const auto &[value, name] : enumNames(E()))
            if (m_text == QLatin1String(name))
                return value;
        return std::nullopt;
    }
    bool operator==(const OpenEnum &) const = default;

private:
    QString m_text;
};

} // namespace gatehouse
