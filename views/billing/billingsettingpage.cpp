// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingsettingpage.h"

#include "models/domain/billing.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/factlist.h"
#include "views/common/fieldrow.h"
#include "views/common/messagebar.h"
#include "views/common/moneybox.h"
#include "views/common/scrollarea.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>

namespace gatehouse {

static const QString loadKey = QStringLiteral("load");
static const QString saveKey = QStringLiteral("save");
static const QString savedKey = QStringLiteral("saved"); // gone as soon as the person goes on
static const QString draftNotice = QStringLiteral("draft");

BillingSettingPage::BillingSettingPage(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                                       FormSection *form, const Words &words, QWidget *parent)
    : ConnectionPage(models, parent)
    , m_drafts(drafts)
    , m_dialogs(dialogs)
    , m_words(words)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_form(form)
    , m_facts(new FactList)
    , m_save(new QPushButton(words.save))
    , m_revert(new QPushButton(tr("Revert")))
    , m_remove(new QPushButton(words.remove))
{
    m_revert->setToolTip(tr("Drop what is not saved"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    for (QPushButton *button : {m_save, m_revert, m_remove}) {
        button->setAutoDefault(true);
        buttons->addWidget(button);
    }
    buttons->insertStretch(2, 1);
    auto *now = new QLabel(tr("As the service has it"));
    now->setTextFormat(Qt::PlainText);
    QFont bold = now->font();
    bold.setBold(true);
    now->setFont(bold);
    auto *panel = new QWidget;
    panel->setMaximumWidth(90 * grid);
    auto *panelLayout = new QVBoxLayout(panel);
    panelLayout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    panelLayout->setSpacing(grid);
    panelLayout->addWidget(form);
    panelLayout->addLayout(buttons);
    panelLayout->addSpacing(2 * grid);
    panelLayout->addWidget(now);
    panelLayout->addWidget(m_facts);
    panelLayout->addStretch(1);
    auto *content = new QWidget;
    auto *contentLayout = new QHBoxLayout(content);
    contentLayout->setContentsMargins({});
    contentLayout->addWidget(panel, 1);
    contentLayout->addStretch();
    m_scroll = makeScrollArea(content);
    m_stack = new StateStack(m_scroll);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("What is set is read as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(form);

    m_writes->add(m_save);
    m_writes->add(m_remove);
    QAction *keys = makeAction(this, {}, words.save, {}, {QKeySequence::Save});
    connect(keys, &QAction::triggered, m_save, &QPushButton::click);
    connect(m_save, &QPushButton::clicked, this, &BillingSettingPage::askToSave);
    connect(m_remove, &QPushButton::clicked, this, &BillingSettingPage::askToRemove);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        m_saveFailed = false;
        m_messages->clear(saveKey); // it was about what is dropped
        if (m_revert->hasFocus()) // is disabled, and its neighbour removes what is set
            setFocus(Qt::TabFocusReason);
        revert();
        onEdited();
    });
    connect(m_stack, &StateStack::retryRequested, this, &BillingSettingPage::refresh);
}

MoneyBox *BillingSettingPage::addAmount(FormSection *form, const QString &key, const QString &name,
                                        const QString &help, qint64 least)
{
    auto *box = new MoneyBox;
    box->setLimits(least);
    m_amounts.append({key, box, form->addField(name, box, tr("dollars"), help)});
    connect(box, &QDoubleSpinBox::valueChanged, this, &BillingSettingPage::onEdited);
    return box;
}

void BillingSettingPage::validate()
{
    for (const Amount &amount : std::as_const(m_amounts))
        amount.row->setError(amount.box->limitError());
}

bool BillingSettingPage::isValid() const
{
    return std::all_of(m_amounts.begin(), m_amounts.end(),
                       [](const Amount &amount) { return amount.row->error().isEmpty(); });
}

QString BillingSettingPage::draftKey() const
{
    return connection()->identity() + u'/' + m_words.draftKey;
}

void BillingSettingPage::start()
{
    refresh();
}

void BillingSettingPage::stop()
{
    m_messages->clear(savedKey);
    if (std::exchange(m_loading, false))
        cancelLoad();
}

void BillingSettingPage::refresh()
{
    if (!isLive() || m_pending)
        return;
    m_loading = true;
    load();
    updateControls();
}

void BillingSettingPage::loaded()
{
    m_loading = false;
    m_hasValue = true;
    m_error.reset();
    m_messages->clear(loadKey);
    if (!std::exchange(m_restored, true))
        if (const auto kept = m_drafts->load(draftKey())) {
            restore(kept->value);
            if (isDirty())
                m_messages->showInfo(draftNotice,
                                     tr("These are unsaved changes of %1.")
                                         .arg(models()->time()->text(kept->savedAt)));
        }
    updateControls();
}

void BillingSettingPage::failed(const ApiError &error)
{
    if (error.kind == ApiError::Kind::Cancelled)
        return;
    m_loading = false;
    m_error = error;
    if (m_hasValue)
        m_messages->showError(loadKey, error, [this] { refresh(); });
    updateControls();
}

void BillingSettingPage::onEdited()
{
    validate();
    m_messages->clear(draftNotice);
    m_messages->clear(savedKey);
    if (!isDirty())
        m_drafts->remove(draftKey());
    else if (const QString problem = m_drafts->save(draftKey(), draft()); !problem.isEmpty())
        m_messages->showWarning(draftNotice,
                                tr("What is typed here cannot be kept: %1").arg(problem));
    updateControls();
}

// What would be typed meanwhile is not in what has been sent, and would be gone with the answer.
// The focus is on nothing then, not wherever what is disabled leaves it, and comes back to the
// form.
void BillingSettingPage::setPending(bool pending)
{
    if (pending)
        m_messages->clear(savedKey); // of the one before
    if (pending && isAncestorOf(window()->focusWidget()))
        m_scroll->setFocus();
    m_pending = pending;
    m_form->setEnabled(!pending);
    if (!pending && window()->focusWidget() == m_scroll)
        setFocus(Qt::TabFocusReason);
    updateControls();
}

void BillingSettingPage::updateControls()
{
    const bool ready =
        connection()->state() == Connection::State::Ready && m_hasValue && !m_pending;
    m_stack->setConnected(connection()->state() == Connection::State::Ready);
    m_stack->setContent(m_loading     ? TableModel::State::Loading
                            : m_error ? TableModel::State::Failed
                                      : TableModel::State::Ready,
                        m_hasValue, m_error.value_or(ApiError()));
    m_writes->setEnabled(m_save, ready && canSave() && isValid());
    m_writes->setEnabled(m_remove, ready && isSet());
    m_revert->setEnabled(ready && isDirty());
    Q_EMIT changed();
}

void BillingSettingPage::askToSave()
{
    if (!canSave() || !isValid() || m_pending)
        return;
    Confirmation question;
    question.title = m_words.save + u'?';
    question.losses = changes();
    question.from = tr("account %1").arg(connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.actionLabel = m_words.save;
    question.destructive = false;
    m_dialogs->confirm(question, this, [self = QPointer(this)](bool confirmed) {
        if (!self || !confirmed || self->m_pending)
            return;
        self->setPending(true);
        self->save();
    });
}

void BillingSettingPage::askToRemove()
{
    if (!isSet() || m_pending)
        return;
    Confirmation question;
    question.title = m_words.remove + u'?';
    question.losses = losses();
    question.from = tr("account %1").arg(connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.actionLabel = m_words.remove;
    m_dialogs->confirm(question, this, [self = QPointer(this)](bool confirmed) {
        if (!self || !confirmed || self->m_pending)
            return;
        self->setPending(true);
        self->remove();
    });
}

// What was typed and not saved outlives what is removed.
void BillingSettingPage::saved(bool removed)
{
    m_saveFailed = false;
    if (!removed || !isDirty()) {
        revert();
        m_drafts->remove(draftKey());
    }
    showFacts();
    m_messages->clear(saveKey);
    m_messages->showSuccess(savedKey, isSet() ? m_words.saved : m_words.removed);
    setPending(false);
    refresh();
}

void BillingSettingPage::saveFailed(const ApiError &error, bool removing)
{
    m_saveFailed = error.kind != ApiError::Kind::Cancelled;
    const QString advice = billingAdvice(error);
    const auto again = [this, removing] {
        if (removing)
            askToRemove();
        else
            askToSave();
    };
    if (advice.isEmpty())
        m_messages->showError(saveKey, error, {}, m_writes->retry(error, again));
    else
        m_messages->showError(saveKey, error.text() + u'\n' + advice, {},
                              m_writes->retry(error, again));
    setPending(false);
    if (error.kind == ApiError::Kind::NotFound) // somebody else may have removed it
        refresh();
}

void BillingSettingPage::refused(const ApiError &error)
{
    for (const Amount &amount : std::as_const(m_amounts))
        if (!error.path.isEmpty() && error.path.constLast() == amount.key)
            amount.row->setError(error.message);
    saveFailed(error, false);
}

ApiError BillingSettingPage::unknownSetting()
{
    ApiError error;
    error.kind = ApiError::Kind::NotFound;
    error.httpStatus = 404;
    error.message = tr("the service knows no such setting of this account");
    return error;
}

void BillingSettingPage::conflicted()
{
    m_messages->showWarning(saveKey,
                            tr("Somebody else has changed it meanwhile: %1. Nothing was saved; "
                               "what you typed is still here.")
                                .arg(theirText()));
    setPending(false);
    refresh();
}

} // namespace gatehouse
