// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logfieldspanel.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"
#include "views/common/theme.h"
#include "views/logs/valuerow.h"

#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace gatehouse {

LogFieldsPanel::LogFieldsPanel(TimeDisplay *time, QWidget *parent)
    : QScrollArea(parent)
    , m_time(time)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Fields of the log"));
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(2 * grid);
    setWidget(content);
    for (const QString &title : {tr("Request"), tr("Result"), tr("Tokens and cost"), tr("Metadata"),
                                 tr("Ids"), tr("Other members of the answer")})
        addGroup(title);
    layout->addStretch();
    connect(time, &TimeDisplay::changed, this, &LogFieldsPanel::showLog);
}

void LogFieldsPanel::addGroup(const QString &title)
{
    Group group{new QWidget, nullptr, {}};
    group.rows = new QVBoxLayout(group.widget);
    group.rows->setContentsMargins({});
    group.rows->setSpacing(0);
    auto *heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    heading->setContentsMargins(grid / 2, 0, 0, grid / 2);
    group.rows->addWidget(heading);
    static_cast<QVBoxLayout *>(widget()->layout())->addWidget(group.widget);
    m_groups.append(group);
}

void LogFieldsPanel::setLog(const Log &log, Detail detail)
{
    if (log.id != m_log.id)
        m_focused = 0;
    m_log = log;
    m_detail = detail;
    showLog();
}

ValueRow *LogFieldsPanel::next(GroupId id, const QString &title)
{
    Group &group = m_groups[id];
    if (group.used == group.values.size()) {
        auto *added = new ValueRow(title);
        group.rows->addWidget(added);
        group.values.append(added);
    }
    ValueRow *row = group.values[group.used++];
    row->setAccessibleName(title);
    row->show();
    return row;
}

void LogFieldsPanel::put(GroupId group, const QString &title, const QString &value)
{
    ValueRow *row = next(group, title);
    if (value.isEmpty())
        row->setAbsent(tr("empty"));
    else
        row->setValue(value);
}

template <class T, class Text>
void LogFieldsPanel::put(GroupId group, const QString &title, const Field<T> &field, Text text)
{
    if (field)
        return put(group, title, QString(text(*field)));
    next(group, title)->setAbsent(field.isNull() ? tr("none") : tr("not reported"));
}

template <class T, class Text>
void LogFieldsPanel::putDetail(GroupId group, const QString &title, const Field<T> &field,
                               Text text)
{
    if (m_detail == Detail::Ready || field)
        return put(group, title, field, text);
    next(group, title)->setAbsent(m_detail == Detail::Loading ? tr("loading…") : tr("not loaded"));
}

static QString asText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    default:
        return value.toVariant().toString();
    }
}

void LogFieldsPanel::putMetadata(const Field<QString> &metadata)
{
    const auto same = [](const QString &text) { return text; };
    if (!metadata || metadata->isEmpty())
        return put(Metadata, tr("Metadata"), metadata, same);
    const QJsonDocument document = QJsonDocument::fromJson(metadata->toUtf8());
    if (!document.isObject())
        return put(Metadata, tr("Metadata"), *metadata); // not what the API promises
    const QJsonObject values = document.object();
    if (values.isEmpty())
        return next(Metadata, tr("Metadata"))->setAbsent(tr("empty"));
    for (auto it = values.begin(); it != values.end(); ++it)
        put(Metadata, it.key(), asText(it.value()));
}

