// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/bodydifference.h"

#include "models/domain/format.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/logs/documentview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QtConcurrent>

namespace gatehouse {

namespace {

// Two views of exactly the same width, or their rows would not stay in step.
class Sides : public QWidget
{
public:
    Sides(QWidget *left, QWidget *right) : m_left(left), m_right(right)
    {
        left->setParent(this);
        right->setParent(this);
    }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        const int half = (width() - grid) / 2;
        m_left->setGeometry(0, 0, half, height());
        m_right->setGeometry(width() - half, 0, half, height());
    }

private:
    QWidget *m_left;
    QWidget *m_right;
};

} // namespace

BodyDifference::BodyDifference(QWidget *parent)
    : QWidget(parent)
    , m_facts(new QLabel)
    , m_stack(new QStackedWidget)
    , m_left(new DocumentView)
    , m_right(new DocumentView)
    , m_unified(new DocumentView)
{
    m_left->setAccessibleName(tr("First body"));
    m_right->setAccessibleName(tr("Second body"));
    m_unified->setAccessibleName(tr("Both bodies in one text"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, grid, 0, 0);
    layout->setSpacing(grid);
    makeTools();
    m_stack->addWidget(new Sides(m_left, m_right));
    m_stack->addWidget(m_unified);
    layout->addWidget(m_stack, 1);
    for (const auto &[from, to] : {std::pair(m_left, m_right), std::pair(m_right, m_left)})
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(),
                &QScrollBar::setValue);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            showCompared();
    });
}

BodyDifference::~BodyDifference()
{
    m_watcher.disconnect(this);
}

void BodyDifference::makeTools()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(grid, 0, grid, 0);
    row->setSpacing(grid);
    using enum BodyMode;
    for (const auto &[mode, text] : {std::pair(Chat, tr("Chat")), std::pair(Json, tr("JSON")),
                                     std::pair(Events, tr("Events")), std::pair(Raw, tr("Raw"))}) {
        auto *button = new QRadioButton(text);
        button->hide();
        row->addWidget(button);
        m_modes.insert(mode, button);
        connect(button, &QRadioButton::clicked, this, [this, wanted = mode] {
            m_wanted = wanted;
            start();
        });
    }
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_facts, 1);
    m_sideBySide = makeAction(this, {}, tr("Side by side"), {}, {Qt::CTRL | Qt::Key_T});
    m_sideBySide->setCheckable(true);
    m_sideBySide->setChecked(true);
    connect(m_sideBySide, &QAction::toggled, this,
            [this](bool on) { m_stack->setCurrentIndex(on ? 0 : 1); });
    row->addWidget(makeActionButton(m_sideBySide, Qt::ToolButtonTextOnly));
    for (const int by : {-1, 1}) {
        QAction *action =
            makeAction(this, icon(by < 0 ? Icon::Up : Icon::Down),
                       by < 0 ? tr("Previous difference") : tr("Next difference"), {},
                       {by < 0 ? QKeySequence(Qt::SHIFT | Qt::Key_F7) : QKeySequence(Qt::Key_F7)});
        connect(action, &QAction::triggered, this, [this, by] { step(by); });
        row->addWidget(makeActionButton(action));
    }
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

// In the way that is wanted, or the first that both can be shown in.
BodyDifference::Compared BodyDifference::compare(const Body &left, const Body &right,
                                                 BodyMode wanted)
{
    Compared compared;
    PreparedBody l = prepareBody(left, wanted);
    PreparedBody r = prepareBody(right, wanted);
    for (const BodyMode mode : l.modes)
        if (r.modes.contains(mode))
            compared.modes.append(mode);
    compared.mode = compared.modes.contains(wanted) ? wanted : compared.modes.constFirst();
    if (l.mode != compared.mode)
        l = prepareBody(left, compared.mode);
    if (r.mode != compared.mode)
        r = prepareBody(right, compared.mode);
    compared.bodies = compareBodies(l.document, r.document);
    return compared;
}

void BodyDifference::setBodies(const Body &left, const Body &right)
{
    m_leftBody = left;
    m_rightBody = right;
    start();
}

void BodyDifference::start()
{
    m_watcher.cancel();
    m_comparing = true;
    m_watcher.setFuture(QtConcurrent::run(compare, m_leftBody, m_rightBody, m_wanted));
    Q_EMIT busyChanged();
}

void BodyDifference::showCompared()
{
    Compared compared = m_watcher.future().takeResult();
    m_comparing = false;
    m_compared = std::move(compared.bodies);
    m_shown = -1;
    for (auto it = m_modes.begin(); it != m_modes.end(); ++it) {
        it.value()->setVisible(compared.modes.contains(it.key()));
        it.value()->setChecked(it.key() == compared.mode);
    }
    const auto left = std::make_shared<const BodyDocument>(m_compared.left);
    const auto right = std::make_shared<const BodyDocument>(m_compared.right);
    m_left->setDocument(layOutDocument(left, {}, m_left->rowWidths(), right));
    m_right->setDocument(layOutDocument(right, {}, m_right->rowWidths(), left));
    m_unified->setDocument(m_compared.unified);
    QStringList facts{changeCount() == 0 ? tr("no difference")
                          : changeCount() == 1
                          ? tr("1 difference")
                          : tr("%1 differences").arg(format::count(changeCount()))};
    if (m_compared.isCoarse)
        facts.append(tr("too many to compare line by line"));
    if (!m_leftBody.isWhole || !m_rightBody.isWhole)
        facts.append(tr("of the first part of the bodies"));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setAccessibleName(m_facts->text());
    Q_EMIT busyChanged();
}

void BodyDifference::step(int by)
{
    if (changeCount() == 0)
        return;
    m_shown =
        m_shown < 0 && by < 0 ? changeCount() - 1 : (m_shown + by + changeCount()) % changeCount();
    m_left->showLine(m_compared.changes[size_t(m_shown)]);
    m_right->showLine(m_compared.changes[size_t(m_shown)]);
    m_unified->showLine(m_compared.unifiedChanges[size_t(m_shown)]);
    m_facts->setText(
        tr("difference %1 of %2").arg(format::count(m_shown + 1), format::count(changeCount())));
    m_facts->setAccessibleName(m_facts->text());
}

} // namespace gatehouse
