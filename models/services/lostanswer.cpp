// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/lostanswer.h"

namespace gatehouse {

QString LostAnswer::happenedText() const
{
    return ApiError::tr("The answer to “%1” was lost. %2").arg(action, happened);
}

ApiError LostAnswer::notHappened(ApiError lost) const
{
    lost.message = happenedText().chopped(happened.size()) + missing;
    lost.mayHaveHappened = false;
    lost.lookedFor = true;
    return lost;
}

ApiError LostAnswer::unknown(ApiError lost, const ApiError &why) const
{
    lost.message = ApiError::tr("The answer to “%1” was lost, and so far nothing could be found "
                                "out about it: %2")
                       .arg(action, why.text());
    lost.lookedFor = true;
    return lost;
}

} // namespace gatehouse
