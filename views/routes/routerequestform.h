// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routesimulator.h"

class QLabel;

namespace gatehouse {

class JsonEdit;

// A request to be simulated: metadata and body as JSON, headers a line each. A large body, such as
// one with pictures, is used as it came and cannot be edited.
class RouteRequestForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteRequestForm)

public:
    explicit RouteRequestForm(QWidget *parent = nullptr);

    static constexpr qsizetype mostEdited = 200'000; // characters of a body

    struct Content
    {
        RouteRequest request{};
        QString body{}; // as text
    };
    static Content contentOf(const RouteRequest &request); // in any thread: a body may be large

    // nullopt: what is in it is no request, and says why.
    std::optional<RouteRequest> value();
    void setValue(const RouteRequest &request) { setContent(contentOf(request)); }
    void setContent(const Content &content);
    JsonEdit *metadata() const { return m_metadata; }
    JsonEdit *headers() const { return m_headers; }
    JsonEdit *body() const { return m_body; }

private:
    JsonEdit *addEdit(const QString &title, const QString &example, int lines);
    QWidget *makeLargeNote();
    void setLarge(const QString &note); // empty: it is not
    bool check(JsonEdit *edit, QJsonValue *value, bool mustBeObject);

    JsonEdit *m_metadata;
    JsonEdit *m_headers;
    JsonEdit *m_body;
    QWidget *m_large; // in place of the body
    QLabel *m_largeNote;
    QJsonValue m_largeBody = QJsonValue::Undefined;
    QLabel *m_error;
};

} // namespace gatehouse
