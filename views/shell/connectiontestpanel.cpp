// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/connectiontestpanel.h"

#include "views/common/icons.h"

#include <QLabel>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

using State = ConnectionTest::State;

ConnectionTestPanel::ConnectionTestPanel(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel)
    , m_list(new QListWidget)
    , m_close(new QToolButton)
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_list->setAccessibleName(tr("What the test found"));
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(21 * grid);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close the test's results"));
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto *line = new QHBoxLayout;
    line->addWidget(m_summary, 1);
    line->addWidget(m_close, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addLayout(line);
    layout->addWidget(m_list);

    connect(m_close, &QToolButton::clicked, this, [this] {
        if (isRunning())
            m_test->cancel();
        else
            clear();
    });
    hide();
}

void ConnectionTestPanel::run(ConnectionTest *test, bool readOnly)
{
    delete m_test;
    m_test = test;
    m_readOnly = readOnly;
    test->setParent(this);
    connect(test, &ConnectionTest::changed, this, &ConnectionTestPanel::showSteps);
    connect(test, &ConnectionTest::finished, this, &ConnectionTestPanel::runningChanged);
    test->start();
    showSteps();
    show();
    Q_EMIT runningChanged();
}

void ConnectionTestPanel::clear()
{
    delete m_test;
    m_test = nullptr;
    hide();
    Q_EMIT runningChanged();
}

static QIcon iconOf(State state)
{
    switch (state) {
    case State::Waiting:
    case State::Running:
        return icon(Icon::Clock, Semantic::Muted);
    case State::Passed:
        return icon(Icon::Success, Semantic::Success);
    case State::Failed:
        return icon(Icon::Failure, Semantic::Error);
    case State::Skipped:
        return icon(Icon::Info, Semantic::Muted);
    }
    return {};
}

void ConnectionTestPanel::showSteps()
{
    const QList<ConnectionTest::Step> &steps = m_test->steps();
    while (m_list->count() > steps.size())
        delete m_list->takeItem(m_list->count() - 1);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (i == m_list->count())
            m_list->addItem(QString());
        QListWidgetItem *item = m_list->item(int(i));
        const ConnectionTest::Step &step = steps.at(i);
        item->setIcon(iconOf(step.state));
        item->setText(step.text.isEmpty() ? step.state == State::Running
                              ? tr("%1: asking…").arg(step.name)
                              : step.name
                                          : tr("%1: %2").arg(step.name, step.text));
    }
    const auto count = [&steps](State state) {
        return std::count_if(steps.begin(), steps.end(), [state](const ConnectionTest::Step &step) {
            return step.state == state;
        });
    };
    const bool running = m_test->isRunning();
    m_close->setText(running ? tr("Cancel") : tr("Close"));
    m_close->setIcon(icon(Icon::Close));
    m_close->setAccessibleName(running ? tr("Cancel the test") : tr("Close the test's results"));
    if (running)
        m_summary->setText(tr("Testing the connection…"));
    else if (count(State::Passed) == 0)
        m_summary->setText(tr("The connection does not work."));
    else if (count(State::Failed) > 0)
        m_summary->setText(tr("The connection works in part."));
    else if (m_readOnly)
        m_summary->setText(tr("The connection works for reading."));
    else
        m_summary->setText(tr("The connection works for reading. Changes also need the permission "
                              "AI Gateway Write, which only a change can show."));
}

} // namespace gatehouse
