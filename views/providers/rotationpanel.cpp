// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/rotationpanel.h"

#include "models/domain/format.h"
#include "views/common/dialogs.h"
#include "views/common/fieldrow.h"
#include "views/common/flowlayout.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/secretfield.h"
#include "views/common/singleclick.h"
#include "views/common/theme.h"
#include "views/common/writeguard.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse {

using Step = KeyRotation::Step;

static const QString errorKey = QStringLiteral("rotation");
static const QString secretMessage = QStringLiteral("secret");
static const QString countKey = QStringLiteral("count");

RotationPanel::RotationPanel(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                             const GatewayId &gateway, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_dialogs(dialogs)
    , m_rotation(models->connection()->providerConfigs(), models->connection()->logs(), drafts,
                 KeyRotation::keyOf(models->connection()->identity(), gateway))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_newKey(new FormSection(tr("New key")))
    , m_alias(new QLineEdit)
    , m_secret(new SecretField)
    , m_watched(makePlainLabel())
    , m_close(new QPushButton(tr("Back to the list")))
    , m_stop(new QPushButton(tr("Forget the rotation")))
    , m_undo(new QPushButton)
    , m_look(new QPushButton(tr("Look now")))
    , m_next(new QPushButton)
{
    setAccessibleName(tr("Rotation of a key"));
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(3 * grid, 2 * grid, 3 * grid, 2 * grid);
    rows->setSpacing(grid);
    m_title->setWordWrap(true);
    m_title->setMinimumWidth(1); // a name without spaces does not widen the window
    rows->addWidget(m_title);
    for (int i = 0; i < 4; ++i) {
        m_steps.append(makePlainLabel());
        m_steps.last()->setWordWrap(true);
        rows->addWidget(m_steps.last());
    }
    rows->addSpacing(grid);
    m_aliasRow = m_newKey->addField(tr("Alias of the new key"), m_alias, {},
                                    tr("The old key keeps its own until it is retired."));
    m_secret->setPlaceholder(tr("the provider's API key"));
    m_newKey->wrapLongRows();
    m_secretRow = m_newKey->addField(tr("Secret of the new key"), m_secret);
    rows->addWidget(m_newKey);
    m_watched->setWordWrap(true);
    m_watched->setAccessibleName(tr("Calls since the switch"));
    rows->addWidget(m_watched);
    rows->addStretch();

    auto *footer = new FlowLayout(grid, grid); // their names are long
    footer->setContentsMargins(3 * grid, grid, 3 * grid, grid);
    m_close->setToolTip(tr("The rotation can be gone on with later (Esc)"));
    m_stop->setToolTip(tr("Nothing on the service changes"));
    for (QPushButton *button : {m_stop, m_close, m_undo, m_look, m_next}) {
        footer->addWidget(button);
        ignoreDoubleClicks(button); // each step puts others in their places
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(page, 1);
    layout->addLayout(footer);

    m_writes->add(m_undo);
    m_writes->add(m_next);
    m_poll.setInterval(watchMs);
    connect(&m_poll, &QTimer::timeout, this, &RotationPanel::watch);
    connect(&m_rotation, &KeyRotation::changed, this, &RotationPanel::showState);
    connect(&m_rotation, &KeyRotation::failed, this, [this](const ApiError &error) {
        m_messages->showError(errorKey, error);
        // It is gone from its field by then.
        if (m_rotation.step() == Step::Add && error.kind != ApiError::Kind::Cancelled)
            m_messages->showInfo(secretMessage,
                                 tr("The secret has to be typed again: it is not kept."));
        Q_EMIT changed();
    });
    connect(&m_rotation, &KeyRotation::notCounted, this, [this](const ApiError &error) {
        m_messages->showError(countKey, error, [this] { watch(); });
    });
    connect(m_alias, &QLineEdit::textEdited, this, &RotationPanel::showState);
    connect(m_secret, &SecretField::valueChanged, this, &RotationPanel::showState);
    connect(m_writes, &WriteGuard::changed, this, &RotationPanel::showState);
    connect(m_close, &QPushButton::clicked, this, &RotationPanel::closeRequested);
    connect(m_stop, &QPushButton::clicked, this, &RotationPanel::forget);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        m_messages->clear(errorKey);
        m_rotation.undo();
    });
    connect(m_look, &QPushButton::clicked, this, &RotationPanel::watch);
    connect(m_next, &QPushButton::clicked, this, &RotationPanel::goOn);
    showState();
}

