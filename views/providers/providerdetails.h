// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/timedisplay.h"
#include "models/items/providerrow.h"
#include "views/common/factlist.h"

class QLabel;
class QPlainTextEdit;

namespace gatehouse {

class LogoPicture;

// All that the service says of the selected provider, for the inspector; no credential is shown.
class ProviderDetails : public QTabWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderDetails)

public:
    explicit ProviderDetails(TimeDisplay *time, QWidget *parent = nullptr);

    void setRow(const ProviderRow *row); // nullptr: none
    QString text() const; // as shown, a line for each field
    FactList *facts() const { return m_facts; }
    LogoPicture *logo() const { return m_logo; }

private:
    using Lines = QList<FactList::Fact>;
    Lines linesOf(const ProviderConfig &config) const;
    Lines linesOf(const CustomProvider &provider) const;
    Lines linesOf(const NgrokProvider &provider) const;

    TimeDisplay *m_time;
    Lines m_lines;
    QLabel *m_nothing;
    FactList *m_facts;
    LogoPicture *m_logo;
    QPlainTextEdit *m_curl;
    QPlainTextEdit *m_js;
};

} // namespace gatehouse
