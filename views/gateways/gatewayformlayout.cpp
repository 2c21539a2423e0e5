// SPDX-License-Identifier: GPL-3.0-or-later
// The making of GatewayForm's sections and editors.
#include "models/domain/format.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"
#include "views/gateways/gatewayform.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int maxFormWidth = 96 * grid;

GatewayForm::GatewayForm(const GatewayModel *existing, TimeDisplay *time, QWidget *parent)
    : QScrollArea(parent)
    , m_existing(existing)
    , m_time(time)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(3 * grid, 2 * grid, 3 * grid, 2 * grid);
    layout->setSpacing(grid);
    setWidget(page);

    addGeneral();
    addTraffic();
    addLogging();
    addAccess();
    addKept();
    layout->addStretch();

    connect(time, &TimeDisplay::changed, this, &GatewayForm::updateShown);
    connect(existing, &TableModel::stateChanged, this, &GatewayForm::updateProblems);
    setFocusProxy(m_id);
    setNew(false);
    show({});
}

void GatewayForm::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const int spare = std::max(0, viewport()->width() - maxFormWidth);
    widget()->layout()->setContentsMargins(3 * grid, 2 * grid, 3 * grid + spare, 2 * grid);
}

FormSection *GatewayForm::addSection(const QString &title)
{
    auto *section = new FormSection(title);
    widget()->layout()->addWidget(section);
    return section;
}

void GatewayForm::addGeneral()
{
    FormSection *section = addSection(tr("General"));
    addId(section);
    addShown(section, QStringLiteral("created_at"));
    addShown(section, QStringLiteral("modified_at"));
    addShown(section, QStringLiteral("is_default"));
}

