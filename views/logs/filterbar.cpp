// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/filterbar.h"

#include "views/common/flowlayout.h"
#include "views/common/icons.h"
#include "views/logs/filterchips.h"
#include "views/logs/filtercompleter.h"
#include "views/logs/timerangeedit.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <array>

namespace gatehouse {

static const QString success = QStringLiteral("success");
static const QString cached = QStringLiteral("cached");
static const QString provider = QStringLiteral("provider");
static const QString model = QStringLiteral("model");

LogFilterBar::LogFilterBar(TimeDisplay *time, QWidget *parent)
    : QWidget(parent)
    , m_text(new FilterEdit)
    , m_time(new TimeRangeEdit(time))
    , m_success(
          makeChoice(success, tr("Success"), {tr("Any result"), tr("Succeeded"), tr("Failed")}))
    , m_cached(makeChoice(cached, tr("Cached"), {tr("Any cache"), tr("Cached"), tr("Not cached")}))
    , m_provider(makeNameEdit(provider, tr("Provider"), tr("Any provider")))
    , m_model(makeNameEdit(model, tr("Model"), tr("Any model")))
    , m_clear(new QToolButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    auto *textRow = new QHBoxLayout;
    textRow->setSpacing(grid / 2);
    textRow->addWidget(m_text, 1);
    layout->addLayout(textRow);
    m_text->setAccessibleName(tr("Filter"));

    auto *controls = new QWidget;
    m_flow = new FlowLayout(grid, grid, controls);
    m_clear->setIcon(icon(Icon::Close));
    m_clear->setText(tr("Clear filter"));
    m_clear->setAccessibleName(m_clear->text());
    m_clear->setToolTip(tr("Show all logs of the gateway"));
    m_clear->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    m_clear->setMinimumHeight(m_success->sizeHint().height());
    for (QWidget *control : std::initializer_list<QWidget *>{m_time, m_success, m_cached,
                                                             m_provider, m_model, m_clear})
        m_flow->addWidget(control);
    m_chips = new FilterChips(m_flow, this);
    layout->addWidget(controls);

    setFocusProxy(m_text);
    connect(m_text, &FilterEdit::queryTyped, this,
            [this](const LogQuery &query) { apply(query, true); });
    connect(m_time, &TimeRangeEdit::edited, this, [this] {
        LogQuery query = m_query;
        m_time->writeTo(query);
        apply(query);
    });
    connect(m_chips, &FilterChips::filtersRemoved, this, [this](const QList<LogFilter> &filters) {
        LogQuery query = m_query;
        for (const LogFilter &filter : filters)
            query.filters.removeOne(filter);
        apply(query);
    });
    connect(m_chips, &FilterChips::searchRemoved, this, [this] {
        LogQuery query = m_query;
        query.search.clear();
        apply(query);
    });
    connect(m_clear, &QToolButton::clicked, this, &LogFilterBar::clear);
    showQuery();
}

LogFilterBar::LogFilterBar(TimeDisplay *time, QueryUse use, QWidget *parent)
    : LogFilterBar(time, parent)
{
    m_use = use;
    m_text->setUse(use);
}

QComboBox *LogFilterBar::makeChoice(const QString &key, const QString &name,
                                    const QStringList &titles)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->addItem(titles[0], QJsonValue(QJsonValue::Null));
    combo->addItem(titles[1], QJsonValue(true));
    combo->addItem(titles[2], QJsonValue(false));
    connect(combo, &QComboBox::activated, this, [this, combo, key](int index) {
        LogQuery query = m_query;
        query.set(key, FilterOperator::Eq, combo->itemData(index).toJsonValue());
        apply(query);
    });
    return combo;
}

QComboBox *LogFilterBar::makeNameEdit(const QString &key, const QString &name, const QString &any)
{
    auto *combo = new QComboBox;
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setAccessibleName(name);
    combo->setToolTip(tr("%1: one, or several with commas between").arg(name));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(9);
    combo->lineEdit()->setPlaceholderText(any);
    combo->lineEdit()->setAccessibleName(name);
    combo->view()->setAccessibleName(name);
    combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    combo->completer()->setFilterMode(Qt::MatchContains);
    combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(combo, &QComboBox::activated, this, [this, combo, key](int index) {
        onNameEdited(combo, key, combo->itemData(index).toString());
    });
    connect(combo->lineEdit(), &QLineEdit::editingFinished, this,
            [this, combo, key] { onNameEdited(combo, key, combo->currentText()); });
    combo->addItem(any, QString());
    combo->setCurrentIndex(-1);
    return combo;
}

LogFilterBar::~LogFilterBar()
{
    // A field that has the focus says while it goes that its editing is finished.
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        edit->disconnect(this);
}

static QString namesOf(const LogQuery &query, const QString &key)
{
    QStringList names;
    if (const LogFilter *filter = query.find(key, FilterOperator::Eq))
        for (const auto &value : filter->value)
            names.append(value.toString());
    return names.join(QStringLiteral(", "));
}

