// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"
#include "models/domain/bodies/jsonscanner.h"

namespace gatehouse {

// JSON with a line for each member and a fold for each object and array. Numbers, escapes, the
// order and duplicates of keys stay as they are.
struct PrettyJson
{
    BodyDocument document; // what is cut or damaged is set as far as it can be read, then as it is
    bool isWhole = false; // neither cut nor damaged
};

PrettyJson prettyJson(QByteArrayView json, qsizetype indent = 0);

// What a string's token stands for, in UTF-8; one that is cut is read as far as it goes.
QByteArray unescaped(QByteArrayView token);

} // namespace gatehouse
