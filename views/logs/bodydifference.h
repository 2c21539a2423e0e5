// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/linediff.h"
#include "models/domain/bodies/preparedbody.h"

class QAction;
class QLabel;
class QRadioButton;
class QStackedWidget;

namespace gatehouse {

class DocumentView;

// What differs between two bodies: side by side, or in one text. The comparison is made in a
// thread.
class BodyDifference : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyDifference)

public:
    explicit BodyDifference(QWidget *parent = nullptr);
    ~BodyDifference() override;

    void setBodies(const Body &left, const Body &right);
    bool isBusy() const { return m_comparing; }
    int changeCount() const { return int(m_compared.changes.size()); }
    DocumentView *left() const { return m_left; }
    DocumentView *right() const { return m_right; }
    DocumentView *unified() const { return m_unified; }

Q_SIGNALS:
    void busyChanged();

private:
    struct Compared
    {
        ComparedBodies bodies;
        QList<BodyMode> modes;
        BodyMode mode = BodyMode::Raw;
    };
    static Compared compare(const Body &left, const Body &right, BodyMode wanted);
    void makeTools();
    void start();
    void showCompared();
    void step(int by);

    QHash<BodyMode, QRadioButton *> m_modes;
    QAction *m_sideBySide;
    QLabel *m_facts;
    QStackedWidget *m_stack;
    DocumentView *m_left;
    DocumentView *m_right;
    DocumentView *m_unified;
    Body m_leftBody;
    Body m_rightBody;
    BodyMode m_wanted = BodyMode::Json;
    ComparedBodies m_compared;
    int m_shown = -1; // which difference
    QFutureWatcher<Compared> m_watcher;
    bool m_comparing = false;
};

} // namespace gatehouse
