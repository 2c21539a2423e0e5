// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/resultbars.h"

#include "models/items/evaluationresultmodel.h"
#include "views/common/theme.h"

#include <QPainter>
#include <algorithm>

namespace gatehouse {

static constexpr int barHeight = 2 * grid;

ResultBars::ResultBars(const EvaluationResultModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setAccessibleName(tr("Results as bars"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    connect(model, &QAbstractItemModel::modelReset, this, &ResultBars::rebuild);
    connect(model, &QAbstractItemModel::dataChanged, this, &ResultBars::rebuild);
}

void ResultBars::setGreatest(const QHash<QString, double> &greatest)
{
    m_greatest = greatest;
    rebuild();
}

void ResultBars::rebuild()
{
    m_groups.clear();
    QStringList texts;
    const bool two = m_model->evaluations().size() > 1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const EvaluationResultModel::Row &values = m_model->at(row);
        Group group{m_model->typeName(row), {}};
        double greatest = m_greatest.value(values.type.value);
        if (m_model->typeOf(row) == u"human_feedback")
            greatest = 100; // percent
        for (const bool second : {false, true}) {
            const auto &result = second ? values.second : values.first;
            if (second && !two)
                continue;
            const int column = second ? EvaluationResultModel::OtherResultColumn
                                      : EvaluationResultModel::ResultColumn;
            Bar bar{two ? m_model->evaluations().at(second ? 1 : 0).name : QString(),
                    m_model->index(row, column).data().toString(), -1, second};
            if (const auto number = result ? resultNumber(*result) : std::nullopt)
                bar.share = greatest > 0 ? std::clamp(*number / greatest, 0.0, 1.0) : 0;
            texts.append(two ? tr("%1, %2: %3").arg(group.type, bar.evaluation, bar.value)
                             : tr("%1: %2").arg(group.type, bar.value));
            group.bars.append(bar);
        }
        m_groups.append(group);
    }
    setAccessibleDescription(texts.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int ResultBars::groupHeight(const Group &group) const
{
    const int line = fontMetrics().height();
    const bool named = group.bars.size() > 1;
    return line + grid / 2 + int(group.bars.size()) * (barHeight + grid / 2 + (named ? line : 0))
        + grid;
}

QSize ResultBars::sizeHint() const
{
    int height = 2 * grid;
    for (const Group &group : m_groups)
        height += groupHeight(group);
    return {40 * grid, height};
}

void ResultBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = Theme::color(Semantic::Muted, palette());
    const QColor track = Theme::blend(text, palette().color(QPalette::Window), 0.1);
    const QColor colors[] = {Theme::color(Semantic::Accent, palette()),
                             Theme::color(Semantic::Warning, palette())};
    const int line = fontMetrics().height();
    int valueWidth = 0;
    for (const Group &group : m_groups)
        for (const Bar &bar : group.bars)
            valueWidth = std::max(valueWidth, fontMetrics().horizontalAdvance(bar.value));
    valueWidth = std::min(valueWidth, width() / 2);
    const int left = grid;
    const int full = std::max(0, width() - 3 * grid - valueWidth);
    const auto write = [&](const QRect &area, const QString &what, Qt::Alignment alignment) {
        painter.drawText(area, int(alignment | Qt::AlignVCenter),
                         fontMetrics().elidedText(what, Qt::ElideRight, area.width()));
    };
    int y = grid;
    QFont heading = font();
    heading.setWeight(QFont::DemiBold);
    for (const Group &group : m_groups) {
        painter.setPen(text);
        painter.setFont(heading);
        write({left, y, width() - 2 * grid, line}, group.type, Qt::AlignLeft);
        painter.setFont(font());
        y += line + grid / 2;
        for (const Bar &bar : group.bars) {
            if (group.bars.size() > 1) {
                painter.setPen(muted);
                write({left, y, width() - 2 * grid, line}, bar.evaluation, Qt::AlignLeft);
                y += line;
            }
            if (bar.share >= 0) {
                painter.fillRect(left, y, full, barHeight, track);
                painter.fillRect(left, y, std::max(2, int(bar.share * full)), barHeight,
                                 colors[bar.second ? 1 : 0]);
            }
            painter.setPen(text);
            write({bar.share >= 0 ? left + full + grid : left, y,
                   bar.share >= 0 ? valueWidth : width() - 2 * grid, barHeight},
                  bar.value, bar.share >= 0 ? Qt::AlignRight : Qt::AlignLeft);
            y += barHeight + grid / 2;
        }
        y += grid;
    }
}

} // namespace gatehouse
