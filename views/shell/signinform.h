// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"

#include <QWidget>

class QPushButton;

namespace gatehouse {

class SecretField;

// Asks for a new secret in place of one that was refused.
class SignInForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInForm)

public:
    explicit SignInForm(const Credentials &refused, QWidget *parent = nullptr);

Q_SIGNALS:
    void entered(const QString &secret);

private:
    void submit();

    SecretField *m_secret;
    QPushButton *m_submit;
};

} // namespace gatehouse
