// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace gatehouse {

class SecretField;

// Asks for a new secret in place of one that was refused or is missing.
class SignInForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInForm)

public:
    // wanted: “New API token”
    explicit SignInForm(const QString &wanted, QWidget *parent = nullptr);

Q_SIGNALS:
    void entered(const QString &secret);

private:
    void submit();

    SecretField *m_secret;
    QPushButton *m_submit;
};

} // namespace gatehouse
