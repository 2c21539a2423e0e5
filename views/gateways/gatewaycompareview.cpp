// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaycompareview.h"

#include "models/domain/gatewaysimplefields.h"
#include "models/services/drafts.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaycompareside.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewayfields.h"
#include "views/gateways/gatewaysaving.h"
#include "views/gateways/reviewpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace gatehouse {

static const QString saveMessage = QStringLiteral("save");
static const QString draftMessage = QStringLiteral("draft");

GatewayCompareView::~GatewayCompareView()
{
    m_draft->disconnect(this); // it writes when it goes, and may fail when the messages are gone
}

ViewAddress GatewayCompareView::addressOf(const GatewayId &gateway, const QString &otherProfile,
                                          const QString &otherGateway)
{
    return {ViewAddress::Kind::CompareGateway, gateway,
            otherProfile.isEmpty() ? QString() : ViewAddress::joined({otherProfile, otherGateway})};
}

ViewAddress GatewayCompareView::address() const
{
    const ConnectionModels *other = m_right->models();
    return addressOf({m_left->gatewayId()}, other ? other->connection()->profile().id : QString(),
                     m_right->gatewayId());
}

void GatewayCompareView::goTo(const ViewAddress &address)
{
    const QStringList other = ViewAddress::parts(address.filter);
    if (!m_pending.isEmpty() || other.size() < 2)
        return;
    if (ConnectionModels *models = m_right->connections()->find(other.at(0)))
        m_right->choose(models, other.at(1));
}

QString GatewayCompareView::title() const
{
    return tr("Compare %1").arg(m_left->gatewayId());
}

QIcon GatewayCompareView::viewIcon() const
{
    return icon(Icon::Compare);
}

bool GatewayCompareView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

ReviewPanel *GatewayCompareView::reviewPanel() const
{
    return m_review;
}

void GatewayCompareView::refresh()
{
    QSet<ConnectionModels *> all{m_left->models(), m_right->models()};
    all.remove(nullptr);
    for (ConnectionModels *models : std::as_const(all))
        if (models->connection()->state() == Connection::State::Ready)
            models->gateways()->refresh();
}

GatewayCompareSide *GatewayCompareView::side(Side side) const
{
    return side == Side::Left ? m_left : m_right;
}

// Another pair; what was pending for the one before is kept as its draft.
void GatewayCompareView::onChosen()
{
    m_messages->clearAll();
    m_pending = {};
    m_base.reset();
    restoreDraft();
    onSideChanged();
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

QString GatewayCompareView::draftKey(Side side) const
{
    const ConnectionModels *other = m_right->models();
    return m_models->connection()->identity() + QStringLiteral("/compare/") + m_left->gatewayId()
        + u'/' + (other ? other->connection()->identity() : QString()) + u'/' + m_right->gatewayId()
        + (side == Side::Left ? QStringLiteral("/left") : QStringLiteral("/right"));
}

void GatewayCompareView::restoreDraft()
{
    for (const Side side : {Side::Left, Side::Right}) {
        m_draft->setKey(draftKey(side));
        const std::optional<GatewayDraft::Content> draft = m_draft->load();
        if (!draft || draft->edits.isEmpty())
            continue;
        m_target = side;
        m_pending = draft->edits;
        auto *discard = new QAction(tr("Discard"), this);
        connect(discard, &QAction::triggered, this, &GatewayCompareView::revert);
        m_messages->showInfo(draftMessage, tr("What had been copied and not saved was restored."),
                             {discard});
        return;
    }
}

void GatewayCompareView::onSideChanged()
{
    // The target went with its connection: what was copied stays as a draft.
    if (!m_pending.isEmpty() && !side(m_target)->models()) {
        m_pending = {};
        m_base.reset();
        leaveReview();
    }
    if (!m_pending.isEmpty() && !m_base && side(m_target)->gateway())
        m_base = *side(m_target)->gateway();
    updateTable();
    updateControls();
}

QString GatewayCompareView::refusal(Side to) const
{
    const GatewayCompareSide *target = side(to);
    const GatewayCompareSide *source = side(to == Side::Left ? Side::Right : Side::Left);
    if (!target->gateway() || !source->gateway())
        return tr("Choose two gateways");
    if (target->models() == source->models() && target->gatewayId() == source->gatewayId())
        return tr("It is the same gateway");
    if (target->models()->connection()->isReadOnly())
        return tr("“%1” is read-only: nothing can be copied there")
            .arg(target->models()->connection()->name());
    if (!m_pending.isEmpty() && m_target != to)
        return tr("Save or drop what is copied to %1 first").arg(side(m_target)->name());
    if (m_review)
        return tr("The changes are being reviewed");
    return {};
}

QStringList GatewayCompareView::selectedKeys(bool wholeSection) const
{
    QStringList keys;
    QSet<QString> sections;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        keys.append(index.data(TableModel::IdRole).toString());
        sections.insert(gatewaySection(keys.constLast()));
    }
    if (!wholeSection)
        return keys;
    keys.clear();
    for (const ComparedField &field : m_model->values())
        if (sections.contains(gatewaySection(field.id.value)))
            keys.append(field.id.value);
    return keys;
}

// What is not reported is not known, and cannot be copied.
QJsonObject GatewayCompareView::copied(Side to, const QStringList &keys) const
{
    QJsonObject members;
    for (const QString &key : keys) {
        const ComparedField *field = m_model->find(key);
        const QJsonValue value = to == Side::Left ? field->right : field->left;
        if (field->differs() && !value.isUndefined())
            members.insert(key, value);
    }
    return members;
}

