// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/copybutton.h"

#include "views/common/icons.h"

#include <QClipboard>
#include <QGuiApplication>

namespace gatehouse {

CopyButton::CopyButton(const QString &accessibleName, const std::function<QString()> &text,
                       QWidget *parent)
    : QPushButton(parent)
{
    constexpr int shownMs = 1500;
    setAccessibleName(accessibleName);
    setToolTip(accessibleName);
    setAutoDefault(true);
    // As wide as the longer text, so that nothing moves.
    const auto show = [this](bool done) {
        setIcon(gatehouse::icon(done ? Icon::Success : Icon::Copy));
        setText(done ? tr("Copied") : tr("Copy"));
    };
    show(true);
    setMinimumWidth(sizeHint().width());
    show(false);
    m_done.setSingleShot(true);
    m_done.setInterval(shownMs);
    connect(&m_done, &QTimer::timeout, this, [show] { show(false); });
    connect(this, &QPushButton::clicked, this, [this, text, show] {
        QGuiApplication::clipboard()->setText(text());
        show(true);
        m_done.start();
    });
}

} // namespace gatehouse
