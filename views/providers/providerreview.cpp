// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providerreview.h"

#include "models/domain/format.h"
#include "models/domain/secrets.h"
#include "views/common/plainlabel.h"
#include "views/common/tableview.h"
#include "views/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <algorithm>

namespace gatehouse {

static constexpr int mostRows = 7;
static constexpr int longestShown = 400; // characters, of what has no end such as a logo

static QString shortened(const QString &text)
{
    return text.size() <= longestShown
        ? text
        : ProviderReview::tr("%1… (%2 characters)")
              .arg(text.left(longestShown / 4), format::count(text.size()));
}

QString providerValueText(const QString &key, const QJsonValue &value)
{
    if (value.isUndefined())
        return ProviderReview::tr("none");
    if (value.isNull())
        return ProviderReview::tr("not set");
    if (key == u"logo" && !value.toString().isEmpty())
        return ProviderReview::tr("a picture of %1 characters")
            .arg(format::count(value.toString().size()));
    const QJsonValue shown = withoutSecrets(QJsonObject{{key, value}})[key];
    if (shown.isString())
        return shown.toString().isEmpty() ? ProviderReview::tr("empty")
                                          : shortened(shown.toString());
    if (shown.isBool())
        return shown.toBool() ? ProviderReview::tr("on") : ProviderReview::tr("off");
    if (shown.isDouble())
        return QString::number(shown.toDouble(), 'f', QLocale::FloatingPointShortest);
    const QByteArray json = QJsonDocument(QJsonArray{shown}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

static QList<QStandardItem *> makeRow(const QStringList &texts)
{
    QList<QStandardItem *> row;
    for (const QString &text : texts) {
        auto *item = new QStandardItem(QString(text).replace(u'\n', QChar(0x2424)));
        item->setEditable(false);
        item->setToolTip(format::toolTip(text));
        row.append(item);
    }
    return row;
}

static void fit(TableView *table, int rows)
{
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height()
                          + qBound(1, rows, mostRows)
                              * table->verticalHeader()->defaultSectionSize()
                          + 2 * table->frameWidth());
}

static void stretch(TableView *table)
{
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFrameShape(QFrame::StyledPanel);
}

ProviderReview::ProviderReview(QWidget *parent)
    : BottomPanel(parent)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_rows(new QStandardItemModel(this))
    , m_table(new TableView(tr("Changes")))
    , m_request(new QPlainTextEdit)
{
    setAccessibleName(tr("Review of the changes"));
    m_title->setWordWrap(true);
    m_table->setModel(m_rows);
    m_request->setAccessibleName(tr("Request"));
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setFont(Theme::fixedFont());
    m_request->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_request->setFixedHeight(16 * grid);
    m_request->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    m_showRequest = addButton(buttons, tr("Show request"));
    m_showRequest->setCheckable(true);
    buttons->addStretch();
    m_back = addButton(buttons, tr("Keep editing"), tr("Back to the form (Esc)"));
    m_accept = addButton(buttons, tr("Save changes"));
    connect(m_showRequest, &QPushButton::toggled, this, [this](bool on) {
        m_request->setVisible(on);
        m_showRequest->setText(on ? tr("Hide request") : tr("Show request"));
    });
    connect(m_back, &QPushButton::clicked, this, &ProviderReview::backRequested);
    connect(m_accept, &QPushButton::clicked, this, &ProviderReview::accepted);
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addWidget(m_title);
    rows->addWidget(m_table);
    rows->addWidget(m_request);
    rows->addLayout(buttons);
}

void ProviderReview::setRows(const QStringList &titles, const QList<QStringList> &rows)
{
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels(titles);
    for (const QStringList &texts : rows)
        m_rows->appendRow(makeRow(texts));
    stretch(m_table);
    fit(m_table, int(rows.size()));
}

void ProviderReview::showChanges(const QList<FieldChange> &changes, const QString &requestLine,
                                 const QJsonObject &requestBody)
{
    m_conflicts.clear();
    m_title->setText(tr("Saving changes %n field(s)", nullptr, int(changes.size())));
    QList<QStringList> rows;
    for (const FieldChange &change : changes) {
        const QString before = providerValueText(change.key, change.before);
        const QString after = providerValueText(change.key, change.after);
        rows.append({change.key, before, before == after ? tr("%1 (another)").arg(after) : after});
    }
    setRows({tr("Field"), tr("Now"), tr("After saving")}, rows);
    QJsonObject body = withoutSecrets(requestBody).toObject();
    if (const auto logo = body.find(QLatin1String("logo")); logo != body.end())
        logo.value() = shortened(logo.value().toString());
    m_request->setPlainText(requestLine + u'\n' + QString::fromUtf8(QJsonDocument(body).toJson()));
    m_showRequest->show();
    m_accept->setText(tr("Save changes"));
}

void ProviderReview::showConflicts(const QList<FieldConflict> &conflicts)
{
    m_conflicts = conflicts;
    m_title->setText(tr("Changed on the service meanwhile. Nothing has been saved: tick what shall "
                        "be as it is there."));
    QList<QStringList> rows;
    for (const FieldConflict &conflict : conflicts)
        rows.append({conflict.key, providerValueText(conflict.key, conflict.base),
                     providerValueText(conflict.key, conflict.mine),
                     providerValueText(conflict.key, conflict.theirs)});
    setRows({tr("Field"), tr("Was"), tr("Mine"), tr("Take theirs")}, rows);
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        m_rows->item(row, 3)->setCheckable(true);
        m_rows->item(row, 3)->setCheckState(Qt::Unchecked);
    }
    m_request->hide();
    m_showRequest->hide();
    m_accept->setText(tr("Continue"));
}

QJsonObject ProviderReview::chosen() const
{
    QJsonObject members;
    for (int row = 0; row < m_conflicts.size(); ++row) {
        const FieldConflict &conflict = m_conflicts.at(row);
        members.insert(conflict.key,
                       m_rows->item(row, 3)->checkState() == Qt::Checked ? conflict.theirs
                                                                         : conflict.mine);
    }
    return members;
}

CopyPreview::CopyPreview(const QList<CopiedField> &fields, QWidget *parent)
    : QWidget(parent)
    , m_rows(new QStandardItemModel(this))
    , m_table(new TableView(tr("What carries over")))
{
    m_rows->setHorizontalHeaderLabels({tr("Field"), tr("Becomes"), tr("Value"), tr("Note")});
    for (const CopiedField &field : fields) {
        const bool isLeft = field.to.isEmpty();
        m_rows->appendRow(makeRow(
            {field.from, isLeft ? tr("does not carry over") : field.to, field.value, field.note}));
        m_rows->item(m_rows->rowCount() - 1, 1)->setData(isLeft);
    }
    m_table->setModel(m_rows);
    stretch(m_table);
    for (const int column : {0, 1}) // what they hold is short
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    colorRows();
    fit(m_table, m_rows->rowCount());
    const auto left = std::count_if(fields.begin(), fields.end(),
                                    [](const CopiedField &field) { return field.to.isEmpty(); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid, grid, 3 * grid, 0);
    layout->setSpacing(grid);
    layout->addWidget(
        makePlainLabel(tr("What carries over, and %n field(s) that do not", nullptr, int(left)),
                       Lettering::Heading));
    layout->addWidget(m_table);
}

void CopyPreview::colorRows()
{
    for (int row = 0; row < m_rows->rowCount(); ++row)
        if (m_rows->item(row, 1)->data().toBool())
            for (int column = 0; column < m_rows->columnCount(); ++column)
                m_rows->item(row, column)
                    ->setForeground(Theme::color(Semantic::Warning, palette()));
}

void CopyPreview::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorRows();
}

} // namespace gatehouse
