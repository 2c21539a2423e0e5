// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/call.h"

namespace gatehouse {

// What a page has asked for: the newest answer that there is, and whether another is on its way.
// A member of the receiver.
template <class T> struct Asked
{
    std::optional<T> value; // the last that came
    std::optional<ApiError> error; // of the last question

    // Then runs after the answer is in here; not for one that was asked again or cancelled.
    template <class Then> void ask(QObject *receiver, const Call<T> &call, Then then)
    {
        cancel();
        m_call = call;
        m_pending = true;
        call.then(receiver, [this, serial = m_serial, then](const Result<T> &answer) {
            if (serial != m_serial)
                return;
            m_pending = false;
            if (answer)
                value = *answer;
            error = answer ? std::nullopt : std::optional(answer.error());
            then();
        });
    }
    void cancel()
    {
        ++m_serial;
        m_pending = false;
        m_call.cancel();
    }
    bool isPending() const { return m_pending; }

private:
    Call<T> m_call;
    bool m_pending = false;
    quint64 m_serial = 0;
};

} // namespace gatehouse