void LogFieldsPanel::showLog()
{
    for (Group &group : m_groups)
        group.used = 0;
    const auto same = [](const QString &text) { return text; };
    const auto yesNo = [](bool yes) { return yes ? tr("yes") : tr("no"); };
    const auto number = [](double value) { return QLocale().toString(value, 'g', 6); };
    const auto bytes = [](qint64 size) {
        return size < 1000 ? tr("%1 bytes").arg(format::count(size))
                           : tr("%1 (%2 bytes)").arg(format::bytes(size), format::count(size));
    };
    const auto wholeOrPart = [](bool complete) {
        return complete ? tr("whole body") : tr("first part of the body");
    };

    put(Request, tr("Created"), m_time->preciseText(m_log.createdAt));
    put(Request, tr("Provider"), m_log.provider);
    put(Request, tr("Model"), m_log.model);
    put(Request, tr("Model type"), m_log.modelType, same);
    put(Request, tr("Path"), m_log.path);
    put(Request, tr("Request type"), m_log.requestType, same);
    put(Request, tr("Request content type"), m_log.requestContentType, same);
    putDetail(Request, tr("Request size"), m_log.requestSize, bytes);
    putDetail(Request, tr("Request head"), m_log.requestHeadComplete, wholeOrPart);
    put(Request, tr("Step"), m_log.step, format::count);

    put(Result, tr("Success"), yesNo(m_log.success));
    put(Result, tr("Status"), m_log.statusCode, [](qint64 code) { return QString::number(code); });
    put(Result, tr("Cached"), yesNo(m_log.cached));
    put(Result, tr("Duration"),
        m_log.duration < 1000
            ? format::duration(double(m_log.duration))
            : tr("%1 (%2 ms)")
                  .arg(format::duration(double(m_log.duration)), format::count(m_log.duration)));
    put(Result, tr("Response content type"), m_log.responseContentType, same);
    putDetail(Result, tr("Response size"), m_log.responseSize, bytes);
    putDetail(Result, tr("Response head"), m_log.responseHeadComplete, wholeOrPart);
    putDetail(Result, tr("Feedback"), m_log.feedback, number);
    putDetail(Result, tr("Score"), m_log.score, number);

    put(Cost, tr("Tokens in"), m_log.tokensIn, format::count);
    put(Cost, tr("Tokens out"), m_log.tokensOut, format::count);
    put(Cost, tr("Cost"), m_log.cost, format::dollars);
    put(Cost, tr("Custom cost"), m_log.customCost, yesNo);

    putMetadata(m_log.metadata);
    put(Ids, tr("Id"), m_log.id.value);
    for (auto it = m_log.unknown.begin(); it != m_log.unknown.end(); ++it)
        put(Other, it.key(), asText(it.value()));

    for (const Group &group : m_groups) {
        group.widget->setVisible(group.used > 0);
        for (int i = group.used; i < group.values.size(); ++i)
            group.values[i]->hide();
    }
}

QList<ValueRow *> LogFieldsPanel::shownRows() const
{
    QList<ValueRow *> rows;
    for (const Group &group : m_groups)
        rows += group.values.first(group.used);
    return rows;
}

ValueRow *LogFieldsPanel::row(const QString &title) const
{
    for (ValueRow *row : shownRows())
        if (row->title() == title)
            return row;
    return nullptr;
}

void LogFieldsPanel::focusRow(int index)
{
    const QList<ValueRow *> rows = shownRows();
    if (rows.isEmpty())
        return;
    m_focused = qBound(0, index, int(rows.size()) - 1);
    rows[m_focused]->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(rows[m_focused], 0, 2 * grid);
}

void LogFieldsPanel::focusInEvent(QFocusEvent *event)
{
    QScrollArea::focusInEvent(event);
    focusRow(m_focused);
}

void LogFieldsPanel::keyPressEvent(QKeyEvent *event)
{
    const QList<ValueRow *> rows = shownRows();
    if (const qsizetype focused = rows.indexOf(focusWidget()); focused >= 0)
        m_focused = int(focused);
    switch (event->key()) {
    case Qt::Key_Up:
        return focusRow(m_focused - 1);
    case Qt::Key_Down:
        return focusRow(m_focused + 1);
    case Qt::Key_Home:
        return focusRow(0);
    case Qt::Key_End:
        return focusRow(int(rows.size()) - 1);
    default:
        QScrollArea::keyPressEvent(event);
    }
}

} // namespace gatehouse
