// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/errordetails.h"

#include "views/common/theme.h"

#include <QPlainTextEdit>

namespace gatehouse {

QString errorDetails(const ApiError &error)
{
    QStringList lines{error.text()};
    if (const QString advice = error.advice(); !advice.isEmpty())
        lines << advice;
    if (error.httpStatus)
        lines << ApiError::tr("HTTP status: %1").arg(error.httpStatus);
    if (error.code)
        lines << ApiError::tr("Code: %1").arg(error.code);
    if (!error.path.isEmpty())
        lines << ApiError::tr("At: %1").arg(error.path.join(u'.'));
    if (error.details.size() > 1) {
        for (const ApiError::Detail &detail : error.details) {
            QString line = QStringLiteral("• ") + detail.message;
            if (!detail.path.isEmpty())
                line += ApiError::tr(" (at %1)").arg(detail.path.join(u'.'));
            if (detail.code)
                line += ApiError::tr(", code %1").arg(detail.code);
            lines << line;
        }
    }
    if (!error.raw.isEmpty())
        lines << QString() << ApiError::tr("Answer:") << QString::fromUtf8(error.raw);
    return lines.join(u'\n');
}

QPlainTextEdit *makeDetailsText(const QString &accessibleName)
{
    auto *text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFont(Theme::fixedFont());
    text->setTabChangesFocus(true);
    text->setAccessibleName(accessibleName);
    return text;
}

} // namespace gatehouse
