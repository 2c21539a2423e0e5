// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/numberedit.h"

#include "views/common/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>

namespace gatehouse {

static QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (value.isString())
        return value.toString();
    if (value.isUndefined())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1).chopped(1));
}

NumberEdit::NumberEdit(QWidget *parent) : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight);
    setFont(Theme::tabularFont());
    setMaximumWidth(11 * grid);
    connect(this, &QLineEdit::textChanged, this, &NumberEdit::mark);
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (!value().isDouble() && !text().isEmpty())
            return;
        m_value = value();
        Q_EMIT edited();
    });
}

void NumberEdit::setValue(const QJsonValue &value)
{
    m_value = value;
    if (value != this->value() || !hasFocus()) // “1e3” stays while it is typed
        setText(textOf(value));
}

void NumberEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (!text().isEmpty() && !value().isDouble())
        setText(textOf(m_value));
}

void NumberEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        mark();
}

void NumberEdit::mark()
{
    QPalette colors;
    if (!text().isEmpty() && !value().isDouble())
        colors.setColor(QPalette::Text, Theme::color(Semantic::Error, colors));
    setPalette(colors);
    setToolTip(text().isEmpty() || value().isDouble() ? QString() : tr("This is not a number"));
}

QJsonValue NumberEdit::value() const
{
    bool isNumber = false;
    const double number = text().trimmed().toDouble(&isNumber); // as JSON writes it
    return isNumber && qIsFinite(number) ? QJsonValue(number) : QJsonValue::Undefined;
}

void NumberEdit::setStep(double step, double least)
{
    m_step = step;
    m_least = least;
}

void NumberEdit::keyPressEvent(QKeyEvent *event)
{
    const bool up = event->key() == Qt::Key_Up;
    if ((!up && event->key() != Qt::Key_Down) || isReadOnly())
        return QLineEdit::keyPressEvent(event);
    const double next = value().toDouble() + (up ? m_step : -m_step);
    setText(textOf(std::max(next, m_least)));
    m_value = value();
    Q_EMIT edited();
}

} // namespace gatehouse
