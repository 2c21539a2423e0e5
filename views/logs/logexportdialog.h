// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logexport.h"
#include "models/services/requestbudget.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace gatehouse {

// What of the matching logs is exported, and how. Where to is asked for by whoever shows it.
class LogExportDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogExportDialog)

public:
    // matches: -1: not known. shown: the fields that the table shows, in its order.
    LogExportDialog(qint64 matches, const QStringList &shown, const RequestBudget *budget,
                    QWidget *parent);

    LogExportFormat format() const;
    QStringList columns() const; // empty: everything that the service sends

private:
    void check(const QStringList &fields);
    void update();
    QString requestsText() const;

    qint64 m_matches;
    const RequestBudget *m_budget;
    QComboBox *m_format;
    QListWidget *m_columns;
    QLabel *m_cost;
    QPushButton *m_export;
};

} // namespace gatehouse