void RotationPanel::goOn()
{
    m_messages->clear(errorKey);
    m_messages->clear(secretMessage);
    const QString secret = m_secret->value();
    m_secret->setValue({});
    switch (m_rotation.step()) {
    case Step::Add:
        return m_rotation.add(m_alias->text().trimmed(), secret);
    case Step::MakeDefault:
        return m_rotation.makeDefault();
    case Step::Watch:
        if (!m_rotation.isSwitch())
            return askToRetire();
        m_rotation.abandon(); // both stay
        return Q_EMIT finished();
    case Step::Restore:
        return m_rotation.restore(secret);
    case Step::None:
        if (!m_rotation.resume())
            Q_EMIT finished();
        return;
    case Step::Done:
        Q_EMIT finished();
    }
}

// An entry that was taken out is known here only.
void RotationPanel::forget()
{
    const auto forget = [this] {
        m_rotation.abandon();
        Q_EMIT finished();
    };
    if (!m_rotation.isMoving())
        return forget();
    const ProviderConfig &lost = m_rotation.lost();
    Confirmation question;
    question.title = tr("Forget the rotation?");
    question.losses = {(m_rotation.step() == Step::Restore ? tr("“%1” of %2 is not there.")
                                                           : tr("“%1” of %2 may not be there."))
                           .arg(lost.alias, lost.providerSlug),
                       tr("With the rotation, the id of its secret is forgotten: it can then only "
                          "be added again with the secret itself.")};
    question.connectionName = m_models->connection()->name();
    question.profileColor = QColor(m_models->connection()->profile().color);
    question.actionLabel = tr("Forget");
    m_dialogs->confirm(question, this, [self = QPointer(this), forget](bool confirmed) {
        if (self && confirmed)
            forget();
    });
}

static QString share(const KeyRotation::Counts &counts)
{
    if (!counts.requests)
        return RotationPanel::tr("no calls");
    const double percent = 100.0 * double(counts.failures) / double(counts.requests);
    return RotationPanel::tr("%1 calls, %2 failed (%3 %)")
        .arg(format::count(counts.requests), format::count(counts.failures),
             QLocale().toString(percent, 'f', 1));
}

void RotationPanel::askToRetire()
{
    const ProviderConfig &old = m_rotation.old();
    Connection *connection = m_models->connection();
    Confirmation question;
    question.title = tr("Retire the key “%1” of %2?").arg(old.alias, old.providerSlug);
    question.losses = {tr("Callers that name this alias get errors from now on."),
                       tr("This is the step that cannot be undone: the key cannot be read back.")};
    if (const auto &counts = m_rotation.watched())
        question.losses.prepend(
            tr("Calls of %1 since the switch: %2.").arg(old.providerSlug, share(counts->since)));
    question.from = tr("gateway %1 of account %2")
                        .arg(old.gateway.value, connection->client()->endpoint().account);
    question.connectionName = connection->name();
    question.profileColor = QColor(connection->profile().color);
    question.typedName = old.alias;
    question.actionLabel = tr("Retire key");
    m_dialogs->confirm(question, this, [self = QPointer(this)](bool confirmed) {
        if (self && confirmed)
            self->m_rotation.retire();
    });
}

void RotationPanel::watch()
{
    if (isVisible())
        m_rotation.watch();
}

