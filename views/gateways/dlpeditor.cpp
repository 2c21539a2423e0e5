// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/dlpeditor.h"

#include "views/common/theme.h"
#include "views/gateways/cardlist.h"
#include "views/gateways/objecteditor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace gatehouse {

static const QString policiesKey = QStringLiteral("policies");
static const QString profilesKey = QStringLiteral("profiles");
static const QString enabledKey = QStringLiteral("enabled");
static const QString actionKey = QStringLiteral("action");
static const QString checkKey = QStringLiteral("check");

static void addActionChoice(ObjectEditor *editor)
{
    editor->addChoice(
        actionKey, DlpEditor::tr("Action"),
        {{QStringLiteral("FLAG"), DlpEditor::tr("Flag")},
         {QStringLiteral("BLOCK"), DlpEditor::tr("Block")}},
        DlpEditor::tr("Flag lets it through and notes it in the log. Block refuses it."));
}

static void addProfiles(ObjectEditor *editor)
{
    editor->addLines(profilesKey, DlpEditor::tr("Profiles"),
                     DlpEditor::tr("Ids of the account's DLP profiles, one a line."));
}

static JsonEditor *makePolicy()
{
    auto *policy = new ObjectEditor;
    policy->addText(QStringLiteral("id"), DlpEditor::tr("Id"), {}, textOf(1, INT_MAX));
    policy->addSwitch(enabledKey, DlpEditor::tr("Enabled"));
    addActionChoice(policy);
    policy->addTicks(checkKey, DlpEditor::tr("Check"),
                     {{QStringLiteral("REQUEST"), DlpEditor::tr("Requests")},
                      {QStringLiteral("RESPONSE"), DlpEditor::tr("Responses")}},
                     [](const QJsonValue &value) {
                         return value.toArray().isEmpty() ? DlpEditor::tr("Tick at least one.")
                                                          : QString();
                     });
    addProfiles(policy);
    return policy;
}

static QJsonObject freshPolicy()
{
    return {{QStringLiteral("id"), QString()},
            {enabledKey, true},
            {actionKey, QStringLiteral("FLAG")},
            {checkKey, QJsonArray{QStringLiteral("REQUEST"), QStringLiteral("RESPONSE")}},
            {profilesKey, QJsonArray()}};
}

QJsonValue DlpEditor::fresh()
{
    return QJsonObject{
        {enabledKey, true}, {actionKey, QStringLiteral("FLAG")}, {profilesKey, QJsonArray()}};
}

DlpEditor::DlpEditor(QWidget *parent)
    : JsonEditor(parent)
    , m_single(new ObjectEditor(ObjectEditor::Place::Form))
    , m_policies(new ObjectEditor(ObjectEditor::Place::Form))
    , m_explanation(new QLabel)
    , m_convert(new QPushButton)
{
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    for (ObjectEditor *editor : {m_single, m_policies}) {
        editor->addSwitch(enabledKey, tr("Enabled"));
        connect(editor, &JsonEditor::changed, this, &DlpEditor::onEdited);
    }
    addActionChoice(m_single);
    addProfiles(m_single);
    m_policies->addPart(policiesKey, tr("Policies"),
                        new CardList({.heading = tr("Policy %1"),
                                      .add = tr("Add policy"),
                                      .most = 0,
                                      .make = makePolicy,
                                      .fresh = [] { return QJsonValue(freshPolicy()); }}));
    connect(m_convert, &QPushButton::clicked, this, &DlpEditor::convert);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_single);
    layout->addWidget(m_policies);
    layout->addWidget(m_explanation);
    layout->addWidget(m_convert, 0, Qt::AlignLeft);
    updateShape();
}

