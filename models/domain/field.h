// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <optional>
#include <utility>

namespace gatehouse {

// An optional member of a JSON object: not there, null, or a value. The three differ: a PUT
// replaces, and null must never be sent for a member that the service did not return.
template <class T> class Field
{
public:
    Field() = default;
    template <std::convertible_to<T> U> Field(U value) : m_value(std::move(value)), m_present(true)
    {
    }
    static Field null()
    {
        Field field;
        field.m_present = true;
        return field;
    }

    bool isAbsent() const { return !m_present; }
    bool isNull() const { return m_present && !m_value; }
    bool hasValue() const { return m_value.has_value(); }
    explicit operator bool() const { return hasValue(); }
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return &*m_value; }
    T valueOr(T other) const { return m_value ? *m_value : std::move(other); }
    bool operator==(const Field &) const = default;

private:
    std::optional<T> m_value;
    bool m_present = false;
};

} // namespace gatehouse
