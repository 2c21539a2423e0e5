// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providereditor.h"

#include "models/services/drafts.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/tableview.h"
#include "views/common/theme.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaydraft.h"
#include "views/providers/providerreview.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>

namespace gatehouse {

static const QString saveKey = QStringLiteral("save");
static const QString secretMessage = QStringLiteral("secret");
static const QString draftMessage = QStringLiteral("draft");

ProviderEditor::ProviderEditor(const Job &job, Connection *connection, Drafts *drafts,
                               QWidget *parent)
    : QWidget(parent)
    , m_job(job)
    , m_writes(new WriteGuard(connection, this))
    , m_messages(new MessageBar)
    , m_review(new ProviderReview)
    , m_footer(new QWidget)
    , m_status(makePlainLabel({}, Lettering::Muted))
    , m_close(new QPushButton(tr("Back to the list")))
    , m_discard(new QPushButton(tr("Discard")))
    , m_save(new QPushButton(job.saveText))
{
    setAccessibleName(job.title);
    QLabel *title = makePlainLabel(job.title, Lettering::Heading);
    title->setContentsMargins(3 * grid, grid, 3 * grid, 0);
    title->setWordWrap(true);
    title->setMinimumWidth(1); // a name without spaces does not widen the window
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(job.form);

    auto *row = new QHBoxLayout(m_footer);
    row->setContentsMargins(3 * grid, grid, 3 * grid, grid);
    row->setSpacing(grid);
    m_status->setWordWrap(true);
    row->addWidget(m_status, 1);
    m_close->setToolTip(tr("Nothing is saved; what was typed is kept, but for credentials (Esc)"));
    row->addWidget(m_close);
    m_discard->setToolTip(tr("Drop what was typed, and go back to the list"));
    row->addWidget(m_discard);
    m_save->setDefault(true);
    row->addWidget(m_save);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_messages);
    if (job.above)
        layout->addWidget(job.above);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_review);
    layout->addWidget(m_footer);
    m_review->hide();

    m_writes->add(m_save);
    m_writes->add(m_review->acceptButton());
    job.form->setObject(job.object, job.isNew);
    if (!job.draftKey.isEmpty()) {
        m_draft = new GatewayDraft(drafts, job.draftKey, this);
        if (const auto kept = m_draft->load(); kept && !kept->edits.isEmpty()) {
            job.form->overwrite(kept->edits);
            m_messages->showInfo(draftMessage,
                                 tr("What was typed here before is back, but for credentials."));
        }
        connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
            m_messages->showWarning(draftMessage,
                                    tr("What is typed here cannot be kept: %1").arg(why));
        });
    }
    connect(job.form, &ProviderForm::changed, this, &ProviderEditor::onFormChanged);
    connect(m_save, &QPushButton::clicked, this, &ProviderEditor::submit);
    connect(m_close, &QPushButton::clicked, this, &ProviderEditor::closeRequested);
    connect(m_discard, &QPushButton::clicked, this, &ProviderEditor::drop);
    connect(m_review, &ProviderReview::backRequested, this, &ProviderEditor::hideReview);
    connect(m_review, &ProviderReview::accepted, this, [this] {
        if (!m_review->isMerging())
            return save();
        const QJsonObject chosen = m_review->chosen();
        hideReview();
        m_job.form->overwrite(chosen);
        showReview();
    });
    connect(m_writes, &WriteGuard::changed, this, &ProviderEditor::updateControls);
    connect(m_messages, &MessageBar::changed, this, &ProviderEditor::changed);
    setFocusProxy(job.form);
    updateControls();
}

bool ProviderEditor::hasUnsaved() const
{
    return m_job.form->isDirty() || (m_job.isChanged && m_job.isNew);
}

bool ProviderEditor::hasUnkept() const
{
    return m_job.form->isDirty()
        && !(m_draft && GatewayDraft::keepsAll(editsBetween(m_job.object, m_job.form->object())));
}

bool ProviderEditor::hasError() const
{
    return m_messages->hasError();
}

void ProviderEditor::onFormChanged()
{
    if (m_draft) {
        const QJsonObject mine = m_job.form->object();
        m_draft->keep(editsBetween(m_job.object, mine), m_job.object);
    }
    if (m_review->isVisible() && !m_saving)
        hideReview();
    updateControls();
    Q_EMIT changed();
}

void ProviderEditor::submit()
{
    if (!m_save->isEnabled())
        return;
    if (m_job.isNew || !m_job.body)
        return save();
    showReview();
}

