// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/namedsearch.h"

#include "views/common/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gatehouse {

NamedSearch::NamedSearch(const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_where(new QComboBox)
    , m_flag(new QComboBox)
{
    m_text->setPlaceholderText(tr("Search"));
    m_text->setAccessibleName(words.search);
    m_text->setToolTip(words.search);
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(Icon::Search, Semantic::Muted), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(10 * grid);
    m_where->setAccessibleName(tr("Search in"));
    m_where->setToolTip(tr("What the text is looked for in"));
    m_where->addItem(tr("in everything"));
    m_where->addItem(tr("in names"));
    m_flag->setAccessibleName(words.flagName);
    m_flag->setToolTip(words.flagName);
    m_flag->addItem(words.flagAny);
    m_flag->addItem(words.flagOn, true);
    m_flag->addItem(words.flagOff, false);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_where);
    layout->addWidget(m_flag);
    setFocusProxy(m_text);

    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &NamedSearch::queryChanged);
    connect(m_text, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, &NamedSearch::changeNow);
    connect(m_where, &QComboBox::activated, this, &NamedSearch::changeNow);
    connect(m_flag, &QComboBox::activated, this, &NamedSearch::changeNow);
}

NamedQuery NamedSearch::query() const
{
    NamedQuery query{.text = m_text->text().trimmed(), .byName = m_where->currentIndex() == 1};
    if (m_flag->currentData().isValid())
        query.flag = m_flag->currentData().toBool();
    return query;
}

void NamedSearch::clear()
{
    m_text->clear();
    m_flag->setCurrentIndex(0);
    changeNow();
}

void NamedSearch::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void NamedSearch::changeNow()
{
    m_rest.stop();
    Q_EMIT queryChanged();
}

} // namespace gatehouse
