// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/dialogs.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse::test {

// Answers every question as the test says, and remembers what was asked.
class FakeDialogs : public Dialogs
{
public:
    bool confirmed = true;
    QString path; // empty: cancelled
    QList<Confirmation> confirmations;
    QList<FileQuestion> questions;

    void confirm(const Confirmation &confirmation, QWidget *parent,
                 std::function<void(bool)> answer) override
    {
        confirmations.append(confirmation);
        QTimer::singleShot(0, parent,
                           [answer = std::move(answer), yes = confirmed] { answer(yes); });
    }
    void openFile(const FileQuestion &question, QWidget *parent,
                  std::function<void(const QString &)> answer) override
    {
        ask(question, parent, std::move(answer));
    }
    void saveFile(const FileQuestion &question, QWidget *parent,
                  std::function<void(const QString &)> answer) override
    {
        ask(question, parent, std::move(answer));
    }
    void openFolder(const FileQuestion &question, QWidget *parent,
                    std::function<void(const QString &)> answer) override
    {
        ask(question, parent, std::move(answer));
    }

private:
    void ask(const FileQuestion &question, QWidget *parent,
             std::function<void(const QString &)> answer)
    {
        questions.append(question);
        QTimer::singleShot(0, parent,
                           [answer = std::move(answer), chosen = path] { answer(chosen); });
    }
};

} // namespace gatehouse::test
