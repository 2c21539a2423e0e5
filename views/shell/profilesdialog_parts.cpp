// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialog is put together.
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/shell/connectiontestpanel.h"
#include "views/shell/profiledelegate.h"
#include "views/shell/profileimportpanel.h"
#include "views/shell/profilesdialog.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

ProfilesDialog::ProfilesDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_model(parts.profiles, parts.connections)
    , m_messages(new MessageBar)
    , m_list(new QListView)
    , m_pages(new QStackedWidget)
    , m_nothing(new QLabel(tr("Choose a connection, or make a new one.")))
    , m_form(new ProfileForm)
    , m_test(new ConnectionTestPanel)
    , m_import(new ProfileImportPanel)
    , m_testButton(new QPushButton(tr("&Test connection")))
    , m_connect(new QPushButton)
    , m_revert(new QPushButton(tr("&Revert")))
    , m_save(new QPushButton(tr("&Save")))
{
    setWindowTitle(tr("Connections – Gatehouse"));
    resize(880, 640);
    makeActions();

    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_formPage = makeFormPage();
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(m_formPage);
    m_pages->addWidget(m_import);

    auto *splitter = new QSplitter;
    splitter->addWidget(makeList());
    splitter->addWidget(m_pages);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({280, 600});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(splitter, 1);

    connectParts();
    updateControls();
}

void ProfilesDialog::makeActions()
{
    const auto make = [this](Icon symbol, const QString &text, const QKeySequence &shortcut,
                             void (ProfilesDialog::*run)()) {
        auto *action = new QAction(icon(symbol), text, this);
        action->setShortcut(shortcut);
        if (!shortcut.isEmpty())
            action->setToolTip(
                tr("%1 (%2)").arg(action->iconText(), shortcut.toString(QKeySequence::NativeText)));
        if (run)
            connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_new = make(Icon::Add, tr("New"), QKeySequence::New, &ProfilesDialog::create);
    m_duplicate =
        make(Icon::Duplicate, tr("Duplicate"), Qt::CTRL | Qt::Key_D, &ProfilesDialog::duplicate);
    m_delete = make(Icon::Delete, tr("Delete…"), {}, &ProfilesDialog::remove);
    m_delete->setShortcut(Qt::Key_Delete);
    m_delete->setShortcutContext(Qt::WidgetShortcut); // not while one types
    m_list->addAction(m_delete);
    m_up = make(Icon::Up, tr("Move up"), Qt::ALT | Qt::Key_Up, nullptr);
    m_down = make(Icon::Down, tr("Move down"), Qt::ALT | Qt::Key_Down, nullptr);
    connect(m_up, &QAction::triggered, this, [this] { moveBy(-1); });
    connect(m_down, &QAction::triggered, this, [this] { moveBy(1); });
    m_importAction = make(Icon::Import, tr("Import…"), {}, &ProfilesDialog::importFile);
    m_export = make(Icon::Export, tr("Export…"), {}, &ProfilesDialog::exportChosen);
}

QWidget *ProfilesDialog::makeList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_list->setAccessibleName(tr("Connections"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDropIndicatorShown(true);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);

    auto *bar = new QToolBar;
    bar->setIconSize({2 * grid, 2 * grid});
    bar->addActions({m_new, m_duplicate, m_delete});
    bar->addSeparator();
    bar->addActions({m_up, m_down});
    bar->addSeparator();
    bar->addActions({m_importAction, m_export});
    for (QAction *action : bar->actions()) {
        if (auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(action))) {
            button->setFocusPolicy(Qt::StrongFocus);
            button->setAccessibleName(action->iconText());
        }
    }

    auto *pane = new QWidget;
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_list, 1);
    pane->setMinimumWidth(30 * grid);
    return pane;
}

QWidget *ProfilesDialog::makeFormPage()
{
    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_form);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setMinimumWidth(0);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    buttons->addWidget(m_testButton);
    buttons->addWidget(m_connect);
    buttons->addStretch();
    buttons->addWidget(m_revert);
    buttons->addWidget(m_save);
    for (QPushButton *button : {m_testButton, m_connect, m_revert, m_save})
        button->setAutoDefault(false); // Enter in a field does nothing by itself
    m_save->setShortcut(QKeySequence::Save);

    auto *footer = new QVBoxLayout;
    footer->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    footer->setSpacing(grid);
    footer->addWidget(m_test);
    footer->addLayout(buttons);

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(footer);
    return page;
}

void ProfilesDialog::connectParts()
{
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProfilesDialog::onChosen);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ProfilesDialog::onSelectionChanged);
    connect(&m_model, &ProfileModel::modelReset, this, &ProfilesDialog::onListReset);
    connect(&m_model, &ProfileModel::dataChanged, this, &ProfilesDialog::updateControls);
    connect(m_form, &ProfileForm::changed, this, &ProfilesDialog::onEdited);
    connect(m_test, &ConnectionTestPanel::runningChanged, this, &ProfilesDialog::updateControls);
    connect(m_testButton, &QPushButton::clicked, this, [this] { runTest(); });
    connect(m_connect, &QPushButton::clicked, this, &ProfilesDialog::toggleConnection);
    connect(m_revert, &QPushButton::clicked, this, &ProfilesDialog::revert);
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(m_import, &ProfileImportPanel::accepted, this, &ProfilesDialog::addImports);
    connect(m_import, &ProfileImportPanel::rejected, this, &ProfilesDialog::onChosen);
    connect(m_parts.secrets, &SecretStore::failureChanged, this, &ProfilesDialog::showSecretsNote);
    const auto showProblem = [this] {
        if (const QString &problem = m_parts.profiles->problem(); !problem.isEmpty())
            m_messages->showWarning(QStringLiteral("file"), problem);
    };
    connect(m_parts.profiles, &Profiles::problemChanged, this, showProblem);
    showProblem();
}

} // namespace gatehouse
