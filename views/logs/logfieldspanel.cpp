// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logfieldspanel.h"

#include "models/domain/timedisplay.h"
#include "views/common/theme.h"
#include "views/logs/annotationseditor.h"
#include "views/logs/logfields.h"
#include "views/logs/valuerow.h"

#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int otherGroup = int(LogField::Group::Ids) + 1;

LogFieldsPanel::LogFieldsPanel(TimeDisplay *time, AnnotationsEditor *editor, QWidget *parent)
    : QScrollArea(parent)
    , m_time(time)
    , m_editor(editor)
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
    for (int group = 0; group < otherGroup; ++group)
        addGroup(groupTitle(LogField::Group(group)));
    addGroup(tr("Other members of the answer"));
    m_groups[int(LogField::Group::Notes)].rows->addWidget(editor);
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

ValueRow *LogFieldsPanel::next(int id, const QString &title)
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

void LogFieldsPanel::showLog()
{
    for (Group &group : m_groups)
        group.used = 0;
    const QString missing = m_detail == Detail::Loading ? tr("loading…")
        : m_detail == Detail::Failed                    ? tr("not loaded")
                                                        : QString();
    for (const LogField &field : logFields()) {
        if (field.group == LogField::Group::Notes)
            continue;
        ValueRow *row = next(int(field.group), field.title());
        const LogField::Shown shown = field.shown(m_log, *m_time);
        if (shown.hasValue && !shown.text.isEmpty())
            row->setValue(shown.text);
        else
            row->setAbsent(field.inDetailOnly && !shown.hasValue && !missing.isEmpty()
                               ? missing
                               : absentText(shown));
    }
    for (auto it = m_log.unknown.begin(); it != m_log.unknown.end(); ++it)
        next(otherGroup, it.key())->setValue(asText(it.value()));
    m_editor->setLog(m_log, missing);

    for (int i = 0; i < m_groups.size(); ++i) {
        const Group &group = m_groups[i];
        group.widget->setVisible(group.used > 0 || i == int(LogField::Group::Notes));
        for (int unused = group.used; unused < group.values.size(); ++unused)
            group.values[unused]->hide();
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