void ProviderEditor::showReview()
{
    const QJsonObject mine = m_job.form->object();
    m_review->showChanges(changesBetween(m_job.object, mine), m_job.requestLine,
                          m_job.body(m_job.object, mine));
    m_review->show();
    m_footer->hide();
    m_review->table()->setFocus();
    updateControls();
}

void ProviderEditor::hideReview()
{
    m_review->hide();
    m_footer->show();
    updateControls();
}

void ProviderEditor::save()
{
    if (m_saving || !m_writes->mayWrite() || !m_job.form->problem().isEmpty())
        return;
    m_saving = true;
    m_messages->clear(saveKey);
    m_messages->clear(secretMessage);
    const QJsonObject mine = m_job.form->object();
    const QPointer<QWidget> focus = m_job.form->focusWidget(); // which is lost while it is disabled
    if (isAncestorOf(QApplication::focusWidget())) // here, not wherever it would be left
        (m_review->isVisible() ? static_cast<QWidget *>(m_review->table()) : m_status)->setFocus();
    m_job.form->setReadOnly(true);
    m_job.save(base(), mine).then(this, [this, focus](const Result<Outcome> &outcome) {
        m_saving = false;
        m_job.form->forgetSecrets();
        m_job.form->setReadOnly(false);
        const QWidget *now = QApplication::focusWidget();
        if (focus && (!now || isAncestorOf(now)))
            focus->setFocus();
        if (outcome)
            onOutcome(*outcome);
        else
            onFailure(outcome.error());
        updateControls();
        Q_EMIT changed();
    });
    updateControls();
    Q_EMIT changed();
}

void ProviderEditor::onOutcome(const Outcome &outcome)
{
    switch (outcome.kind) {
    case Outcome::Kind::Saved:
        if (m_draft)
            m_draft->remove();
        m_job.form->disconnect(this);
        if (m_job.row)
            Q_EMIT saved(m_job.row(outcome.value));
        return Q_EMIT finished();
    case Outcome::Kind::Conflicted: {
        const QJsonObject edits = editsBetween(m_job.object, m_job.form->object());
        m_job.object = outcome.value;
        m_job.form->setObject(outcome.value, false);
        m_job.form->overwrite(edits);
        m_review->showConflicts(outcome.conflicts);
        m_review->show();
        m_footer->hide();
        return;
    }
    case Outcome::Kind::Gone:
        m_job.isNew = true;
        m_job.isChanged = true;
        hideReview();
        m_messages->showWarning(saveKey,
                                tr("It was deleted on the service meanwhile. Saving creates it "
                                   "anew, with what is in the form."));
        return;
    }
}

void ProviderEditor::onFailure(const ApiError &error)
{
    hideReview();
    if (m_job.hasSecret) // without which it cannot be sent again
        m_messages->showError(saveKey, error);
    else
        m_messages->showError(saveKey, error, {}, m_writes->retry(error, [this] { submit(); }));
    if (m_job.hasSecret && error.kind != ApiError::Kind::Cancelled)
        m_messages->showInfo(secretMessage,
                             tr("The secret has to be typed again: it is not kept."));
    m_job.form->setServiceError(error);
}

void ProviderEditor::drop()
{
    if (m_draft)
        m_draft->remove();
    m_job.form->disconnect(this);
    Q_EMIT finished();
}

void ProviderEditor::updateControls()
{
    const QString problem = m_job.form->problem();
    const bool ready = !m_saving && hasUnsaved() && problem.isEmpty();
    m_writes->setEnabled(m_save, ready);
    m_writes->setEnabled(m_review->acceptButton(), ready);
    m_save->setText(m_saving ? tr("Saving…") : m_job.saveText);
    m_close->setEnabled(!m_saving);
    m_discard->setEnabled(!m_saving && hasUnsaved());
    m_status->setText(!m_writes->reason().isEmpty() ? m_writes->reason()
                          : m_saving                ? QString()
                          : !hasUnsaved()           ? tr("Nothing is changed.")
                                                    : problem);
}

void ProviderEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_saving) {
        if (m_review->isVisible())
            return hideReview();
        return Q_EMIT closeRequested();
    }
    if (event->matches(QKeySequence::Save)) {
        // What is being typed into a cell is taken when the focus leaves it.
        if (const QPointer<QWidget> cell = m_job.form->focusWidget(); cell && cell->hasFocus()) {
            cell->clearFocus();
            if (cell)
                cell->setFocus();
        }
        if (m_review->isVisible() && m_review->acceptButton()->isEnabled())
            return m_review->acceptButton()->click();
        return submit();
    }
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
