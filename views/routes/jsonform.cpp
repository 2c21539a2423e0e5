// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/jsonform.h"

#include "models/domain/jsonplaces.h"
#include "views/common/theme.h"
#include "views/routes/jsonedit.h"

#include <QJsonDocument>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gatehouse {

ParsedObject parseObject(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    QJsonParseError error{};
    const QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return {{}, {{JsonPlaces::lineAndColumn(bytes, error.offset).first, error.errorString()}}};
    if (!json.isObject())
        return {{}, {{1, JsonForm::tr("Expected an object: { … }")}}};
    return {json.object(), {}};
}

JsonForm::JsonForm(QWidget *parent)
    : ElementForm(parent)
    , m_text(new JsonEdit(tr("Properties as JSON")))
    , m_note(new QLabel)
{
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    m_note->hide();
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonForm::onTextChanged);
}

void JsonForm::setProperties(const QJsonObject &properties)
{
    if (properties == m_properties && m_text->hasFocus())
        return; // the person is typing
    m_properties = properties;
    const QSignalBlocker blocker(m_text);
    m_text->setPlainText(QString::fromUtf8(QJsonDocument(properties).toJson()));
    m_text->setErrors({});
    m_note->hide();
}

void JsonForm::setReadOnly(bool readOnly)
{
    m_text->setReadOnly(readOnly);
}

void JsonForm::onTextChanged()
{
    const ParsedObject parsed = parseObject(m_text->toPlainText());
    m_text->setErrors(parsed.errors);
    m_note->setVisible(!parsed.errors.isEmpty());
    if (!parsed.errors.isEmpty()) {
        m_note->setText(tr("Line %1: %2")
                            .arg(QString::number(parsed.errors.firstKey()), parsed.errors.first()));
        return;
    }
    if (parsed.object == m_properties)
        return;
    m_properties = parsed.object;
    Q_EMIT replaced(parsed.object);
}

} // namespace gatehouse