void GatewayCompareView::copy(Side to, bool wholeSection)
{
    if (!refusal(to).isEmpty())
        return;
    const QJsonObject members = copied(to, selectedKeys(wholeSection));
    if (members.isEmpty())
        return;
    if (m_pending.isEmpty())
        m_base = *side(to)->gateway();
    setPending(to, overlaid(m_pending, members));
}

void GatewayCompareView::setPending(Side side, const QJsonObject &pending)
{
    const QString key = draftKey(side);
    if (m_target != side)
        m_draft->setKey(key);
    m_target = side;
    m_pending = pending;
    m_messages->clear(saveMessage);
    if (pending.isEmpty()) {
        m_base.reset();
        m_messages->clear(draftMessage);
        m_draft->setKey(key);
        m_draft->remove();
    } else {
        m_draft->setKey(key);
        m_draft->keep(pending, {});
    }
    onSideChanged();
}

void GatewayCompareView::revert()
{
    leaveReview();
    setPending(m_target, {});
}

Gateway GatewayCompareView::pendingGateway() const
{
    return withEdits(*m_base, m_pending).value_or(*m_base);
}

void GatewayCompareView::review()
{
    if (!m_save->isEnabled() || m_review)
        return;
    GatewayCompareSide *target = side(m_target);
    Connection *connection = target->models()->connection();
    const Gateway mine = pendingGateway();
    const QList<FieldChange> changes = changesBetween(*m_base, mine);
    m_review = new ReviewPanel(m_models->time());
    m_review->setChanges(
        changes.size() == 1
            ? tr("1 change to %1").arg(target->name())
            : tr("%1 changes to %2").arg(QString::number(changes.size()), target->name()),
        changes,
        QStringLiteral("PUT /accounts/%1/ai-gateway/gateways/%2")
            .arg(connection->client()->endpoint().account, m_base->id.value),
        gatewayUpdateBody(mine));
    auto *writes = new WriteGuard(connection, m_review);
    writes->add(m_review->saveButton());
    connect(m_review, &ReviewPanel::saveRequested, this, &GatewayCompareView::save);
    connect(m_review, &ReviewPanel::editRequested, this, &GatewayCompareView::leaveReview);
    layout()->addWidget(m_review);
    m_review->show();
    updateControls();
    m_review->saveButton()->setFocus();
}

void GatewayCompareView::leaveReview()
{
    if (!m_review || m_saving)
        return;
    delete m_review;
    m_table->setFocus();
    updateControls();
}

void GatewayCompareView::save()
{
    if (m_saving || !m_review || !m_base || !m_review->saveButton()->isEnabled())
        return;
    m_messages->clear(saveMessage);
    m_saving = new GatewaySaving(side(m_target)->models()->connection()->gateways(), this);
    GatewaySaving *saving = m_saving;
    // Whatever comes of it, it is over.
    const auto ended = [this, saving] {
        saving->deleteLater();
        m_saving.clear();
        leaveReview();
    };
    connect(saving, &GatewaySaving::updated, this, [this, ended] {
        ended();
        onSaved();
    });
    connect(saving, &GatewaySaving::conflicted, this,
            [this, ended](const QList<FieldConflict> &conflicts, const Gateway &theirs) {
                ended();
                onConflicted(conflicts, theirs);
            });
    connect(saving, &GatewaySaving::gone, this, [this, ended] {
        ended();
        m_messages->showWarning(saveMessage,
                                tr("%1 has been deleted on the service. Nothing was saved.")
                                    .arg(side(m_target)->name()));
        refresh();
    });
    connect(saving, &GatewaySaving::failed, this, [this, ended](const ApiError &error) {
        ended();
        m_messages->showError(saveMessage, error);
    });
    saving->update(*m_base, pendingGateway());
    m_review->setSaving(true);
    m_review->saveButton()->setEnabled(false);
    updateControls();
}

void GatewayCompareView::onSaved()
{
    const QString name = side(m_target)->name();
    setPending(m_target, {});
    m_messages->showSuccess(saveMessage, tr("%1 was saved.").arg(name));
}

// What others changed is shown; what was copied stays to be reviewed over it.
void GatewayCompareView::onConflicted(const QList<FieldConflict> &conflicts, const Gateway &theirs)
{
    QStringList fields;
    for (const FieldConflict &conflict : conflicts)
        fields.append(gatewayfields::label(conflict.key));
    m_base = overlaid(*m_base, theirs);
    side(m_target)->models()->gateways()->refresh();
    m_messages->showWarning(saveMessage,
                            tr("Nothing was saved: somebody has changed %1 meanwhile (%2). What "
                               "you copied is still here; review it again to save it.")
                                .arg(side(m_target)->name(), fields.join(QStringLiteral(", "))));
    updateControls();
}

void GatewayCompareView::updateTable()
{
    const auto members = [](const GatewayCompareSide *side) {
        const Gateway *gateway = side->gateway();
        return gateway ? toJson(*gateway).toObject() : QJsonObject();
    };
    const bool both = m_left->gateway() && m_right->gateway();
    m_model->setNames(m_left->name(), m_right->name());
    m_model->setSides(both ? members(m_left) : QJsonObject(),
                      both ? members(m_right) : QJsonObject(), both ? m_pending : QJsonObject(),
                      m_target);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, GatewayCompareModel::FieldColumn));
}

} // namespace gatehouse
