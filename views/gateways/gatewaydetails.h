// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/gateway.h"
#include "models/domain/timedisplay.h"

#include <optional>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gatehouse {

// Every field of one gateway to read and copy, for the inspector dock; credentials are masked.
class GatewayDetails : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayDetails)

public:
    explicit GatewayDetails(TimeDisplay *time, QWidget *parent = nullptr);

    void setGateway(const std::optional<Gateway> &gateway); // nullopt: none is selected
    QTreeWidget *tree() const { return m_tree; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addItem(QTreeWidgetItem *parent, const QString &key, const QString &label,
                 const QJsonValue &value);
    void paintMuted(QTreeWidgetItem *item) const;
    void copyFields();
    void copyJson();

    TimeDisplay *m_time;
    std::optional<Gateway> m_gateway;
    QLabel *m_title;
    QPushButton *m_copyJson;
    QTreeWidget *m_tree;
};

} // namespace gatehouse
