// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QCoreApplication>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace gatehouse {

class LossCount;

// What is about to be done, put so that the person can tell whether they mean it.
struct Confirmation
{
    QString title; // "Delete the gateway “prod-chat”?"
    QStringList losses; // what is lost, a line each
    std::optional<qint64> count; // how many objects, in large
    QString countLabel; // what is counted: "logs"
    std::shared_ptr<LossCount> counted{}; // what else goes, as it becomes known; may be none
    QString from; // where from: "gateway prod-chat of account 0123"
    QString connectionName; // the profile
    QColor profileColor; // its colour; invalid: none
    QString typedName; // has to be typed exactly; empty: nothing is typed
    QString actionLabel; // "Delete"
    bool destructive = true;
};

struct FileQuestion
{
    QString title;
    QString suggestion; // file name or path; may be empty
    QStringList nameFilters; // "JSON (*.json)"
    QString suffix; // appended to a name without one; of saveFile only
};

// Every question that stops the person goes through here, so that a test can answer it. The answer
// comes later, never from within the call, and not at all once parent is gone.
class Dialogs
{
public:
    Dialogs() = default;
    virtual ~Dialogs() = default;
    Q_DISABLE_COPY_MOVE(Dialogs)

    virtual void confirm(const Confirmation &confirmation, QWidget *parent,
                         std::function<void(bool confirmed)> answer) = 0;
    // The answer is the path; empty: cancelled.
    virtual void openFile(const FileQuestion &question, QWidget *parent,
                          std::function<void(const QString &path)> answer) = 0;
    virtual void saveFile(const FileQuestion &question, QWidget *parent,
                          std::function<void(const QString &path)> answer) = 0;
};

class WidgetDialogs : public Dialogs
{
public:
    void confirm(const Confirmation &confirmation, QWidget *parent,
                 std::function<void(bool)> answer) override;
    void openFile(const FileQuestion &question, QWidget *parent,
                  std::function<void(const QString &)> answer) override;
    void saveFile(const FileQuestion &question, QWidget *parent,
                  std::function<void(const QString &)> answer) override;
};

} // namespace gatehouse
