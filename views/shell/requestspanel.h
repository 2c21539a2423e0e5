// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/requestmodel.h"

#include <QWidget>

namespace gatehouse {

class Settings;
class TableView;

// The Requests dock: every API call made.
class RequestsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestsPanel)

public:
    RequestsPanel(RequestModel *model, Settings *settings, QWidget *parent = nullptr);

private:
    void copyCurl() const;

    RequestModel *m_model;
    TableView *m_table;
};

} // namespace gatehouse
