// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/logservice.h"

class QAction;
class QLabel;
class QPushButton;
class QRadioButton;

namespace gatehouse {

class BodySearchBar;
class BodyTextView;
class MessageBar;

// The request's or the response's body of one log: its head at once, the whole of it when it is
// small or asked for. Fetches only while it can be seen.
class LogBodyPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogBodyPanel)

public:
    enum class Part { Request, Response };
    static constexpr qint64 automaticSize = 1'000'000; // bytes

    LogBodyPanel(LogService *service, const GatewayId &gateway, Part part,
                 QWidget *parent = nullptr);
    ~LogBodyPanel() override;

    void clear(); // until the detail is there
    void setLog(const Log &detail);
    bool isBusy() const;
    bool hasError() const;
    BodyTextView *text() const { return m_text; }

Q_SIGNALS:
    void busyChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools();
    QRadioButton *addMode(const QString &text, const QString &toolTip, bool pretty);
    const Field<QString> &head() const;
    Field<qint64> size() const;
    void fetchIfSmall();
    void fetch();
    void cancelFetch();
    void onFetched(Result<LogBody> body);
    void showBody();
    void showState();

    LogService *m_service;
    GatewayId m_gateway;
    Part m_part;
    MessageBar *m_messages;
    BodyTextView *m_text;
    BodySearchBar *m_search;
    QLabel *m_facts;
    QRadioButton *m_pretty;
    QRadioButton *m_raw;
    QAction *m_copy;
    QPushButton *m_load;
    QPushButton *m_cancel;

    Log m_log;
    bool m_hasLog = false;
    QByteArray m_data;
    QString m_contentType;
    bool m_complete = false;
    bool m_wantsPretty = true;
    bool m_fetchOnShow = false;
    Call<LogBody> m_fetch;
    quint64 m_generation = 0;
};

} // namespace gatehouse