// What is not in the other shape is said, and comes back when the conversion is undone.
static QString lostOf(const QJsonArray &policies)
{
    QStringList names;
    QSet<QString> actions;
    bool disabled = false;
    bool oneSided = false;
    for (const QJsonValue policy : policies) {
        names.append(policy[u"id"].toString());
        actions.insert(policy[actionKey].toString());
        disabled = disabled || !policy[enabledKey].toBool(true);
        oneSided = oneSided || policy[checkKey].toArray().size() == 1;
    }
    QStringList lost;
    if (!names.isEmpty())
        lost.append(DlpEditor::tr("the names %1").arg(names.join(QStringLiteral(", "))));
    if (actions.size() > 1)
        lost.append(DlpEditor::tr("that the actions differ (now all block)"));
    if (oneSided)
        lost.append(DlpEditor::tr("that only requests or only responses are checked"));
    if (disabled)
        lost.append(DlpEditor::tr("that some are disabled"));
    return lost.join(QStringLiteral("; "));
}

static QJsonObject asSingle(const QJsonObject &dlp)
{
    QJsonArray profiles;
    QString action = QStringLiteral("FLAG");
    for (const QJsonValue policy : dlp.value(policiesKey).toArray()) {
        if (policy[actionKey].toString() == QLatin1String("BLOCK"))
            action = QStringLiteral("BLOCK");
        for (const QJsonValue profile : policy[profilesKey].toArray())
            if (!profiles.contains(profile))
                profiles.append(profile);
    }
    QJsonObject single = dlp;
    single.remove(policiesKey);
    single.insert(actionKey, action);
    single.insert(profilesKey, profiles);
    return single;
}

static QJsonObject asPolicies(const QJsonObject &dlp)
{
    QJsonObject policy = freshPolicy();
    policy.insert(QStringLiteral("id"), QStringLiteral("policy-1"));
    policy.insert(actionKey, dlp.value(actionKey));
    policy.insert(profilesKey, dlp.value(profilesKey));
    QJsonObject policies = dlp;
    policies.remove(actionKey);
    policies.remove(profilesKey);
    policies.insert(policiesKey, QJsonArray{policy});
    return policies;
}

void DlpEditor::convert()
{
    const QJsonValue now = shape()->value();
    const bool undoing = !m_beforeConversion.isUndefined();
    m_hasPolicies = !m_hasPolicies;
    if (undoing) {
        shape()->setValue(std::exchange(m_beforeConversion, QJsonValue::Undefined));
        m_lost.clear();
    } else {
        m_beforeConversion = now;
        m_lost = m_hasPolicies ? QString() : lostOf(now[policiesKey].toArray());
        shape()->startWith(m_hasPolicies ? asPolicies(now.toObject()) : asSingle(now.toObject()));
    }
    updateShape();
    onEdited();
}

void DlpEditor::updateShape()
{
    m_single->setVisible(!m_hasPolicies);
    m_policies->setVisible(m_hasPolicies);
    const bool converted = !m_beforeConversion.isUndefined();
    m_convert->setText(converted           ? tr("Undo the conversion")
                           : m_hasPolicies ? tr("Convert to one action")
                                           : tr("Convert to policies"));
    m_convert->setAccessibleName(QStringLiteral("%1: %2").arg(name(), m_convert->text()));
    m_convert->setEnabled(!m_readOnly);
    m_explanation->setText(!m_lost.isEmpty() ? tr("One action cannot say: %1.").arg(m_lost)
                               : m_hasPolicies
                               ? tr("Each policy has an action and profiles of its own.")
                               : tr("One action for everything that the profiles find, in requests "
                                    "and responses."));
}

void DlpEditor::show(const QJsonValue &value)
{
    m_beforeConversion = QJsonValue::Undefined;
    m_lost.clear();
    m_hasPolicies = value[policiesKey].isArray();
    shape()->setValue(value);
    updateShape();
}

QJsonValue DlpEditor::edited(const QJsonValue &) const
{
    return shape()->value();
}

QString DlpEditor::findProblem(bool, bool everything)
{
    return shape()->check(everything);
}

void DlpEditor::applyName()
{
    m_single->setName(name());
    m_policies->setName(name());
    updateShape();
}

void DlpEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_single->setReadOnly(readOnly);
    m_policies->setReadOnly(readOnly);
    updateShape();
}

} // namespace gatehouse
