// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filterchips.h"

#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "views/common/icons.h"

#include <QComboBox>
#include <QLayout>
#include <QToolButton>

namespace gatehouse {

FilterChips::FilterChips(QLayout *layout, QObject *parent) : QObject(parent), m_layout(layout) { }

void FilterChips::showQuery(const LogQuery &query,
                            const std::function<bool(const LogFilter &)> &shownElsewhere)
{
    for (QToolButton *chip : m_chips) {
        m_layout->removeWidget(chip);
        chip->hide();
        chip->deleteLater(); // it may be the one that was clicked
    }
    m_chips.clear();
    for (qsizetype i = 0; i < query.filters.size(); ++i) {
        if (shownElsewhere(query.filters.at(i)))
            continue;
        LogQuery chip;
        chip.filters = {query.filters.at(i)};
        if (i + 1 < query.filters.size()
            && isMetadataPair(query.filters.at(i), query.filters.at(i + 1)))
            chip.filters.append(query.filters.at(++i));
        connect(addChip(formatLogQuery(chip)), &QToolButton::clicked, this,
                [this, filters = chip.filters] { Q_EMIT filtersRemoved(filters); });
    }
    if (!query.search.isEmpty())
        connect(addChip(tr("“%1”").arg(query.search)), &QToolButton::clicked, this,
                &FilterChips::searchRemoved);
}

QToolButton *FilterChips::addChip(const QString &text)
{
    auto *chip = new QToolButton;
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setIcon(icon(Icon::Close));
    chip->setText(format::literal(chip->fontMetrics().elidedText(text, Qt::ElideRight, 24 * grid)));
    chip->setAccessibleName(tr("Remove %1 from the filter").arg(text));
    chip->setToolTip(format::toolTip(chip->accessibleName()));
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setMinimumHeight(QComboBox().sizeHint().height()); // of what stands beside it
    m_layout->addWidget(chip);
    m_chips.append(chip);
    return chip;
}

} // namespace gatehouse
