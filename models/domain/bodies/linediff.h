// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"

namespace gatehouse {

// A line of either document or of both; -1: not of this one.
struct DiffLine
{
    qsizetype left = -1;
    qsizetype right = -1;

    bool isSame() const { return left >= 0 && right >= 0; }
    bool operator==(const DiffLine &) const = default;
};

struct LineDiff
{
    std::vector<DiffLine> lines; // in order
    // What lies between the first and the last difference differs too much to be compared line by
    // line in a reasonable time.
    bool isCoarse = false;
};

// The fewest lines removed from left and added from right (E. Myers, 1986), up to maxEdits of them.
LineDiff diffLines(const BodyDocument &left, const BodyDocument &right, int maxEdits = 2000);

// The comparison as documents. changes are the lines where runs of differences begin.
struct ComparedBodies
{
    BodyDocument left; // as many lines as right
    BodyDocument right;
    BodyDocument unified;
    std::vector<quint32> changes;
    std::vector<quint32> unifiedChanges;
    bool isCoarse = false;
};
ComparedBodies compareBodies(const BodyDocument &left, const BodyDocument &right);

} // namespace gatehouse