void GatewayForm::addTraffic()
{
    constexpr qint64 day = 86'400; // s
    FormSection *caching = addSection(tr("Caching"));
    addNumber(caching, QStringLiteral("cache_ttl"), {0, 365 * day, 60, 300},
              tr("s, 0 turns caching off"));
    addTick(caching, QStringLiteral("cache_invalidate_on_update"),
            tr("Drop what is cached on every save"));

    FormSection *rate = addSection(tr("Rate limiting"));
    addNumber(rate, QStringLiteral("rate_limiting_limit"), {0, 1'000'000'000, 10, 100},
              tr("requests, 0 means no limit"));
    addNumber(rate, QStringLiteral("rate_limiting_interval"), {0, 365 * day, 10, 60}, tr("s"));
    addChoice(rate, QStringLiteral("rate_limiting_technique"), {}, true);

    FormSection *retries = addSection(tr("Retries"));
    addNumber(retries, QStringLiteral("retry_max_attempts"), {1, 5, 1, 3}, tr("in all, 1 to 5"));
    addNumber(retries, QStringLiteral("retry_delay"), {0, 5000, 100, 500},
              tr("ms, 0 to %1").arg(format::count(5000)));
    addChoice(retries, QStringLiteral("retry_backoff"), {}, true);
}

void GatewayForm::addLogging()
{
    constexpr qint64 least = 10'000;
    constexpr qint64 most = 10'000'000;
    FormSection *section = addSection(tr("Logging"));
    addTick(section, QStringLiteral("collect_logs"), tr("Keep requests and responses"));
    addNumber(section, QStringLiteral("log_management"), {least, most, least, 100'000},
              tr("logs, %1 to %2").arg(format::count(least), format::count(most)));
    addChoice(section, QStringLiteral("log_management_strategy"),
              tr("Deleting the oldest keeps every new log. Stopping keeps what is there and loses "
                 "every new log."),
              true);
    addSwitch(section, QStringLiteral("logpush"));
}

void GatewayForm::addAccess()
{
    FormSection *security = addSection(tr("Security"));
    addSwitch(security, QStringLiteral("authentication"),
              tr("When on, callers have to send a token in cf-aig-authorization."));
    FormSection *billing = addSection(tr("Billing"));
    addChoice(billing, QStringLiteral("workers_ai_billing_mode"), {}, false);
    addSwitch(billing, QStringLiteral("zdr"),
              tr("Concerns providers paid through unified billing; logging goes on as set above."));
}

void GatewayForm::addKept()
{
    FormSection *section = addSection(tr("Kept as they are"));
    m_kept = section;
    auto *note = new QLabel(tr("Sent back unchanged when you save."));
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    section->addWidget(note);
    for (const char *key : {"guardrails", "dlp", "spend_limits", "otel", "stripe",
                            "logpush_public_key", "log_classification", "store_id"})
        addShown(section, QString::fromLatin1(key));
}

GatewayForm::Editor &GatewayForm::addEditor(FormSection *section, const QString &key,
                                            QWidget *widget, const QString &note,
                                            const QString &unit)
{
    widget->setObjectName(key);
    widget->setToolTip(gatewayfields::help(key));
    Editor &editor = m_editors[key];
    editor.widget = widget;
    editor.row = section->addField(gatewayfields::label(key), widget, unit, note);
    return editor;
}

void GatewayForm::addId(FormSection *section)
{
    const QString key = QStringLiteral("id");
    m_id = new QLineEdit;
    m_id->setMinimumWidth(36 * grid);
    m_id->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_id, &QLineEdit::textChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, m_id, {});
    editor.read = [this] { return QJsonValue(m_id->text()); };
    editor.show = [this](const QJsonValue &value) { m_id->setText(value.toString()); };
    editor.problem = [this] { return idProblem(); };
}

void GatewayForm::addNumber(FormSection *section, const QString &key, const Range &range,
                            const QString &unit)
{
    auto *box = new OptionalSpinBox;
    box->setRange(range.minimum, range.maximum);
    box->setSingleStep(range.step);
    box->setDefault(range.start);
    box->setNullable(true);
    box->box()->setMinimumWidth(18 * grid);
    connect(box, &OptionalSpinBox::valueChanged, this, [this, key] { onEdited(key); });
    // What is typed and no number in the range yet is signalled by the text alone.
    connect(box->box()->findChild<QLineEdit *>(), &QLineEdit::textEdited, this,
            [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, box, {}, unit);
    editor.read = [box] { return toJson(box->value()); };
    editor.show = [this, box](const QJsonValue &value) {
        Field<qint64> field;
        JsonContext context;
        readJson(value, field, context);
        box->setUnsetText(field.isAbsent() ? absentText() : gatewayfields::notSet());
        box->setValue(field);
    };
    editor.problem = [box, range] {
        return box->box()->isEnabled() && !box->box()->hasAcceptableInput()
            ? tr("%1 to %2").arg(format::count(range.minimum), format::count(range.maximum))
            : QString();
    };
    editor.commit = [box] {
        if (box->box()->isEnabled())
            box->box()->interpretText();
    };
    editor.setReadOnly = [box](bool readOnly) { box->setReadOnly(readOnly); };
}

// Null is a choice of its own, an empty text: OptionalCombo offers it only where it was read.
void GatewayForm::addChoice(FormSection *section, const QString &key, const QString &note,
                            bool nullable)
{
    auto *combo = new OptionalCombo;
    QList<OptionalCombo::Choice> choices;
    if (nullable)
        choices.append({QLatin1String(""), gatewayfields::notSet()});
    for (const gatewayfields::Choice &choice : gatewayfields::choices(key))
        choices.append({choice.value, choice.label});
    combo->setChoices(choices);
    combo->setMinimumWidth(24 * grid);
    connect(combo, &OptionalCombo::valueChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, combo, note);
    editor.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
    editor.read = [combo, nullable] {
        const Field<QString> value = combo->value();
        return nullable && value && value->isEmpty() ? QJsonValue(QJsonValue::Null) : toJson(value);
    };
    editor.show = [this, combo, nullable](const QJsonValue &value) {
        combo->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText());
        if (value.isUndefined())
            combo->setValue({});
        else if (value.isNull())
            combo->setValue(nullable ? Field<QString>(QLatin1String("")) : Field<QString>::null());
        else
            combo->setValue(value.toString());
    };
}

void GatewayForm::addSwitch(FormSection *section, const QString &key, const QString &note)
{
    auto *combo = new TriState;
    combo->setMinimumWidth(24 * grid);
    connect(combo, &OptionalCombo::valueChanged, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, combo, note);
    editor.setReadOnly = [combo](bool readOnly) { combo->setReadOnly(readOnly); };
    editor.read = [combo] { return toJson(combo->state()); };
    editor.show = [this, combo](const QJsonValue &value) {
        combo->setUnsetText(value.isNull() ? gatewayfields::notSet() : absentText());
        Field<bool> field;
        JsonContext context;
        readJson(value, field, context);
        combo->setState(field);
    };
}

void GatewayForm::addTick(FormSection *section, const QString &key, const QString &text,
                          const QString &note)
{
    auto *box = new QCheckBox(text);
    connect(box, &QCheckBox::toggled, this, [this, key] { onEdited(key); });
    Editor &editor = addEditor(section, key, box, note);
    editor.setReadOnly = [box](bool readOnly) { box->setEnabled(!readOnly); };
    editor.read = [box] { return QJsonValue(box->isChecked()); };
    editor.show = [box](const QJsonValue &value) { box->setChecked(value.toBool()); };
}

// What a field reads that nobody has given a value.
QString GatewayForm::absentText() const
{
    return m_isNew ? tr("default") : gatewayfields::notReported();
}

void GatewayForm::addShown(FormSection *section, const QString &key)
{
    auto *value = new QLabel;
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setToolTip(gatewayfields::help(key));
    value->setObjectName(key);
    m_shown.insert(key, value);
    m_shownRows.append(section->addField(gatewayfields::label(key), value));
}

} // namespace gatehouse
