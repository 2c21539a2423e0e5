// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/annotationseditor.h"

#include "models/domain/format.h"
#include "models/services/connection.h"
#include "views/common/flowlayout.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"
#include "views/logs/metadataeditor.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

static QToolButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

static QLabel *makeLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

AnnotationsEditor::AnnotationsEditor(Connection *connection, const GatewayId &gateway,
                                     MessageBar *messages, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_gateway(gateway)
    , m_messages(messages)
    , m_writes(new WriteGuard(connection, this))
    , m_metadata(new MetadataEditor(m_writes))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(grid / 2, 0, 0, 0);
    layout->setSpacing(grid);
    layout->setColumnStretch(1, 1);
    layout->addWidget(makeLabel(tr("Feedback")), 0, 0);
    layout->addWidget(makeFeedback(), 0, 1);
    layout->addWidget(makeLabel(tr("Score")), 1, 0);
    layout->addWidget(makeScore(), 1, 1);
    layout->addWidget(makeLabel(tr("Metadata")), 2, 0, 1, 2);
    layout->addWidget(m_metadata, 3, 0, 1, 2);
    connect(m_metadata, &MetadataEditor::saveRequested, this, [this](const QJsonObject &metadata) {
        want([&](LogAnnotations &wanted) { wanted.metadata = metadata; });
    });
}

AnnotationsEditor::~AnnotationsEditor()
{
    if (m_annotator)
        m_annotator->letGo();
}

QWidget *AnnotationsEditor::makeFeedback()
{
    auto *row = new QWidget;
    row->setAccessibleName(tr("Feedback"));
    auto *layout = new FlowLayout(grid / 2, grid / 2, row);
    for (const auto &[value, text, name] :
         {std::tuple(1, tr("Good"), tr("Feedback: good (1)")),
          std::tuple(0, tr("Neutral"), tr("Feedback: neutral (0)")),
          std::tuple(-1, tr("Bad"), tr("Feedback: bad (-1)"))}) {
        QToolButton *button = makeButton(text, name);
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, chosen = value] {
            want([&](LogAnnotations &wanted) { wanted.feedback = double(chosen); });
        });
        m_writes->add(button);
        m_feedback.insert(value, button);
        layout->addWidget(button);
    }
    m_clearFeedback = makeButton(tr("None"), tr("Take the feedback away"));
    connect(m_clearFeedback, &QToolButton::clicked, this, [this] {
        want([](LogAnnotations &wanted) { wanted.feedback = Field<double>::null(); });
    });
    m_writes->add(m_clearFeedback);
    layout->addWidget(m_clearFeedback);
    m_feedbackText = makeLabel({});
    layout->addWidget(m_feedbackText);
    return row;
}

QWidget *AnnotationsEditor::makeScore()
{
    auto *row = new QWidget;
    auto *layout = new FlowLayout(grid / 2, grid / 2, row);
    m_score = new QDoubleSpinBox;
    m_score->setAccessibleName(tr("Score"));
    m_score->setRange(0, 100);
    m_score->setDecimals(2);
    m_score->setToolTip(tr("0 to 100"));
    m_setScore = new QPushButton(tr("Set"));
    m_setScore->setAccessibleName(tr("Set the score"));
    m_clearScore = makeButton(tr("None"), tr("Take the score away"));
    connect(m_setScore, &QPushButton::clicked, this,
            [this] { want([this](LogAnnotations &wanted) { wanted.score = m_score->value(); }); });
    connect(m_clearScore, &QToolButton::clicked, this,
            [this] { want([](LogAnnotations &wanted) { wanted.score = Field<double>::null(); }); });
    m_writes->add(m_setScore);
    m_writes->add(m_clearScore);
    m_scoreText = makeLabel({});
    layout->addWidget(m_score);
    layout->addWidget(m_setScore);
    layout->addWidget(m_clearScore);
    layout->addWidget(m_scoreText);
    const auto guard = [this] {
        m_score->setReadOnly(!m_writes->mayWrite());
        m_score->setButtonSymbols(m_writes->mayWrite() ? QAbstractSpinBox::UpDownArrows
                                                       : QAbstractSpinBox::NoButtons);
    };
    connect(m_writes, &WriteGuard::changed, this, guard);
    guard();
    return row;
}

void AnnotationsEditor::setLog(const Log &log, const QString &missing)
{
    m_log = log;
    m_missing = missing;
    LogAnnotations known = annotationsOf(log);
    const LogAnnotations taken = m_taken.value(log.id.value);
    if (known.feedback.isAbsent())
        known.feedback = taken.feedback;
    if (known.score.isAbsent())
        known.score = taken.score;
    if (m_annotator && m_annotator->id() == log.id) {
        m_annotator->setKnown(known);
    } else {
        if (m_annotator)
            m_annotator->letGo();
        m_annotator =
            new LogAnnotator(m_connection->logs(), m_gateway, log.id, known, m_connection->logs());
        follow(m_annotator);
    }
    showAnnotations();
}

