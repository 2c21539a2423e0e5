// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/requestspanel.h"

#include "models/domain/format.h"
#include "models/services/envelope.h"
#include "views/common/actions.h"
#include "views/common/errordetails.h"
#include "views/common/icons.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

RequestsPanel::RequestsPanel(RequestModel *model, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filtered(model)
    , m_table(new TableView(tr("Requests")))
    , m_stack(new StateStack(m_table))
    , m_details(makeDetailsText(tr("The request in full")))
    , m_text(new QLineEdit)
    , m_failedOnly(new QToolButton)
    , m_profile(new QComboBox)
{
    m_table->setModel(&m_filtered);
    m_table->setDefaultColumns({{RequestModel::StartedColumn, 20},
                                {RequestModel::ConnectionColumn, 16},
                                {RequestModel::UrgencyColumn, 11},
                                {RequestModel::VerbColumn, 8},
                                {RequestModel::StatusColumn, 11},
                                {RequestModel::DurationColumn, 10},
                                {RequestModel::PathColumn, 40},
                                {RequestModel::AttemptsColumn, 9},
                                {RequestModel::ReceivedColumn, 10},
                                {RequestModel::ErrorColumn, 40}});
    m_table->keepColumns(settings, QStringLiteral("requests"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    setFocusProxy(m_table);
    makeActions();

    m_stack->setEmptyText(Icon::Requests, tr("No requests yet"),
                          tr("Every call to a service is listed here."));
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setPlaceholderText(tr("Select a request to see all of it here."));
    m_details->setMinimumWidth(20 * grid);
    auto *parts = new QSplitter;
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_stack);
    parts->addWidget(m_details);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFilterLine());
    layout->addWidget(parts, 1);

    connect(m_stack, &StateStack::clearFilterRequested, this, &RequestsPanel::clearFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RequestsPanel::updateDetails);
    connect(&m_filtered, &QAbstractItemModel::dataChanged, this, &RequestsPanel::updateDetails);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filtered, signal, this, &RequestsPanel::updateState);
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, &RequestsPanel::updateState);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addProfiles(first, last); });
    if (model->rowCount() > 0)
        addProfiles(0, model->rowCount() - 1);
    updateState();
}

void RequestsPanel::makeActions()
{
    m_copy = makeAction(m_table, icon(Icon::Copy), tr("Copy as curl"),
                        tr("Copy a shell command that does the same, with the credentials as "
                           "environment variables"),
                        {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    connect(m_copy, &QAction::triggered, this, &RequestsPanel::copyCurl);
    m_clear = makeAction(m_table, icon(Icon::Delete), tr("Clear the list"));
    connect(m_clear, &QAction::triggered, m_model, &RequestModel::clear);
    QAction *find = makeAction(this, {}, tr("Filter the requests"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, this, [this] {
        m_text->setFocus(Qt::ShortcutFocusReason);
        m_text->selectAll();
    });
    QAction *leave = makeAction(m_text, {}, tr("Drop the filter"), {}, {Qt::Key_Escape});
    connect(leave, &QAction::triggered, this, [this] {
        clearFilter();
        m_table->setFocus();
    });
}

QWidget *RequestsPanel::makeFilterLine()
{
    m_text->setPlaceholderText(tr("Filter by path, verb, status, error or profile"));
    m_text->setAccessibleName(tr("Filter the requests"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(Icon::Search, Semantic::Muted), QLineEdit::LeadingPosition);
    m_text->setMaximumWidth(48 * grid);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered.setText(text);
        updateState();
    });
    connect(m_text, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));

    m_failedOnly->setText(tr("Failed only"));
    m_failedOnly->setIcon(icon(Icon::Failure));
    m_failedOnly->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_failedOnly->setCheckable(true);
    m_failedOnly->setAutoRaise(true);
    m_failedOnly->setFocusPolicy(Qt::TabFocus);
    m_failedOnly->setAccessibleName(m_failedOnly->text());
    connect(m_failedOnly, &QToolButton::toggled, this, [this](bool on) {
        m_filtered.setFailedOnly(on);
        updateState();
    });

    m_profile->addItem(tr("All profiles")); // without data: a null name
    m_profile->setAccessibleName(tr("Profile of the requests"));
    m_profile->view()->setAccessibleName(m_profile->accessibleName());
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_profile->setMinimumContentsLength(16);
    connect(m_profile, &QComboBox::currentIndexChanged, this, [this] {
        m_filtered.setConnection(m_profile->currentData().toString());
        updateState();
    });

    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(grid / 2, grid / 2, grid / 2, grid / 2);
    layout->setSpacing(grid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_failedOnly);
    layout->addWidget(m_profile);
    layout->addStretch();
    layout->addWidget(makeActionButton(m_copy, Qt::ToolButtonTextBesideIcon));
    layout->addWidget(makeActionButton(m_clear));
    return line;
}

void RequestsPanel::copyCurl() const
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(curlCommand(m_filtered.at(current.row())));
}

void RequestsPanel::clearFilter()
{
    m_text->clear();
    m_failedOnly->setChecked(false);
    m_profile->setCurrentIndex(0);
}

void RequestsPanel::addProfiles(int first, int last)
{
    for (int row = first; row <= last; ++row)
        if (const QString &name = m_model->at(row).connection;
            !name.isEmpty() && m_profile->findData(name) < 0)
            m_profile->addItem(name, name);
}

void RequestsPanel::updateState()
{
    m_stack->setFiltered(m_filtered.isFiltering() && m_model->rowCount() > 0);
    m_stack->setContent(TableModel::State::Ready, m_filtered.rowCount() > 0);
    m_clear->setEnabled(m_model->rowCount() > 0);
    updateDetails();
}

void RequestsPanel::updateDetails()
{
    const QModelIndex current = m_table->currentIndex();
    m_copy->setEnabled(current.isValid());
    const QString text =
        current.isValid() ? requestDetails(m_filtered.at(current.row())) : QString();
    if (text == m_details->toPlainText())
        return;
    const int scrolled = m_details->verticalScrollBar()->value();
    m_details->setPlainText(text);
    m_details->verticalScrollBar()->setValue(scrolled);
}

static QString bodyText(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    return QString::fromUtf8(json.isNull() ? body : json.toJson()).trimmed();
}

QString requestDetails(const RequestRecord &record)
{
    QStringList lines{QString::fromLatin1(verbName(record.verb)) + u' '
                          + record.url.toString(QUrl::FullyEncoded),
                      RequestsPanel::tr("Profile: %1, class: %2")
                          .arg(record.connection, RequestModel::urgencyText(record.urgency)),
                      RequestsPanel::tr("Status: %1, attempts: %2")
                          .arg(RequestModel::statusText(record), format::count(record.attempts))};
    if (record.finished)
        lines << RequestsPanel::tr("%1, %2 received")
                     .arg(format::duration(double(record.duration)),
                          format::bytes(record.received));
    if (const QString error = RequestModel::errorText(record); !error.isEmpty()) {
        lines << QString() << error;
        if (!record.answer.isEmpty()) {
            const QStringList details =
                errorDetails(readError({record.status, {}, record.answer})).split(u'\n');
            lines << details.mid(details.value(0) == error ? 1 : 0);
        }
    }
    if (!record.body.isEmpty())
        lines << QString()
              << (record.redacted ? RequestsPanel::tr("Request body, without its credentials:")
                                  : RequestsPanel::tr("Request body:"))
              << bodyText(record.body);
    return lines.join(u'\n');
}

} // namespace gatehouse
