// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace gatehouse {

enum class Lettering { Usual, Heading, Muted };

// For any text, of the service's too.
inline QLabel *makePlainLabel(const QString &text = {}, Lettering lettering = Lettering::Usual)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    if (lettering == Lettering::Muted)
        label->setForegroundRole(QPalette::PlaceholderText);
    QFont font = label->font();
    font.setWeight(lettering == Lettering::Heading ? QFont::DemiBold : QFont::Normal);
    label->setFont(font);
    return label;
}

} // namespace gatehouse
