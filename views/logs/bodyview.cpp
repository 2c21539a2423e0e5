// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/bodyview.h"

#include "views/common/openlink.h"

#include <QtConcurrent>

namespace gatehouse {

static constexpr qsizetype atOnce = 65'536; // bytes that are prepared within a frame

BodyView::BodyView(QWidget *parent) : DocumentView(parent)
{
    connect(this, &DocumentView::linkActivated, this, [](const QUrl &url) { openLink(url); });
    connect(this, &DocumentView::laidOut, this, &BodyView::busyChanged);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_watcher.isCanceled())
            return;
        m_preparing = false;
        Prepared whole = m_watcher.future().takeResult();
        const bool isSame = whole.body.mode == m_mode;
        showPrepared(std::move(whole), isSame);
        Q_EMIT prepared();
        Q_EMIT busyChanged();
    });
}

BodyView::~BodyView()
{
    m_watcher.disconnect(this);
}

BodyView::Prepared BodyView::prepare(const Body &body, BodyMode wanted, const RowWidths &widths)
{
    PreparedBody prepared = prepareBody(body, wanted);
    const auto document = std::make_shared<const BodyDocument>(std::move(prepared.document));
    return {std::move(prepared), layOutDocument(document, document->folded, widths)};
}

void BodyView::setBody(const Body &body, BodyMode wanted)
{
    m_watcher.cancel();
    m_preparing = body.data.size() > atOnce;
    showPrepared(prepare(m_preparing ? beginningOf(body, atOnce) : body, wanted, rowWidths()),
                 false);
    if (m_preparing)
        m_watcher.setFuture(QtConcurrent::run(prepare, body, wanted, rowWidths()));
    else
        Q_EMIT prepared();
    Q_EMIT busyChanged();
}

void BodyView::clearBody()
{
    setBody({}, BodyMode::Raw);
}

void BodyView::showPrepared(Prepared prepared, bool keepPlace)
{
    m_modes = prepared.body.modes;
    m_mode = prepared.body.mode;
    m_facts = prepared.body.facts;
    setDocument(std::move(prepared.laid), keepPlace);
}

} // namespace gatehouse
