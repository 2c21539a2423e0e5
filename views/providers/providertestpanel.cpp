// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providertestpanel.h"

#include "views/common/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace gatehouse {

using State = ProviderTest::State;

ProviderTestPanel::ProviderTestPanel(QWidget *parent)
    : BottomPanel(parent)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_checks(makePlainLabel())
{
    setAccessibleName(tr("Test of a provider"));
    for (QLabel *label : {m_title, m_checks}) {
        label->setWordWrap(true);
        label->setMinimumWidth(1); // a name without spaces does not widen the window
    }
    m_checks->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    m_close = addButton(buttons, tr("Close"), tr("Close (Esc)"));
    m_reach = addButton(buttons, tr("Reach the host"),
                        tr("Make a TLS connection to it from this machine; nothing is sent"));
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addWidget(m_title);
    rows->addWidget(m_checks);
    rows->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_reach, &QPushButton::clicked, this, [this] {
        if (isRunning())
            m_test->cancel();
        else
            m_test->reach();
    });
}

void ProviderTestPanel::test(ProviderTest::Kind kind, const QString &name, const QString &address,
                             const QString &baseUrl)
{
    m_test = std::make_unique<ProviderTest>(kind, address, baseUrl);
    connect(m_test.get(), &ProviderTest::changed, this, &ProviderTestPanel::showChecks);
    m_title->setText(tr("Test of “%1”").arg(name));
    showChecks();
    show();
    m_close->setFocus();
}

static QString stateText(State state)
{
    switch (state) {
    case State::Passed:
        return ProviderTestPanel::tr("✓");
    case State::Failed:
        return ProviderTestPanel::tr("✗");
    case State::NotAsked:
    case State::Running:
        return ProviderTestPanel::tr("–");
    }
    return {};
}

void ProviderTestPanel::showChecks()
{
    QStringList lines;
    for (const ProviderTest::Check &check : m_test->checks())
        lines.append(
            QStringLiteral("%1 %2: %3").arg(stateText(check.state), check.name, check.text));
    m_checks->setText(lines.join(u'\n'));
    m_reach->setEnabled(m_test->canReach());
    m_reach->setText(m_test->isRunning() ? tr("Cancel") : tr("Reach the host"));
    Q_EMIT changed();
}

QString ProviderTestPanel::text() const
{
    return m_checks->text();
}

void ProviderTestPanel::hideEvent(QHideEvent *event)
{
    BottomPanel::hideEvent(event);
    if (m_test)
        m_test->cancel();
}

void ProviderTestPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return hide();
    BottomPanel::keyPressEvent(event);
}

} // namespace gatehouse