void RotationPanel::showState()
{
    const Step step = m_rotation.step();
    const ProviderConfig &old = m_rotation.old();
    if (m_rotation.isRunning() && isAncestorOf(window()->focusWidget()))
        setFocus(); // until a button can have it again
    const bool isSwitch = m_rotation.isSwitch();
    m_title->setText((isSwitch ? tr("“%1” as the default key of %2 in %3")
                               : tr("Rotation of the key “%1” of %2 in %3"))
                         .arg(isSwitch ? m_rotation.fresh().alias : old.alias, old.providerSlug,
                              old.gateway.value));
    showSteps();
    showFields();
    showWatched();
    m_undo->setText(isSwitch ? tr("Make “%1” the default again").arg(old.alias)
                        : step == Step::Watch && old.isDefault
                        ? tr("Make the old key the default again")
                        : tr("Remove the new key"));
    m_undo->setVisible((step == Step::MakeDefault && !isSwitch) || step == Step::Watch);
    m_look->setVisible(step == Step::Watch);
    m_stop->setText(isSwitch && !m_rotation.isMoving() ? tr("Leave it as it is")
                                                       : tr("Forget the rotation"));
    m_stop->setVisible(step != Step::Done && !(isSwitch && step == Step::Watch));
    m_close->setVisible(step != Step::Done); // which is what goes on, then
    m_next->setText(step == Step::Add               ? tr("Add the new key")
                        : step == Step::MakeDefault ? tr("Make it the default")
                        : step == Step::Watch
                        ? isSwitch ? tr("Keep it so") : tr("Retire the old key…")
                        : step == Step::Restore ? tr("Add it again")
                        : step == Step::None    ? tr("Try again")
                                                : tr("Close"));
    m_writes->setEnabled(m_next, !m_rotation.isRunning() && isFilled());
    m_writes->setEnabled(m_undo, m_rotation.canUndo());
    m_alias->setEnabled(!m_rotation.isRunning());
    m_secret->setEnabled(!m_rotation.isRunning());
    if (step == Step::Watch && isVisible()) {
        if (!m_poll.isActive()) {
            m_poll.start();
            watch();
        }
    } else {
        m_poll.stop();
    }
    passFocusOn();
    Q_EMIT changed();
}

// To what the step needs first.
void RotationPanel::passFocusOn()
{
    if (window()->focusWidget() != this || m_rotation.isRunning())
        return;
    if (m_rotation.step() == Step::Add)
        m_secret->setFocus();
    else
        m_next->setFocus();
}

// Empty ones are not for this rotation.
QStringList RotationPanel::stepTexts() const
{
    const ProviderConfig &old = m_rotation.old();
    const QString watch =
        tr("Watch the calls of %1 since then, and how many of them fail.").arg(old.providerSlug);
    if (m_rotation.isSwitch())
        return {{},
                tr("Make “%1” the default. The service has no way to change that, so its entry is "
                   "taken out and added again with the stored secret: callers that name it get "
                   "errors for that moment.")
                    .arg(m_rotation.fresh().alias),
                m_rotation.hasOld() ? watch : QString(),
                {}};
    const QString fresh = m_rotation.fresh().alias.isEmpty()
        ? tr("the new key")
        : tr("“%1”").arg(m_rotation.fresh().alias);
    return {tr("Add the new key under an alias of its own. Nobody uses it yet."),
            old.isDefault
                ? tr("Make %1 the default. The service has no way to change that, so its "
                     "entry is taken out and added again with the stored secret; "
                     "meanwhile “%2” stays the default.")
                      .arg(fresh, old.alias)
                : tr("Let callers name %1 in place of “%2”: the old key is not a default.")
                      .arg(fresh, old.alias),
            watch, tr("Retire “%1”. This alone cannot be undone.").arg(old.alias)};
}

