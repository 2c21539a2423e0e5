// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/mergepanel.h"

#include "models/domain/format.h"
#include "views/common/taborder.h"
#include "views/common/theme.h"
#include "views/gateways/gatewayfields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

namespace gatehouse {

static constexpr int maxTextLength = 80;

static QLabel *makeLabel(const QString &text, bool bold = false)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

static QString shortened(const QString &text)
{
    return text.size() <= maxTextLength ? text : text.left(maxTextLength) + QChar(0x2026);
}

static QRadioButton *makeChoice(const QString &what, const QString &field, const QString &value)
{
    const QString text = what.arg(shortened(value));
    auto *button = new QRadioButton(format::literal(text));
    button->setToolTip(format::toolTip(value));
    button->setAccessibleName(MergePanel::tr("%1: %2").arg(field, text));
    return button;
}

static MergePanel::Words gatewayWords(TimeDisplay *time)
{
    return {MergePanel::tr("The gateway was changed on the service meanwhile"),
            gatewayfields::pathLabel,
            [time](const QString &key, const LeafPath &path, const QJsonValue &value) {
                return path.isEmpty() && (value.isUndefined() || value.isNull())
                    ? gatewayfields::text(key, value, *time)
                    : gatewayfields::leafText(key, path, value, *time);
            }};
}

MergePanel::MergePanel(TimeDisplay *time, QWidget *parent) : MergePanel(gatewayWords(time), parent)
{
}

MergePanel::MergePanel(const Words &words, QWidget *parent)
    : BottomPanel(parent)
    , m_words(words)
    , m_fields(new QScrollArea)
{
    setAccessibleName(tr("Changed on the service meanwhile"));
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setWidgetResizable(true);
    m_fields->setFocusPolicy(Qt::NoFocus);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    buttons->addStretch();
    m_edit = addButton(buttons, tr("Keep editing"), tr("Back to the form (Esc)"));
    m_continue = addButton(buttons, tr("Continue"), tr("Review the result"));
    m_continue->setDefault(true);
    connect(m_continue, &QPushButton::clicked, this, &MergePanel::continueRequested);
    connect(m_edit, &QPushButton::clicked, this, &MergePanel::editRequested);

    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->addWidget(makeLabel(words.title, true));
    rows->addWidget(makeLabel(tr("Nothing has been saved. Choose what each field shall be; the "
                                 "result is shown once more before it is saved.")));
    rows->addWidget(m_fields, 1);
    rows->addLayout(buttons);
}

void MergePanel::setConflicts(const QList<FieldConflict> &conflicts)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    m_conflicts.clear();
    m_places.clear();
    for (const FieldConflict &conflict : conflicts) {
        m_conflicts.insert(conflict.key, conflict);
        for (const LeafConflict &place :
             leafConflicts(conflict.base, conflict.mine, conflict.theirs))
            layout->addWidget(makePlace(conflict.key, place));
    }
    layout->addStretch();
    m_fields->setWidget(page);
    putInTabOrder(page, m_edit);
    const int height = std::min(page->sizeHint().height() + grid, 28 * grid);
    m_fields->setMaximumHeight(height);
    m_fields->setMinimumHeight(std::min(height, 10 * grid)); // in a low window
}

QWidget *MergePanel::makePlace(const QString &key, const LeafConflict &conflict)
{
    const auto text = [&](const QJsonValue &value) {
        return m_words.text(key, conflict.path, value);
    };
    const QString base = text(conflict.base);
    const auto differing = [&](const QJsonValue &value) { // a credential reads like any other
        const QString shown = text(value);
        return shown == base && value != conflict.base ? gatewayfields::another(shown) : shown;
    };
    const QString name = m_words.name(key, conflict.path);
    auto *field = new QWidget; // its radio buttons exclude each other
    auto *mine = makeChoice(conflict.isEdited() ? tr("Keep mine: %1") : tr("Keep as it was: %1"),
                            name, differing(conflict.mine));
    auto *theirs = makeChoice(tr("Take theirs: %1"), name, differing(conflict.theirs));
    (conflict.isEdited() ? mine : theirs)->setChecked(true);
    m_places[key].append({conflict, mine, theirs});

    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(grid);
    auto *title = makeLabel(name, true);
    title->setWordWrap(false); // short of its line only because of what stands beside it
    heading->addWidget(title);
    auto *was = makeLabel(tr("was %1").arg(shortened(base)));
    was->setForegroundRole(QPalette::PlaceholderText);
    heading->addWidget(was, 1);
    layout->addLayout(heading);
    layout->addWidget(mine);
    layout->addWidget(theirs);
    return field;
}

QRadioButton *MergePanel::mineButton(const QString &key, const LeafPath &path) const
{
    for (const Place &place : m_places.value(key))
        if (place.conflict.path == path)
            return place.mine;
    return nullptr;
}

QRadioButton *MergePanel::theirsButton(const QString &key, const LeafPath &path) const
{
    for (const Place &place : m_places.value(key))
        if (place.conflict.path == path)
            return place.theirs;
    return nullptr;
}

QJsonValue MergePanel::chosen(const QString &key) const
{
    const FieldConflict conflict = m_conflicts.value(key);
    QList<LeafPath> theirs;
    for (const Place &place : m_places.value(key))
        if (place.theirs->isChecked())
            theirs.append(place.conflict.path);
    return withTheirs(conflict.mine, conflict.theirs, theirs);
}

} // namespace gatehouse
