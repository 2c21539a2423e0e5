// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/preparedbody.h"
#include "models/services/logservice.h"

class QAction;
class QLabel;
class QPushButton;
class QProgressBar;
class QRadioButton;

namespace gatehouse {

class BodySearchBar;
class BodyView;
class Dialogs;
class MessageBar;

// The request's or the response's body of one log: its head at once, the whole of it when it is
// small or asked for. Fetches only while it can be seen.
class LogBodyPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogBodyPanel)

public:
    enum class Part { Request, Response };
    static constexpr qint64 automaticSize = 5'000'000; // bytes

    LogBodyPanel(LogService *service, const GatewayId &gateway, Part part, Dialogs *dialogs,
                 QWidget *parent = nullptr);
    ~LogBodyPanel() override;

    void clear(); // until the detail is there
    void setLog(const Log &detail);
    // One way or another, as far as the body can be shown so.
    void showAs(BodyMode mode);
    bool isBusy() const;
    bool hasError() const;
    BodyView *view() const { return m_view; }

Q_SIGNALS:
    void busyChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools();
    QWidget *makeModes();
    const Field<QString> &head() const;
    Field<qint64> size() const;
    void fetchIfSmall();
    void fetch();
    void cancelFetch();
    void showProgress(qint64 received, qint64 total);
    void onFetched(Result<LogBody> body);
    void showBody();
    void showState();
    void save();
    void write(const QString &path);

    LogService *m_service;
    GatewayId m_gateway;
    Part m_part;
    Dialogs *m_dialogs;
    MessageBar *m_messages;
    BodyView *m_view;
    BodySearchBar *m_search;
    QLabel *m_facts;
    QHash<BodyMode, QRadioButton *> m_modes;
    QAction *m_copy;
    QAction *m_save;
    QPushButton *m_load;
    QPushButton *m_cancel;
    QProgressBar *m_progress;

    Log m_log;
    bool m_hasLog = false;
    Body m_body;
    BodyMode m_wanted = BodyMode::Chat; // by the person, for every log
    bool m_fetchOnShow = false;
    Call<LogBody> m_fetch;
    quint64 m_generation = 0;
};

} // namespace gatehouse
