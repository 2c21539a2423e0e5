// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routesimulator.h"

class QLabel;

namespace gatehouse {

class JsonEdit;

// A request to be simulated: metadata and body as JSON, headers a line each.
class RouteRequestForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRequestForm)

public:
    explicit RouteRequestForm(QWidget *parent = nullptr);

    // nullopt: what is in it is no request, and says why.
    std::optional<RouteRequest> value();
    void setValue(const RouteRequest &request);
    JsonEdit *metadata() const { return m_metadata; }
    JsonEdit *headers() const { return m_headers; }
    JsonEdit *body() const { return m_body; }

private:
    JsonEdit *addEdit(const QString &title, const QString &example, int lines);
    bool check(JsonEdit *edit, QJsonValue *value, bool mustBeObject);

    JsonEdit *m_metadata;
    JsonEdit *m_headers;
    JsonEdit *m_body;
    QLabel *m_error;
};

} // namespace gatehouse
