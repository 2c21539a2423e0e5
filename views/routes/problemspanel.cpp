// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/problemspanel.h"

#include "models/domain/format.h"
#include "views/common/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <algorithm>

namespace gatehouse {

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget)
    , m_none(new QLabel(tr("Nothing is wrong with this graph.")))
    , m_fix(new QPushButton)
{
    m_list->setAccessibleName(tr("Problems"));
    m_list->setHeaderLabels({tr("Problem"), tr("Element"), tr("Obvious fix")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Interactive);
    m_none->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setAlignment(Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid, grid / 2, grid, grid / 2);
    buttons->addStretch();
    buttons->addWidget(m_fix);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_none, 1);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &ProblemsPanel::updateControls);
    const auto choose = [this] {
        if (const RouteProblem *problem = current())
            Q_EMIT chosen(*problem);
    };
    connect(m_list, &QTreeWidget::itemClicked, this, choose);
    connect(m_list, &QTreeWidget::itemActivated, this, choose);
    connect(m_fix, &QPushButton::clicked, this, [this] {
        if (const RouteProblem *problem = current())
            Q_EMIT fixRequested(RouteProblem(*problem)); // the list changes with it
    });
    setProblems({});
}

const RouteProblem *ProblemsPanel::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < m_problems.size() ? &m_problems.at(row) : nullptr;
}

void ProblemsPanel::setProblems(const QList<RouteProblem> &problems)
{
    const int row = std::max(m_list->indexOfTopLevelItem(m_list->currentItem()), 0);
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        m_problems = problems;
        QList<QTreeWidgetItem *> items;
        for (const RouteProblem &problem : problems) {
            auto *item = new QTreeWidgetItem({problem.text, problem.element, problem.fixText});
            const bool isError = problem.severity == RouteProblem::Severity::Error;
            item->setIcon(0,
                          isError ? icon(Icon::Failure, Semantic::Error)
                                  : icon(Icon::Warning, Semantic::Warning));
            item->setToolTip(0, format::toolTip(problem.text));
            item->setData(0, Qt::AccessibleTextRole,
                          (isError ? tr("Error: %1") : tr("Warning: %1")).arg(problem.text));
            items.append(item);
        }
        m_list->addTopLevelItems(items);
        m_list->setCurrentItem(m_list->topLevelItem(std::min(row, int(items.size()) - 1)));
    }
    const auto hasFix = [](const RouteProblem &problem) { return !problem.fixText.isEmpty(); };
    m_list->setColumnHidden(2, std::none_of(problems.begin(), problems.end(), hasFix));
    for (const int column : {1, 2}) {
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column, std::min(m_list->columnWidth(column), 20 * grid));
    }
    m_none->setVisible(problems.isEmpty());
    m_list->setVisible(!problems.isEmpty());
    updateControls();
}

void ProblemsPanel::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    updateControls();
}

void ProblemsPanel::updateControls()
{
    const RouteProblem *problem = current();
    const bool canFix = problem && !problem->fixText.isEmpty();
    m_fix->setText(canFix ? format::literal(problem->fixText) : tr("Fix"));
    m_fix->setEnabled(canFix && !m_readOnly);
    m_fix->setVisible(problem);
}

} // namespace gatehouse
