// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/logs/documentview.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/preparedbody.h"

namespace gatehouse {

// Shows a body of any size, one way or another. The beginning of a large one is there at once,
// while a thread prepares the whole.
class BodyView : public DocumentView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyView)

public:
    explicit BodyView(QWidget *parent = nullptr);
    ~BodyView() override;

    void setBody(const Body &body, BodyMode wanted);
    void clearBody();
    bool isBusy() const { return m_preparing || isLayingOut(); }

    const QList<BodyMode> &modes() const { return m_modes; } // that can show it
    BodyMode mode() const { return m_mode; }
    const QStringList &facts() const { return m_facts; }

Q_SIGNALS:
    void prepared(); // the whole of it
    void busyChanged();

private:
    struct Prepared
    {
        PreparedBody body;
        LaidDocument laid;
    };
    static Prepared prepare(const Body &body, BodyMode wanted, const RowWidths &widths);
    void showPrepared(Prepared prepared, bool keepPlace);

    QFutureWatcher<Prepared> m_watcher;
    bool m_preparing = false;
    QList<BodyMode> m_modes;
    BodyMode m_mode = BodyMode::Raw;
    QStringList m_facts;
};

} // namespace gatehouse
