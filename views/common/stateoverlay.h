// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/tablemodel.h"
#include "views/common/icons.h"

#include <QTimer>
#include <QWidget>

class QAction;

namespace gatehouse {

class BusyBar;
class StatePage;

// A view's content with what to say while there is none of it: loading, empty, filtered to nothing,
// failed, not connected. Content that is there is never covered; while it loads again, a thin bar
// runs over its top edge.
class StateStack : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateStack)

public:
    enum class State { Content, Loading, Empty, Filtered, Failed, NotConnected };
    Q_ENUM(State)

    static constexpr int loadingDelayMs = 150; // what is quicker shows no loading state

    // Takes the content over. Of an item view, the header stays visible.
    explicit StateStack(QWidget *content, QWidget *parent = nullptr);

    // The action becomes a button and stays the caller's; nullptr: none.
    void setEmptyText(Icon symbol, const QString &title, const QString &hint,
                      QAction *action = nullptr);
    void setFilteredText(const QString &title, const QString &hint);
    void setNotConnectedText(const QString &title, const QString &hint, QAction *action = nullptr);

    void setModel(TableModel *model); // follows its state and rows
    // For content that is no TableModel.
    void setContent(TableModel::State state, bool hasContent, const ApiError &error = {});
    void setFiltered(bool filtered); // that there is nothing is the filter's doing
    void setConnected(bool connected);

    State state() const { return m_state; }
    bool isBusy() const; // the bar runs

Q_SIGNALS:
    void stateChanged();
    void retryRequested();
    void clearFilterRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Text
    {
        Icon symbol;
        QString title;
        QString hint;
        QAction *action;
    };
    void evaluate();
    void setState(State state);
    void placeOverlay();

    QWidget *m_content;
    StatePage *m_page;
    BusyBar *m_busy;
    QTimer m_delay;
    TableModel::State m_source = TableModel::State::Idle;
    ApiError m_error;
    bool m_hasContent = false;
    bool m_filtered = false;
    bool m_connected = true;
    State m_state = State::Content;
    Text m_empty;
    Text m_filteredText;
    Text m_notConnected;
};

} // namespace gatehouse
