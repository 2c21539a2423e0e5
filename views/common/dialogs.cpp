// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/dialogs.h"

#include "views/common/confirmdialog.h"

#include <QFileDialog>

namespace gatehouse {

void WidgetDialogs::confirm(const Confirmation &confirmation, QWidget *parent,
                            std::function<void(bool)> answer)
{
    auto *dialog = new ConfirmDialog(confirmation, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // once: a second press can still reach a dialog that is closing
    QObject::connect(
        dialog, &QDialog::finished, parent ? static_cast<QObject *>(parent) : dialog,
        [answer = std::move(answer)](int result) { answer(result == QDialog::Accepted); },
        Qt::SingleShotConnection);
    dialog->open();
}

static void ask(const FileQuestion &question, QWidget *parent, QFileDialog::FileMode mode,
                std::function<void(const QString &)> answer)
{
    auto *dialog = new QFileDialog(parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode == QFileDialog::AnyFile ? QFileDialog::AcceptSave
                                                       : QFileDialog::AcceptOpen);
    dialog->setFileMode(mode);
    dialog->setOption(QFileDialog::ShowDirsOnly, mode == QFileDialog::Directory);
    dialog->setNameFilters(question.nameFilters);
    dialog->setDefaultSuffix(question.suffix);
    dialog->selectFile(question.suggestion);
    QObject::connect(
        dialog, &QDialog::finished, parent ? static_cast<QObject *>(parent) : dialog,
        [dialog, answer = std::move(answer)](int result) {
            answer(result == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString());
        },
        Qt::SingleShotConnection);
    dialog->open();
}

void WidgetDialogs::openFile(const FileQuestion &question, QWidget *parent,
                             std::function<void(const QString &)> answer)
{
    ask(question, parent, QFileDialog::ExistingFile, std::move(answer));
}

void WidgetDialogs::saveFile(const FileQuestion &question, QWidget *parent,
                             std::function<void(const QString &)> answer)
{
    ask(question, parent, QFileDialog::AnyFile, std::move(answer));
}

void WidgetDialogs::openFolder(const FileQuestion &question, QWidget *parent,
                               std::function<void(const QString &)> answer)
{
    ask(question, parent, QFileDialog::Directory, std::move(answer));
}

} // namespace gatehouse
