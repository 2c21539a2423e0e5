// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/rateform.h"

#include "views/common/theme.h"
#include "views/routes/choicebox.h"
#include "views/routes/numberedit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <cmath>

namespace gatehouse {

static const QString limitKey = QStringLiteral("limit");
static const QString typeKey = QStringLiteral("limitType");
static const QString windowKey = QStringLiteral("window");
static const QString keyKey = QStringLiteral("key");

static QHBoxLayout *row(QWidget *number, QWidget *choice)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(number);
    layout->addWidget(choice, 1);
    return layout;
}

RateForm::RateForm(QWidget *parent)
    : ElementForm(parent)
    , m_limit(new NumberEdit)
    , m_type(new QComboBox)
    , m_window(new NumberEdit)
    , m_unit(new QComboBox)
    , m_key(makeChoiceBox(tr("Counted for each")))
    , m_sentence(new QLabel)
{
    m_type->addItem(tr("requests"), QStringLiteral("count"));
    m_type->addItem(tr("dollars of cost"), QStringLiteral("cost"));
    constexpr int minute = 60;
    for (const auto &[text, sign, seconds] : {std::tuple(tr("seconds"), tr("s"), 1),
                                              {tr("minutes"), tr("min"), minute},
                                              {tr("hours"), tr("h"), 60 * minute},
                                              {tr("days"), tr("d"), 24 * 60 * minute}}) {
        m_unit->addItem(text, seconds);
        m_unit->setItemData(m_unit->count() - 1, sign, Qt::UserRole + 1);
    }
    for (QComboBox *box : {m_type, m_unit}) {
        box->setMinimumContentsLength(6);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    m_limit->setAccessibleName(tr("Limit"));
    m_type->setAccessibleName(tr("What is counted"));
    m_window->setAccessibleName(tr("Window of time"));
    m_unit->setAccessibleName(tr("Unit of the window"));
    m_window->setStep(1, 1);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);

    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setSpacing(grid);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Let through"), row(m_limit, m_type));
    form->addRow(tr("in every"), row(m_window, m_unit));
    form->addRow(tr("for each"), m_key);
    form->addRow(m_sentence);

    setSuggestions({});
    connect(m_limit, &NumberEdit::edited, this, [this] {
        showSentence();
        Q_EMIT edited(limitKey, m_limit->value());
    });
    connect(m_type, &QComboBox::activated, this, [this] {
        showSentence();
        Q_EMIT edited(typeKey, m_type->currentData().toString(), false);
    });
    const auto windowEdited = [this] {
        showSentence();
        const QJsonValue window = m_window->value();
        Q_EMIT edited(windowKey,
                      window.isDouble() ? QJsonValue(window.toDouble() * unit()) : window);
    };
    connect(m_window, &NumberEdit::edited, this, windowEdited);
    connect(m_unit, &QComboBox::activated, this, windowEdited);
    connect(m_key, &QComboBox::editTextChanged, this, [this](const QString &key) {
        showSentence();
        Q_EMIT edited(keyKey, key);
    });
}

void RateForm::setSuggestions(const RouteSuggestions &suggestions)
{
    setChoices(m_key, suggestions.fieldsOf({QStringLiteral("metadata")}));
}

double RateForm::unit() const
{
    return m_unit->currentData().toDouble();
}

void RateForm::setProperties(const QJsonObject &properties)
{
    const QSignalBlocker typeBlocker(m_type);
    const QSignalBlocker unitBlocker(m_unit);
    m_limit->setValue(properties.value(limitKey));
    const QString type = properties.value(typeKey).toString();
    int index = m_type->findData(type);
    if (index < 0 && !type.isEmpty()) { // one that is not known yet
        m_type->addItem(type, type);
        index = m_type->count() - 1;
    }
    m_type->setCurrentIndex(index);
    const QJsonValue window = properties.value(windowKey);
    if (!window.isDouble()) {
        m_window->setValue(window);
        m_unit->setCurrentIndex(0);
    } else if (window.toDouble() != m_window->value().toDouble(-1) * unit()) {
        int best = m_unit->count() - 1;
        while (best > 0
               && (window.toDouble() == 0
                   || std::fmod(window.toDouble(), m_unit->itemData(best).toDouble()) != 0))
            --best;
        m_unit->setCurrentIndex(best);
        m_window->setValue(window.toDouble() / unit());
    }
    showText(m_key, properties.value(keyKey).toString());
    showSentence();
}

void RateForm::showSentence()
{
    const QString limit = m_limit->text();
    const QString window =
        m_window->text() + u' ' + m_unit->currentData(Qt::UserRole + 1).toString();
    const QString what = m_type->currentData() == QStringLiteral("cost")
        ? tr("$%1 of cost").arg(limit)
        : tr("%1 requests").arg(limit);
    m_sentence->setText(
        tr("Up to %1 in %2 for each value of %3 leave by “success”, what is beyond by “fallback”.")
            .arg(what, window, m_key->currentText()));
}

void RateForm::setReadOnly(bool readOnly)
{
    m_limit->setReadOnly(readOnly);
    m_window->setReadOnly(readOnly);
    for (QComboBox *box : {m_type, m_unit, m_key})
        box->setEnabled(!readOnly);
}

} // namespace gatehouse
