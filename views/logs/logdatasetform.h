// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/dataset.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace gatehouse {

class WriteGuard;

// Names a dataset that is made of a filter. What a dataset cannot hold is named, and has to be
// dropped knowingly.
class LogDatasetForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDatasetForm)

public:
    LogDatasetForm(const DatasetFilters &filters, WriteGuard *writes, QWidget *parent = nullptr);

Q_SIGNALS:
    void submitted(const QString &name, const QList<gatehouse::LogFilter> &filters);
    void cancelled();

private:
    void update();
    void submit();

    DatasetFilters m_filters;
    WriteGuard *m_writes;
    QLineEdit *m_name;
    QCheckBox *m_drop = nullptr; // nothing has to be dropped
    QPushButton *m_create;
};

} // namespace gatehouse
