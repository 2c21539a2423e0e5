// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/factlist.h"

namespace gatehouse {

// What is selected, in full, for the inspector: a title above facts, or a hint where nothing is.
class DetailsPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailsPage)

public:
    FactList *facts() const { return m_facts; }

protected:
    DetailsPage(const QString &accessibleName, const QString &nothing, QWidget *parent = nullptr);

    void showFacts(const QString &title, const QList<FactList::Fact> &facts);
    void showNothing();

private:
    QLabel *m_hint; // in the title's place
    QLabel *m_title;
    FactList *m_facts;
};

} // namespace gatehouse
