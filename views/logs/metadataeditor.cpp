// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/metadataeditor.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/writeguard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

using Type = MetadataEntry::Type;

MetadataEditor::MetadataEditor(WriteGuard *writes, QWidget *parent)
    : QWidget(parent)
    , m_writes(writes)
    , m_list(new QVBoxLayout)
    , m_note(new QLabel)
    , m_problem(new QLabel)
    , m_add(new QPushButton(icon(Icon::Add), tr("Add entry")))
    , m_save(new QPushButton(tr("Save metadata")))
    , m_revert(new QPushButton(tr("Revert")))
{
    setAccessibleName(tr("Metadata"));
    for (QLabel *label : {m_note, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    m_list->setSpacing(grid / 2);
    layout->addLayout(m_list);
    layout->addWidget(m_note);
    layout->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    for (QPushButton *button : {m_add, m_save, m_revert})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);
    m_writes->add(m_add);
    m_writes->add(m_save);
    connect(m_writes, &WriteGuard::changed, this, &MetadataEditor::updateGuarded);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.constLast().key->setFocus();
        check();
    });
    connect(m_save, &QPushButton::clicked, this, &MetadataEditor::save);
    connect(m_revert, &QPushButton::clicked, this, [this] { showEntries(m_original); });
    check();
}

void MetadataEditor::setValue(const Field<QJsonObject> &metadata, const QString &unread)
{
    m_isKnown = !metadata.isAbsent() || unread.isEmpty();
    m_original = metadataEntries(metadata.valueOr({}));
    m_note->setText(!m_isKnown ? unread : m_original.isEmpty() ? tr("no entries") : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    showEntries(m_original);
}

void MetadataEditor::setEdited(const QJsonObject &metadata)
{
    showEntries(metadataEntries(metadata));
}

void MetadataEditor::clearRows()
{
    for (const Row &row : std::exchange(m_rows, {})) {
        row.widget->hide();
        row.widget->deleteLater();
    }
}

void MetadataEditor::showEntries(const QList<MetadataEntry> &entries)
{
    if (entries == this->entries() && !entries.isEmpty())
        return check();
    clearRows();
    for (const MetadataEntry &entry : entries)
        addRow(entry);
    check();
}

void MetadataEditor::addRow(const MetadataEntry &entry)
{
    Row row{new QWidget,   new QLineEdit(entry.key), new QComboBox, new QLineEdit,
            new QComboBox, new QToolButton};
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(row.key, 2);
    layout->addWidget(row.type);
    layout->addWidget(row.text, 3);
    layout->addWidget(row.choice, 3);
    layout->addWidget(row.remove);
    row.key->setPlaceholderText(tr("key"));
    row.text->setPlaceholderText(tr("value"));
    row.type->addItems({tr("Text"), tr("Number"), tr("Yes/no")});
    row.type->setCurrentIndex(int(entry.type));
    row.choice->addItems({QStringLiteral("false"), QStringLiteral("true")});
    row.choice->setCurrentIndex(entry.text == u"true");
    row.text->setText(entry.text);
    for (QLineEdit *edit : {row.key, row.text}) {
        edit->setCursorPosition(0);
        edit->setMinimumWidth(6 * grid);
    }
    row.remove->setIcon(icon(Icon::Delete));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::TabFocus);
    connect(row.key, &QLineEdit::textChanged, this, &MetadataEditor::check);
    connect(row.text, &QLineEdit::textChanged, this, &MetadataEditor::check);
    for (QLineEdit *edit : {row.key, row.text})
        connect(edit, &QLineEdit::returnPressed, this, &MetadataEditor::save);
    connect(row.choice, &QComboBox::currentIndexChanged, this, &MetadataEditor::check);
    connect(row.type, &QComboBox::currentIndexChanged, this, &MetadataEditor::check);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                     [&](const Row &one) { return one.widget == widget; });
        it->widget->hide();
        it->widget->deleteLater();
        m_rows.erase(it);
        check();
    });
    m_list->addWidget(row.widget);
    row.widget->show(); // at once, or it could not take the focus
    m_writes->add(row.remove);
    m_rows.append(row);
    updateGuarded();
}

// A screen reader says of which entry a control is.
void MetadataEditor::nameRow(const Row &row)
{
    const QString key = row.key->text();
    row.key->setAccessibleName(tr("Key %1").arg(key));
    row.type->setAccessibleName(tr("Type of %1").arg(key));
    row.text->setAccessibleName(key.isEmpty() ? tr("Value") : key);
    row.choice->setAccessibleName(row.text->accessibleName());
    row.remove->setAccessibleName(tr("Remove %1").arg(key));
}

void MetadataEditor::showType(const Row &row)
{
    const bool isBoolean = Type(row.type->currentIndex()) == Type::Boolean;
    row.text->setVisible(!isBoolean);
    row.choice->setVisible(isBoolean);
}

QList<MetadataEntry> MetadataEditor::entries() const
{
    QList<MetadataEntry> entries;
    for (const Row &row : m_rows) {
        const auto type = Type(row.type->currentIndex());
        entries.append({row.key->text(), type,
                        type == Type::Boolean ? row.choice->currentText() : row.text->text()});
    }
    return entries;
}

bool MetadataEditor::isDirty() const
{
    return m_isKnown && entries() != m_original;
}

void MetadataEditor::check()
{
    for (const Row &row : m_rows) {
        showType(row);
        nameRow(row);
    }
    const auto metadata = metadataOf(entries());
    m_problem->setText(metadata || !isDirty() ? QString() : metadata.error().message);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_writes->setEnabled(m_add, m_isKnown && m_rows.size() < LogAnnotations::maxMetadata);
    m_writes->setEnabled(m_save, isDirty() && metadata);
    m_save->setVisible(isDirty());
    m_revert->setVisible(isDirty());
}

void MetadataEditor::updateGuarded()
{
    const bool mayWrite = m_writes->mayWrite();
    const QString reason = format::toolTip(m_writes->reason());
    for (const Row &row : m_rows) {
        row.key->setReadOnly(!mayWrite);
        row.text->setReadOnly(!mayWrite);
        row.type->setEnabled(mayWrite);
        row.choice->setEnabled(mayWrite);
        for (QWidget *part : {static_cast<QWidget *>(row.key), static_cast<QWidget *>(row.text),
                              static_cast<QWidget *>(row.type), static_cast<QWidget *>(row.choice)})
            part->setToolTip(reason);
        if (mayWrite)
            row.remove->setToolTip(tr("Remove this entry"));
    }
}

void MetadataEditor::save()
{
    if (!m_save->isEnabled())
        return;
    if (const auto metadata = metadataOf(entries()))
        Q_EMIT saveRequested(*metadata);
}

} // namespace gatehouse
