// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/unkept.h"

#include "views/common/dialogs.h"

#include <QWidget>

namespace gatehouse {

bool hasUnkept(const QWidget *view)
{
    const auto *input = dynamic_cast<const UnkeptInput *>(view);
    return input && input->hasUnkept();
}

void askToLose(Dialogs *dialogs, QWidget *parent, const std::function<void()> &leave)
{
    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(gatehouse::UnkeptInput)
    };
    Confirmation question;
    question.title = Tr::tr("Close, and lose what was typed?");
    question.losses = {Tr::tr("There is a credential in it that is not saved. Credentials are in "
                              "no draft: it would have to be typed again.")};
    question.actionLabel = Tr::tr("Close");
    dialogs->confirm(question, parent, [leave](bool confirmed) {
        if (confirmed)
            leave();
    });
}

} // namespace gatehouse