void RotationPanel::showSteps()
{
    const Step step = m_rotation.step();
    const int at = step == Step::None                        ? -1
        : step == Step::Add                                  ? 0
        : step == Step::MakeDefault || step == Step::Restore ? 1
        : step == Step::Watch                                ? 2
                                                             : 4;
    const QStringList texts = stepTexts();
    int number = 0;
    for (int i = 0; i < 4; ++i) {
        m_steps.at(i)->setVisible(!texts.at(i).isEmpty());
        if (texts.at(i).isEmpty())
            continue;
        const QString mark = i < at ? tr("done") : i == at ? tr("now") : tr("later");
        m_steps.at(i)->setText(tr("%1. %2 (%3)").arg(++number).arg(texts.at(i), mark));
        QFont font = m_steps.at(i)->font();
        font.setWeight(i == at ? QFont::DemiBold : QFont::Normal);
        m_steps.at(i)->setFont(font);
    }
}

// An entry that is added again has its secret in the store, unless that has gone with it.
void RotationPanel::showFields()
{
    const bool adding = m_rotation.step() == Step::Add;
    m_newKey->setVisible(adding || m_rotation.step() == Step::Restore);
    m_newKey->setRowVisible(m_aliasRow, adding);
    m_secretRow->setHelp(adding ? tr("It is sent once and kept nowhere here.")
                                : tr("Of “%1”, if the service says that the stored one is gone; "
                                     "empty: the stored one.")
                                      .arg(m_rotation.lost().alias));
    if (!adding)
        return;
    if (!m_alias->isModified())
        m_alias->setText(m_rotation.fresh().alias.isEmpty() ? m_rotation.freeAlias()
                                                            : m_rotation.fresh().alias);
    m_aliasRow->setError(
        m_rotation.isRunning() ? QString() : m_rotation.aliasProblem(m_alias->text().trimmed()));
}

bool RotationPanel::hasUnkept() const
{
    return !m_secret->value().isEmpty();
}

bool RotationPanel::isFilled() const
{
    return m_rotation.step() != Step::Add
        || (!m_secret->value().isEmpty()
            && m_rotation.aliasProblem(m_alias->text().trimmed()).isEmpty());
}

void RotationPanel::showWatched()
{
    const auto &counts = m_rotation.watched();
    QString text;
    switch (m_rotation.step()) {
    case Step::Restore:
        text = tr("“%1” was taken out to be made the default, and is not there. It can be added "
                  "again with the secret that is stored for it.")
                   .arg(m_rotation.lost().alias);
        break;
    case Step::Watch:
        text = counts ? tr("Since %1: %2. As long before: %3.")
                            .arg(m_models->time()->text(m_rotation.switchedAt()),
                                 share(counts->since), share(counts->before))
                      : tr("Since %1; the logs are being counted.")
                            .arg(m_models->time()->text(m_rotation.switchedAt()));
        if (counts)
            m_messages->clear(countKey);
        break;
    case Step::Done:
        text = !m_rotation.isSwitch() ? tr("The rotation is done.")
            : m_rotation.fresh().id.isEmpty()
            ? tr("“%1” is not there any more.").arg(m_rotation.fresh().alias)
            : tr("“%1” is the default.").arg(m_rotation.fresh().alias);
        break;
    case Step::None:
        text = m_rotation.isRunning()
            ? tr("The keys of the gateway are being read.")
            : tr("How far the rotation is shows as soon as the keys of the gateway can be read.");
        break;
    case Step::Add:
    case Step::MakeDefault:
        break;
    }
    m_watched->setText(text);
    m_watched->setVisible(!text.isEmpty());
}

QString RotationPanel::stepsText() const
{
    QStringList lines;
    for (const QLabel *step : m_steps)
        if (!step->isHidden())
            lines.append(step->text());
    return lines.join(u'\n');
}

QString RotationPanel::watchText() const
{
    return m_watched->text();
}

void RotationPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showState();
}

void RotationPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_poll.stop();
}

void RotationPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    passFocusOn();
}

void RotationPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closeRequested();
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
