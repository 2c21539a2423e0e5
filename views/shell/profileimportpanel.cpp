// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/profileimportpanel.h"

#include "views/common/colordot.h"
#include "views/common/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse {

ProfileImportPanel::ProfileImportPanel(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_import(new QPushButton(tr("Import")))
{
    auto *title = new QLabel(tr("Choose what to import. The file holds no secrets: a token is "
                                "entered afterwards. Nothing that is here is changed."));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    m_list->setAccessibleName(tr("Connections in the file"));
    m_list->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    for (QPushButton *button : {m_import, cancel})
        button->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_import);
    buttons->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, grid);
    layout->setSpacing(grid);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    setFocusProxy(m_list);

    connect(m_list, &QListWidget::itemChanged, m_import,
            [this] { m_import->setEnabled(!chosen().isEmpty()); });
    connect(m_import, &QPushButton::clicked, this, [this] { Q_EMIT accepted(chosen()); });
    connect(cancel, &QPushButton::clicked, this, &ProfileImportPanel::rejected);
}

static QString textOf(const Profiles::Import &entry)
{
    const QString &name = entry.profile.name;
    switch (entry.kind) {
    case Profiles::Import::Kind::New:
        break;
    case Profiles::Import::Kind::Same:
        return ProfileImportPanel::tr("%1: the same as “%2”, which is here")
            .arg(name, entry.existing);
    case Profiles::Import::Kind::Changed:
        return ProfileImportPanel::tr(
                   "%1: differs from “%2”, which is here, in %3. It comes beside it.")
            .arg(name, entry.existing, entry.differences.join(QStringLiteral(", ")));
    }
    return ProfileImportPanel::tr("%1: new").arg(name);
}

void ProfileImportPanel::setImports(const QList<Profiles::Import> &imports)
{
    m_imports = imports;
    m_list->clear();
    for (const Profiles::Import &entry : imports) {
        auto *item =
            new QListWidgetItem(colorDot(QColor(entry.profile.color)), textOf(entry), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(entry.kind == Profiles::Import::Kind::Same ? Qt::Unchecked
                                                                       : Qt::Checked);
    }
    m_import->setEnabled(!chosen().isEmpty());
    m_list->setCurrentRow(0);
}

QList<Profile> ProfileImportPanel::chosen() const
{
    QList<Profile> profiles;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            profiles.append(m_imports.at(row).profile);
    return profiles;
}

} // namespace gatehouse
