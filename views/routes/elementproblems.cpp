// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementproblems.h"

#include "views/common/icons.h"

#include <QGridLayout>
#include <QLabel>

namespace gatehouse {

ElementProblems::ElementProblems(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->setColumnStretch(1, 1);
    hide();
}

void ElementProblems::setProblems(const QList<RouteProblem> &problems, const QString &element)
{
    qDeleteAll(findChildren<QLabel *>());
    auto *lines = static_cast<QGridLayout *>(layout());
    int row = 0;
    for (const RouteProblem &problem : problems) {
        if (problem.element != element)
            continue;
        const bool isError = problem.severity == RouteProblem::Severity::Error;
        const Semantic meaning = isError ? Semantic::Error : Semantic::Warning;
        auto *sign = new QLabel;
        sign->setPixmap(icon(isError ? Icon::Failure : Icon::Warning, meaning).pixmap(16));
        auto *text = new QLabel(problem.text);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setAccessibleName((isError ? tr("Error: %1") : tr("Warning: %1")).arg(problem.text));
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, Theme::color(meaning, palette()));
        text->setPalette(colors);
        lines->addWidget(sign, row, 0, Qt::AlignTop);
        lines->addWidget(text, row, 1);
        ++row;
    }
    setVisible(row > 0);
}

} // namespace gatehouse
