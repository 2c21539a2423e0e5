// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"

#include <QString>
#include <QStringList>

namespace gatehouse {

// The ways to look at a body.
enum class BodyMode { Chat, Json, Events, Raw };

// A body, or the beginning of one.
struct Body
{
    QByteArray data;
    QByteArray contentType;
    bool isWhole = true;
};

struct PreparedBody
{
    QList<BodyMode> modes; // those that can show it; Raw always can
    BodyMode mode = BodyMode::Raw; // the one that was wanted, or the nearest there is
    BodyDocument document;
    QStringList facts; // what one should know of it
};

// Pure; takes a while for megabytes. Where the wanted mode cannot show the body, the first that can
// does, in the order above. What is cut or damaged is shown as far as it goes, and as it is.
PreparedBody prepareBody(const Body &body, BodyMode wanted);

// The beginning of a large body, without half a character at its end: quickly prepared, and its
// first lines are those of the whole.
Body beginningOf(const Body &body, qsizetype bytes);

} // namespace gatehouse
