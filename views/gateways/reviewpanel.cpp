// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/reviewpanel.h"

#include "views/common/icons.h"
#include "views/gateways/gatewayfields.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace gatehouse {

static constexpr int maxRowsShown = 6;

ReviewPanel::ReviewPanel(TimeDisplay *time, QWidget *parent)
    : QFrame(parent)
    , m_time(time)
    , m_title(new QLabel)
    , m_table(new QTreeWidget)
    , m_request(new QPlainTextEdit)
    , m_showRequest(new QPushButton(tr("Show request")))
    , m_edit(new QPushButton(tr("Keep editing")))
    , m_save(new QPushButton(tr("Save changes")))
{
    setAccessibleName(tr("Review of the changes"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);

    m_table->setAccessibleName(tr("Changes"));
    m_table->setHeaderLabels({tr("Field"), tr("Now"), tr("After saving")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->header()->setStretchLastSection(true);
    m_table->header()->setSectionsMovable(false);

    m_request->setAccessibleName(tr("Request"));
    m_request->setReadOnly(true);
    m_request->setFont(Theme::fixedFont());
    m_request->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_request->setFixedHeight(20 * grid);
    m_request->hide();
    m_showRequest->setCheckable(true);
    connect(m_showRequest, &QPushButton::toggled, m_request, &QWidget::setVisible);
    connect(m_showRequest, &QPushButton::toggled, this, [this](bool on) {
        m_showRequest->setText(on ? tr("Hide request") : tr("Show request"));
    });

    m_save->setDefault(true);
    m_save->setAutoDefault(true);
    m_save->setToolTip(tr("Ctrl+S"));
    m_edit->setToolTip(tr("Esc"));
    connect(m_save, &QPushButton::clicked, this, &ReviewPanel::saveRequested);
    connect(m_edit, &QPushButton::clicked, this, &ReviewPanel::editRequested);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    buttons->addWidget(m_showRequest);
    buttons->addStretch();
    buttons->addWidget(m_edit);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid, grid, 3 * grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(m_title);
    layout->addWidget(m_table);
    layout->addWidget(m_request);
    layout->addLayout(buttons);
}

void ReviewPanel::setChanges(const QString &title, const QList<FieldChange> &changes,
                             const QString &requestLine, const QJsonObject &requestBody)
{
    m_title->setText(title);
    m_table->clear();
    for (const FieldChange &change : changes) {
        auto *item = new QTreeWidgetItem(m_table,
                                         {gatewayfields::label(change.key),
                                          gatewayfields::text(change.key, change.before, *m_time),
                                          gatewayfields::text(change.key, change.after, *m_time)});
        item->setToolTip(0, change.key);
        item->setToolTip(1, item->text(1));
        item->setToolTip(2, item->text(2));
        QFont bold = m_table->font();
        bold.setBold(true);
        item->setFont(2, bold);
    }
    const QJsonObject masked = gatewayfields::masked(requestBody).toObject();
    m_request->setPlainText(requestLine + u'\n'
                            + QString::fromUtf8(QJsonDocument(masked).toJson()));
    fitTable();
    setSaving(false);
}

void ReviewPanel::setSaving(bool saving)
{
    m_save->setEnabled(!saving);
    m_edit->setEnabled(!saving);
    m_save->setText(saving ? tr("Saving…") : tr("Save changes"));
}

void ReviewPanel::fitTable()
{
    for (int column : {0, 1})
        m_table->setColumnWidth(
            column,
            std::min(m_table->sizeHint().width(), m_table->fontMetrics().averageCharWidth() * 28));
    const int rows = std::min(m_table->topLevelItemCount(), maxRowsShown);
    const int row = m_table->topLevelItemCount() ? m_table->sizeHintForRow(0) : 0;
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + rows * row
                            + 2 * m_table->frameWidth());
}

} // namespace gatehouse