void LogFilterBar::onNameEdited(QComboBox *combo, const QString &key, const QString &text)
{
    if (text == namesOf(m_query, key)) {
        const QSignalBlocker blocker(combo);
        combo->setEditText(text); // “Any …” was chosen again
        return;
    }
    QJsonArray names;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts))
        if (!name.trimmed().isEmpty())
            names.append(name.trimmed());
    LogQuery query = m_query;
    query.set(key, FilterOperator::Eq, names);
    apply(query);
}

void LogFilterBar::setQuery(const LogQuery &query)
{
    m_query = query;
    m_query.orderBy = LogOrder::CreatedAt;
    m_query.ascending = false;
    showQuery();
}

void LogFilterBar::clear()
{
    apply({});
}

void LogFilterBar::apply(const LogQuery &query, bool byText)
{
    LogQuery taken = query;
    if (m_use == QueryUse::Dataset) {
        taken.filters = query.filtersAt(QDateTime::currentDateTimeUtc());
        taken.last.reset();
    }
    const bool changed = taken != m_query;
    m_query = taken;
    showQuery();
    if (changed || byText)
        Q_EMIT queryChanged();
}

static bool showsChoice(const LogFilter &filter)
{
    return (filter.key == success || filter.key == cached)
        && filter.op == OpenEnum(FilterOperator::Eq) && filter.value.size() == 1
        && filter.value.first().isBool();
}

static bool showsNames(const LogQuery &query, const LogFilter &filter)
{
    return (filter.key == provider || filter.key == model)
        && &filter == query.find(filter.key, FilterOperator::Eq);
}

void LogFilterBar::showQuery()
{
    m_text->showQuery(m_query);
    m_time->showQuery(m_query);
    for (const auto &[combo, key] : {std::pair(m_success, success), std::pair(m_cached, cached)}) {
        const LogFilter *filter = m_query.find(key, FilterOperator::Eq);
        combo->setCurrentIndex(!filter || !showsChoice(*filter)     ? 0
                                   : filter->value.first().toBool() ? 1
                                                                    : 2);
    }
    for (const auto &[combo, key] : {std::pair(m_provider, provider), std::pair(m_model, model)}) {
        const QSignalBlocker blocker(combo);
        combo->setCurrentIndex(-1);
        combo->setEditText(namesOf(m_query, key));
        combo->lineEdit()->setCursorPosition(0);
    }
    m_chips->showQuery(m_query, [this](const LogFilter &filter) {
        return showsChoice(filter) || showsNames(m_query, filter)
            || TimeRangeEdit::shows(m_query, filter);
    });
    m_flow->removeWidget(m_clear);
    m_flow->addWidget(m_clear); // after the chips
    m_clear->setVisible(m_query.isFiltered());
    fitControls();
}

void LogFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitControls();
}

// In a narrow view, what says “any” makes room for the chips: two rows, as far as that goes.
void LogFilterBar::fitControls()
{
    const std::array combos{m_cached, m_provider, m_model, m_success}; // the least missed first
    QList<const QWidget *> shown;
    for (int i = 0; i < m_flow->count(); ++i) {
        const QWidget *widget = m_flow->itemAt(i)->widget();
        const bool isCombo = std::find(combos.begin(), combos.end(), widget) != combos.end();
        // What is new is hidden, too, until the layout shows it.
        if (isCombo || !widget->isHidden()
            || !widget->testAttribute(Qt::WA_WState_ExplicitShowHide))
            shown.append(widget);
    }
    const int width = contentsRect().width() - 2 * grid;
    for (const QComboBox *combo : combos) {
        const bool isAny =
            combo->isEditable() ? combo->currentText().isEmpty() : combo->currentIndex() == 0;
        if (isAny && !combo->hasFocus() && m_flow->rowsOf(shown, width) > 2)
            shown.removeOne(combo);
    }
    for (QComboBox *combo : combos)
        if (const bool fits = shown.contains(combo); fits == combo->isHidden())
            combo->setVisible(fits); // which resizes this, and then changes nothing
}

void LogFilterBar::addButton(QToolButton *button)
{
    static_cast<QBoxLayout *>(layout()->itemAt(0)->layout())->addWidget(button);
}

void LogFilterBar::addSeen(const QString &providerName, const QString &modelName)
{
    const auto add = [this](QSet<QString> &seen, const QString &name, QComboBox *combo,
                            const QString &key) {
        if (name.isEmpty() || seen.contains(name))
            return;
        seen.insert(name);
        QStringList names(seen.cbegin(), seen.cend());
        names.sort(Qt::CaseInsensitive);
        const QSignalBlocker blocker(combo);
        const QString text = combo->currentText(); // inserting may not change what is typed
        combo->insertItem(int(names.indexOf(name)) + 1, name, name);
        combo->setCurrentIndex(-1);
        combo->setEditText(text);
        m_text->filterCompleter()->setValues(key, names);
    };
    add(m_seenProviders, providerName, m_provider, provider);
    add(m_seenModels, modelName, m_model, model);
}

} // namespace gatehouse
