// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/theme.h"

#include <QIcon>

namespace gatehouse {

enum class Icon {
    App, // the coloured logo
    Gateway,
    Logs,
    Dataset,
    Evaluation,
    Route,
    Provider,
    Billing,
    Requests,
    Tasks,
    Inspector,
    Navigator,
    Refresh,
    Add,
    Edit,
    Delete,
    Duplicate,
    Copy,
    Search,
    Filter,
    Clock,
    Success,
    Failure,
    Warning,
    Info,
    Cached,
    Lock,
    More,
    Close,
    Follow, // off: play, on: pause
    Up,
    Down,
    Left,
    Right,
    Settings,
    Connect,
    Export,
    Import,
    Expand,
    Collapse,
    Star,
    Link,
    Compare,
    Pause,
    Undo,
    Redo,
    Cut,
    Paste,
    Fit,
    Layout,
    Play,
    Deploy,
    History,
    Braces,
    ElementStart,
    ElementConditional,
    ElementPercentage,
    ElementRate,
    ElementModel,
    ElementEnd,
    ElementUnknown,
    IconCount
};

// In the colour of the text around it, whatever the palette is when it is painted.
QIcon icon(Icon icon);
// In the colour of what it means; on a selection, in the selection's text colour.
QIcon icon(Icon icon, Semantic semantic);

} // namespace gatehouse
