// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/optionaltext.h"

#include "views/common/linesedit.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gatehouse {

OptionalText::OptionalText(Size size, QWidget *parent) : QWidget(parent), m_tick(new QCheckBox)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_tick, 0, size == Size::Lines ? Qt::AlignTop : Qt::AlignVCenter);
    if (size == Size::Line) {
        m_line = new QLineEdit;
        m_line->setMinimumWidth(20 * grid);
        connect(m_line, &QLineEdit::textChanged, this, &OptionalText::valueChanged);
    } else {
        m_lines = new LinesEdit;
        connect(m_lines, &QPlainTextEdit::textChanged, this, &OptionalText::valueChanged);
    }
    layout->addWidget(editor(), 1);
    setFocusProxy(m_tick);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_tick->setToolTip(tr("Whether the field has a value"));
    connect(m_tick, &QCheckBox::toggled, this, [this] {
        updateEditor();
        Q_EMIT valueChanged();
    });
    updateEditor();
}

QWidget *OptionalText::editor() const
{
    return m_line ? static_cast<QWidget *>(m_line) : m_lines;
}

QString OptionalText::text() const
{
    return m_line ? m_line->text() : m_lines->toPlainText();
}

Field<QString> OptionalText::value() const
{
    return m_tick->isChecked() ? Field<QString>(text()) : m_unset;
}

void OptionalText::setValue(const Field<QString> &value)
{
    const Field<QString> before = this->value();
    {
        const QSignalBlocker blocker(this);
        m_tick->setChecked(value.hasValue());
        const QString shown = value.valueOr({});
        if (m_line && m_line->text() != shown)
            m_line->setText(shown);
        else if (m_lines && m_lines->toPlainText() != shown)
            m_lines->setPlainText(shown);
        m_unset = value.isAbsent() ? Field<QString>() : Field<QString>::null();
        updateEditor();
    }
    if (this->value() != before)
        Q_EMIT valueChanged();
}

void OptionalText::setUnsetText(const QString &text)
{
    if (m_line)
        m_line->setPlaceholderText(text);
    else
        m_lines->setPlaceholderText(text);
}

void OptionalText::setReadOnly(bool readOnly)
{
    m_tick->setEnabled(!readOnly);
    if (m_line)
        m_line->setReadOnly(readOnly);
    else
        m_lines->setReadOnly(readOnly);
    setFocusProxy(readOnly ? editor() : m_tick);
}

void OptionalText::updateEditor()
{
    editor()->setEnabled(m_tick->isChecked());
}

bool OptionalText::event(QEvent *event)
{
    if (event->type() == QEvent::Polish || event->type() == QEvent::Show) {
        editor()->setAccessibleName(accessibleName());
        m_tick->setAccessibleName(tr("%1: has a value").arg(accessibleName()));
    }
    return QWidget::event(event);
}

} // namespace gatehouse
