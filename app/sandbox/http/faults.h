// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"
#include "app/sandbox/random.h"

#include <mutex>
#include <optional>

namespace sandbox {

/// How the answers to some requests go wrong, on demand. What a rule is, by example:
/// `{"kind": "rate_limited", "path": "*/logs", "method": "GET", "probability": 0.5,
///   "count": 3, "retry_after": 2}`; only `kind` is needed.
///
///   latency       waits `milliseconds` first
///   rate_limited  429 with Retry-After: `retry_after` seconds
///   error         `status` (500) with an error envelope, or nothing when `body` is false
///   html          `status` (502) with a proxy's page
///   truncated     half of the answer, as if it were all
///   cut           the connection ends in the middle of the answer
///   trickle       the answer takes `milliseconds`, in 20 pieces
///   content_type  the answer says that it is text/html
///   unknown_enum  enumerated texts, or `field`, hold a value that nobody knows
///   extra_fields  every object has one more field
///   nulls         every value but ids, or `field`, is null
///
/// rate_limited, error and html come instead of the operation; the others after it.
struct Fault
{
    std::string id;
    Json rule; ///< checked, with its defaults
};

/// What has to be done to the answer's delivery.
struct Delivery
{
    int delay = 0; ///< ms before anything is sent
    int trickle = 0; ///< ms that sending takes
    bool cut = false;
};

class Faults
{
public:
    /// Throws a 400.
    Fault add(const Json &rule);

    /// `KIND [name=value]…`, the rule as one option on the command line; throws a 400.
    void addText(const std::string &text);

    std::vector<Fault> all() const;
    bool remove(const std::string &id);
    void clear();

    /// Those that strike this request; a rule whose count is used up is gone.
    std::vector<Fault> strike(const std::string &method, const std::string &path);

private:
    mutable std::mutex m_mutex;
    std::vector<Fault> m_faults;
    Random m_random{1};
    unsigned m_lastId = 0;
};

/// The answer that comes instead of the operation's.
std::optional<Reply> replacement(const std::vector<Fault> &faults, ErrorForm form);

/// Spoils an answer.
Delivery spoil(Reply &reply, const std::vector<Fault> &faults);

} // namespace sandbox
