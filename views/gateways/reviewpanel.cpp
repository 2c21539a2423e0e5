// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/reviewpanel.h"

#include "models/domain/format.h"
#include "models/domain/secrets.h"

#include "views/common/tableview.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse {

static constexpr int maxRowsShown = 8;

ReviewPanel::ReviewPanel(TimeDisplay *time, QWidget *parent)
    : BottomPanel(parent)
    , m_time(time)
    , m_title(new QLabel)
    , m_changes(new QStandardItemModel(0, 3, this))
    , m_table(new TableView(tr("Changes")))
    , m_request(new QPlainTextEdit)
{
    setAccessibleName(tr("Review of the changes"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);

    m_changes->setHorizontalHeaderLabels({tr("Field"), tr("Now"), tr("After saving")});
    m_table->setModel(m_changes);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setFrameShape(QFrame::StyledPanel);

    m_request->setAccessibleName(tr("Request"));
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setFont(Theme::fixedFont());
    m_request->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_request->setFixedHeight(18 * grid);
    m_request->hide();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    m_showRequest = addButton(buttons, tr("Show request"));
    buttons->addStretch();
    m_edit = addButton(buttons, tr("Keep editing"), tr("Back to the form (Esc)"));
    m_save = addButton(buttons, tr("Save changes"), tr("Save (Ctrl+S)"));
    m_save->setDefault(true);
    m_showRequest->setCheckable(true);
    connect(m_showRequest, &QPushButton::toggled, m_request, &QWidget::setVisible);
    connect(m_showRequest, &QPushButton::toggled, this, [this](bool on) {
        m_showRequest->setText(on ? tr("Hide request") : tr("Show request"));
    });
    connect(m_save, &QPushButton::clicked, this, &ReviewPanel::saveRequested);
    connect(m_edit, &QPushButton::clicked, this, &ReviewPanel::editRequested);

    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addWidget(m_title);
    rows->addWidget(m_table);
    rows->addWidget(m_request);
    rows->addLayout(buttons);
}

void ReviewPanel::setChanges(const QString &title, const QList<FieldChange> &changes,
                             const QString &requestLine, const QJsonObject &requestBody)
{
    QList<ReadableChange> rows;
    for (const FieldChange &change : changes)
        rows += readableChanges(change, *m_time);
    setChanges(title, rows, requestLine, requestBody);
}

void ReviewPanel::setChanges(const QString &title, const QList<ReadableChange> &changes,
                             const QString &requestLine, const QJsonObject &requestBody)
{
    m_title->setText(title);
    m_changes->setRowCount(0);
    for (const ReadableChange &change : changes)
        addRow(change);
    const QJsonObject masked = withoutSecrets(requestBody).toObject();
    m_request->setPlainText(requestLine + u'\n'
                            + QString::fromUtf8(QJsonDocument(masked).toJson()));
    fitTable();
    setSaving(false);
}

void ReviewPanel::addRow(const ReadableChange &change)
{
    QList<QStandardItem *> row;
    for (const QString &text : {change.field, change.before, change.after}) {
        auto *item = new QStandardItem(QString(text).replace(u'\n', QChar(0x2424)));
        item->setEditable(false);
        item->setToolTip(format::toolTip(text));
        row.append(item);
    }
    QFont bold = m_table->font();
    bold.setBold(true);
    row.last()->setFont(bold);
    m_changes->appendRow(row);
}

void ReviewPanel::setSaving(bool saving)
{
    m_edit->setEnabled(!saving);
    m_save->setText(saving ? tr("Saving…") : tr("Save changes"));
}

void ReviewPanel::fitTable()
{
    const int rows = std::min(m_changes->rowCount(), maxRowsShown);
    m_table->setFixedHeight(m_table->horizontalHeader()->height()
                            + rows * m_table->verticalHeader()->defaultSectionSize()
                            + 2 * m_table->frameWidth());
}

} // namespace gatehouse