// Until it has gone, for whichever log is shown by then.
void AnnotationsEditor::follow(LogAnnotator *annotator)
{
    connect(annotator, &LogAnnotator::changed, this, [this, annotator] {
        if (annotator == m_annotator)
            showAnnotations();
        Q_EMIT busyChanged();
    });
    connect(annotator, &LogAnnotator::saved, this, [this, annotator] {
        m_taken.insert(annotator->id().value, annotator->shown());
        if (annotator == m_annotator)
            m_log = gatehouse::annotated(m_log, annotator->shown());
        Q_EMIT annotated();
    });
    connect(annotator, &LogAnnotator::failed, this,
            [this, annotator](const ApiError &error, const LogAnnotations &wanted) {
                onFailed(annotator, error, wanted);
            });
    connect(annotator, &LogAnnotator::conflicted, this,
            [this, annotator](const LogAnnotations &theirs, const LogAnnotations &wanted) {
                onConflicted(annotator, theirs, wanted);
            });
}

static QString keyOf(const LogAnnotator *annotator)
{
    return QStringLiteral("annotate/") + annotator->id().value;
}

void AnnotationsEditor::want(const std::function<void(LogAnnotations &)> &change)
{
    if (!m_annotator || !m_writes->mayWrite())
        return;
    m_messages->clear(keyOf(m_annotator));
    LogAnnotations wanted = m_annotator->shown();
    change(wanted);
    m_annotator->want(wanted);
    showAnnotations();
}

void AnnotationsEditor::onFailed(LogAnnotator *annotator, const ApiError &error,
                                 const LogAnnotations &wanted)
{
    const QPointer<LogAnnotator> again = annotator;
    const auto retry = [this, again, wanted] {
        if (!again)
            return;
        m_messages->clear(keyOf(again));
        again->want(wanted);
    };
    m_messages->showError(keyOf(annotator), error, {}, m_writes->retry(error, retry));
    // Nothing that was typed is lost.
    if (annotator == m_annotator && wanted.metadata != annotator->shown().metadata)
        m_metadata->setEdited(wanted.metadata.valueOr({}));
}

void AnnotationsEditor::onConflicted(LogAnnotator *annotator, const LogAnnotations &theirs,
                                     const LogAnnotations &wanted)
{
    const QPointer<LogAnnotator> again = annotator;
    auto *overwrite = new QAction(tr("Overwrite theirs"));
    connect(overwrite, &QAction::triggered, this, [this, again, theirs, wanted] {
        if (!again)
            return;
        m_messages->clear(keyOf(again));
        again->overwrite(wanted, theirs);
    });
    m_writes->add(overwrite);
    auto *take = new QAction(tr("Take theirs"));
    connect(take, &QAction::triggered, this, [this, again, theirs] {
        if (!again)
            return;
        m_messages->clear(keyOf(again));
        LogAnnotations known = again->shown();
        known.metadata = theirs.metadata;
        again->setKnown(known);
    });
    m_messages->showWarning(keyOf(annotator),
                            tr("The metadata was changed on the service meanwhile; yours has not "
                               "been saved. Theirs: %1")
                                .arg(gatehouse::annotated(Log{}, theirs).metadata.valueOr({})),
                            {overwrite, take});
    if (annotator == m_annotator)
        m_metadata->setEdited(wanted.metadata.valueOr({}));
}

void AnnotationsEditor::showAnnotations()
{
    const LogAnnotations shown = m_annotator->shown();
    const auto unset = [this](const Field<double> &field) {
        return field              ? QString()
            : field.isNull()      ? tr("none")
            : m_missing.isEmpty() ? tr("not reported")
                                  : m_missing;
    };
    for (auto it = m_feedback.begin(); it != m_feedback.end(); ++it)
        it.value()->setChecked(shown.feedback && *shown.feedback == it.key());
    m_feedbackText->setText(unset(shown.feedback));
    m_scoreText->setText(unset(shown.score));
    if (shown.score && m_score->value() != *shown.score)
        m_score->setValue(*shown.score);
    else if (!shown.score && m_shownFor != m_log.id.value)
        m_score->setValue(0);
    // What is being typed stays, unless the log or what the service says is another.
    const bool isUnreadable =
        shown.metadata.isAbsent() && m_log.metadata.hasValue() && !m_log.metadata->isEmpty();
    const QString unread = isUnreadable ? *m_log.metadata : QString();
    if (m_shownFor != m_log.id.value || shown.metadata != m_shownMetadata
        || unread != m_shownUnread) {
        m_metadata->setValue(shown.metadata, unread);
        m_shownMetadata = shown.metadata;
        m_shownUnread = unread;
    }
    m_shownFor = m_log.id.value;
}

} // namespace gatehouse
