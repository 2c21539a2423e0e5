// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/datasetmodel.h"

class QLineEdit;
class QTreeWidget;

namespace gatehouse {

// Chooses among the datasets of a gateway, and counts the logs that those hold now.
class DatasetPicker : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetPicker)

public:
    // initial: what is chosen to begin with.
    DatasetPicker(ConnectionModels *models, const GatewayId &gateway,
                  const QList<DatasetId> &initial, QWidget *parent = nullptr);

    QList<DatasetId> chosen() const; // of those that are there
    const QList<DatasetId> &wanted() const { return m_wanted; } // even while they are not
    void setWanted(const QList<DatasetId> &ids);
    QStringList gone() const { return m_gone; } // the ids of what was chosen and is not there
    QString countText() const; // of those that are chosen
    bool isBusy() const; // something is being read or counted
    DatasetModel *model() { return &m_datasets; }

Q_SIGNALS:
    void changed(); // what is chosen, or how many logs it holds
    void edited(); // what is wanted, by the person

private:
    void showDatasets();
    void showCounts();
    void filter(const QString &text);

    TimeDisplay *m_time;
    QList<DatasetId> m_wanted;
    QStringList m_gone;
    DatasetModel m_datasets;
    bool m_filling = false;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
};

} // namespace gatehouse
