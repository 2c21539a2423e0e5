// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/mergepanel.h"

#include "models/domain/format.h"
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

MergePanel::MergePanel(TimeDisplay *time, QWidget *parent)
    : BottomPanel(parent)
    , m_time(time)
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
    rows->addWidget(makeLabel(tr("The gateway was changed on the service meanwhile"), true));
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
    for (const FieldConflict &conflict : conflicts)
        layout->addWidget(makeField(conflict));
    layout->addStretch();
    m_fields->setWidget(page);
    m_fields->setFixedHeight(std::min(page->sizeHint().height() + grid, 28 * grid));
}

QWidget *MergePanel::makeField(const FieldConflict &conflict)
{
    const auto text = [&](const QJsonValue &value) {
        return gatewayfields::text(conflict.key, value, *m_time);
    };
    const QString name = gatewayfields::label(conflict.key);
    auto *field = new QWidget; // its radio buttons exclude each other
    auto *mine = makeChoice((conflict.isEdited() ? tr("Keep mine: %1") : tr("Keep as it was: %1")),
                            name, text(conflict.mine));
    auto *theirs = makeChoice(tr("Take theirs: %1"), name, text(conflict.theirs));
    mine->setObjectName(conflict.key + QStringLiteral("/mine"));
    theirs->setObjectName(conflict.key + QStringLiteral("/theirs"));
    (conflict.isEdited() ? mine : theirs)->setChecked(true);

    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(grid);
    heading->addWidget(makeLabel(name, true));
    auto *was = makeLabel(tr("was %1").arg(shortened(text(conflict.base))));
    was->setForegroundRole(QPalette::PlaceholderText);
    heading->addWidget(was, 1);
    layout->addLayout(heading);
    layout->addWidget(mine);
    layout->addWidget(theirs);
    return field;
}

QRadioButton *MergePanel::mineButton(const QString &key) const
{
    return m_fields->findChild<QRadioButton *>(key + QStringLiteral("/mine"));
}

QRadioButton *MergePanel::theirsButton(const QString &key) const
{
    return m_fields->findChild<QRadioButton *>(key + QStringLiteral("/theirs"));
}

bool MergePanel::keepsMine(const QString &key) const
{
    const QRadioButton *button = mineButton(key);
    return button && button->isChecked();
}

} // namespace gatehouse
