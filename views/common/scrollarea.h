// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace gatehouse {

// Without a frame; it scrolls up and down, and the focus is in what it holds.
QScrollArea *makeScrollArea(QWidget *content);

} // namespace gatehouse
