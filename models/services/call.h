// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <utility>

namespace gatehouse {

namespace detail {

template <class T> struct CallState
{
    std::optional<Result<T>> result;
    std::function<void(Result<T>)> handler;
    QPointer<QObject> receiver;
    QMetaObject::Connection watch;
    std::function<void()> abort;
    std::function<void()> hasten;

    // Never from within the caller's own stack: a handler may destroy what made the call.
    static void deliver(const std::shared_ptr<CallState> &state)
    {
        if (!state->result || !state->handler || !state->receiver)
            return;
        QMetaObject::invokeMethod(
            state->receiver.data(),
            [state] {
                QObject::disconnect(state->watch);
                if (const auto handler = std::exchange(state->handler, nullptr))
                    handler(std::move(*state->result));
            },
            Qt::QueuedConnection);
    }
};

} // namespace detail

// A handle on something asked for that is not there yet: the one kind of asynchronous answer in the
// project. It resolves exactly once, to a value or an ApiError; a cancelled call resolves to
// Kind::Cancelled. Handles are cheap to copy and all mean the same call. Everything happens in the
// thread of the services. (QFuture is not used: its cancellation does not reach the producer
// without a watcher per call, and a continuation does not cancel when its context object dies.)
template <class T> class Call
{
public:
    using Value = T;

    Call() = default;
    explicit Call(std::shared_ptr<detail::CallState<T>> state) : m_state(std::move(state)) { }

    // Hands the result to handler(Result<T>) from the event loop. When receiver is destroyed first,
    // the call is cancelled and handler never runs. Once per call.
    template <class Handler> const Call &then(QObject *receiver, Handler &&handler) const
    {
        Q_ASSERT(m_state && !m_state->handler);
        m_state->handler = std::forward<Handler>(handler);
        m_state->receiver = receiver;
        m_state->watch = QObject::connect(receiver, &QObject::destroyed, [call = *this] {
            call.m_state->handler = nullptr;
            call.cancel();
        });
        detail::CallState<T>::deliver(m_state);
        return *this;
    }

    void cancel() const
    {
        if (!m_state || m_state->result)
            return;
        m_state->result = tl::make_unexpected(ApiError::cancelled());
        m_state->hasten = nullptr;
        if (const auto abort = std::exchange(m_state->abort, nullptr))
            abort();
        detail::CallState<T>::deliver(m_state);
    }

    // What was asked for in the background is on the screen by now.
    void hasten() const
    {
        if (m_state && m_state->hasten)
            m_state->hasten();
    }

    // Until its handler has the result: whoever waits for several is not done in between. A
    // cancelled call runs no more at once.
    bool isRunning() const
    {
        if (!m_state)
            return false;
        const auto &result = m_state->result;
        return !result || (m_state->handler && !isCancelled(*result));
    }

private:
    static bool isCancelled(const Result<T> &result)
    {
        return !result && result.error().kind == ApiError::Kind::Cancelled;
    }

    std::shared_ptr<detail::CallState<T>> m_state;
};

// The producing side of a Call. When its last copy goes unfinished, because what should have
// answered was destroyed, the call is cancelled.
template <class T> class CallSource
{
public:
    CallSource() : m_producer(std::make_shared<Producer>()) { }

    Call<T> call() const { return Call<T>(m_producer->state); }
    // Runs when the call is cancelled before it is finished.
    void onCancel(const std::function<void()> &abort) const
    {
        if (!m_producer->state->result)
            m_producer->state->abort = abort;
    }
    void onHasten(const std::function<void()> &hasten) const
    {
        if (!m_producer->state->result)
            m_producer->state->hasten = hasten;
    }
    void finish(Result<T> result) const { m_producer->finish(std::move(result)); }

private:
    struct Producer
    {
        Q_DISABLE_COPY_MOVE(Producer)
        Producer() = default;
        ~Producer() { finish(tl::make_unexpected(ApiError::cancelled())); }
        void finish(Result<T> result)
        {
            if (state->result)
                return;
            state->abort = nullptr;
            state->hasten = nullptr;
            state->result = std::move(result);
            detail::CallState<T>::deliver(state);
        }
        std::shared_ptr<detail::CallState<T>> state = std::make_shared<detail::CallState<T>>();
    };

    std::shared_ptr<Producer> m_producer;
};

// The same call; effect(const T &) runs on success before the result is handed on. For what changes
// something: it is carried through and has its effect when nobody waits for it any more.
template <class T, class Effect>
Call<T> withEffect(const Call<T> &call, QObject *context, Effect effect)
{
    CallSource<T> source;
    call.then(context, [source, effect](Result<T> result) {
        if (result)
            effect(*result);
        source.finish(std::move(result));
    });
    return source.call();
}

} // namespace gatehouse
