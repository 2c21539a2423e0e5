// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/fieldrow.h"

#include "views/common/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPainter>

namespace gatehouse {

static constexpr int frameWidth = 2; // around the editor, when its value is wrong

FieldRow::FieldRow(QWidget *editor, const QString &unit, const QString &help, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_note(new QLabel)
    , m_help(help)
{
    setFocusProxy(editor);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(frameWidth, 0, 0, 0);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(frameWidth, frameWidth, frameWidth, frameWidth);
    line->setSpacing(grid);
    line->addWidget(editor);
    if (!unit.isEmpty()) {
        auto *label = new QLabel(unit);
        label->setTextFormat(Qt::PlainText);
        line->addWidget(label);
    }
    if (editor->sizePolicy().horizontalPolicy() != QSizePolicy::Expanding)
        line->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_note);
    updateNote();
}

void FieldRow::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    updateNote();
}

void FieldRow::setHelp(const QString &help)
{
    m_help = help;
    updateNote();
}

void FieldRow::updateNote()
{
    const QString text = m_error.isEmpty() ? m_help : m_error;
    QPalette colors;
    colors.setColor(QPalette::WindowText,
                    Theme::color(m_error.isEmpty() ? Semantic::Muted : Semantic::Error, palette()));
    m_note->setPalette(colors);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_editor->setAccessibleDescription(text);
    for (QWidget *part : m_editor->findChildren<QWidget *>())
        if (part->focusPolicy() != Qt::NoFocus)
            part->setAccessibleDescription(text);
    update();
}

void FieldRow::paintEvent(QPaintEvent *)
{
    if (m_error.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::color(Semantic::Error, palette()), 1.5));
    constexpr qreal outset = frameWidth - 0.75;
    painter.drawRoundedRect(QRectF(m_editor->geometry()).adjusted(-outset, -outset, outset, outset),
                            3, 3);
}

void FieldRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateNote();
}

FormSection::FormSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout)
{
    setAccessibleName(title);
    auto *heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText);
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.1);
    heading->setFont(font);

    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(2 * grid);
    m_layout->setVerticalSpacing(grid);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * grid);
    layout->setSpacing(grid);
    layout->addWidget(heading);
    layout->addLayout(m_layout);
}

FieldRow *FormSection::addField(const QString &text, QWidget *editor, const QString &unit,
                                const QString &help)
{
    auto *row = new FieldRow(editor, unit, help);
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(editor);
    label->setMinimumWidth(20 * grid);
    label->setContentsMargins(0, frameWidth, 0, 0);
    editor->setAccessibleName(unit.isEmpty() ? text : tr("%1 in %2").arg(text, unit));
    m_layout->addRow(label, row);
    return row;
}

void FormSection::setRowVisible(FieldRow *row, bool visible)
{
    m_layout->setRowVisible(row, visible);
}

void FormSection::wrapLongRows()
{
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
}

void FormSection::addWidget(QWidget *widget)
{
    m_layout->addRow(widget);
}

} // namespace gatehouse
