// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filtermenu.h"

#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/logs/filterbar.h"
#include "views/logs/savedfiltersdialog.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace gatehouse {

static const QString formKey = QStringLiteral("save filter");

FilterMenu::FilterMenu(const SavedFilters &filters, LogFilterBar *bar, MessageBar *messages,
                       Dialogs *dialogs, QWidget *parent)
    : QToolButton(parent)
    , m_filters(filters)
    , m_bar(bar)
    , m_messages(messages)
    , m_dialogs(dialogs)
{
    setIcon(gatehouse::icon(Icon::Star));
    setAccessibleName(tr("Saved filters"));
    setToolTip(tr("Saved and recent filters"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(InstantPopup);
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, &FilterMenu::fill);
    setMenu(menu);
}

void FilterMenu::addChoice(QMenu *menu, const QString &text, const QString &filter)
{
    constexpr int width = 48 * grid;
    QAction *action =
        menu->addAction(format::literal(fontMetrics().elidedText(text, Qt::ElideRight, width)),
                        this, [this, filter] { Q_EMIT chosen(filter); });
    action->setToolTip(format::toolTip(filter));
}

void FilterMenu::fill()
{
    menu()->clear();
    for (const SavedFilter &filter : m_filters.values())
        addChoice(menu(), filter.name, filter.filter);
    menu()->addSeparator();
    QAction *save = menu()->addAction(gatehouse::icon(Icon::Add), tr("Save this filter…"), this,
                                      &FilterMenu::askForName);
    save->setEnabled(m_bar->query().isFiltered() && !m_bar->textEdit()->problem());
    menu()->addAction(gatehouse::icon(Icon::Edit), tr("Arrange the saved filters…"), this, [this] {
        auto *dialog = new SavedFiltersDialog(m_filters, m_dialogs, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    QMenu *recent = menu()->addMenu(gatehouse::icon(Icon::Clock), tr("Recent"));
    recent->setToolTipsVisible(true);
    for (const QString &filter : m_filters.recent())
        addChoice(recent, filter, filter);
    recent->setEnabled(!recent->isEmpty());
}

void FilterMenu::askForName()
{
    auto *form = new QWidget;
    auto *name = new QLineEdit;
    name->setAccessibleName(tr("Name of the filter"));
    name->setPlaceholderText(name->accessibleName());
    name->setMaximumWidth(48 * grid);
    auto *save = new QPushButton(tr("Save"));
    save->setEnabled(false);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *layout = new QHBoxLayout(form);
    layout->setContentsMargins(3 * grid, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(name, 1);
    layout->addWidget(save);
    layout->addWidget(cancel);
    layout->addStretch();
    const QString filter = formatLogQuery(m_bar->query());
    connect(name, &QLineEdit::textChanged, save,
            [save](const QString &text) { save->setEnabled(!text.trimmed().isEmpty()); });
    connect(name, &QLineEdit::returnPressed, save, &QPushButton::click);
    connect(save, &QPushButton::clicked, this, [this, name, filter] {
        m_filters.save(name->text().trimmed(), filter);
        m_messages->clear(formKey);
    });
    connect(cancel, &QPushButton::clicked, this, [this] { m_messages->clear(formKey); });
    m_messages->showForm(formKey, tr("Save %1").arg(filter), form);
    name->setFocus();
}

} // namespace gatehouse
