// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/signinform.h"

#include "views/common/secretfield.h"
#include "views/common/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse {

SignInForm::SignInForm(const QString &wanted, QWidget *parent)
    : QWidget(parent)
    , m_secret(new SecretField)
    , m_submit(new QPushButton(tr("Sign in")))
{
    m_secret->setPlaceholder(wanted);
    m_secret->setAccessibleName(wanted);
    m_secret->setMaximumWidth(56 * grid);
    m_submit->setAccessibleName(m_submit->text());
    m_submit->setEnabled(false);
    connect(m_secret, &SecretField::valueChanged, this,
            [this] { m_submit->setEnabled(!m_secret->value().trimmed().isEmpty()); });
    connect(m_secret->edit(), &QLineEdit::returnPressed, this, &SignInForm::submit);
    connect(m_submit, &QPushButton::clicked, this, &SignInForm::submit);
    setFocusProxy(m_secret->edit());

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * grid, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_secret, 1);
    layout->addWidget(m_submit);
    layout->addStretch();
}

void SignInForm::submit()
{
    const QString secret = m_secret->value().trimmed();
    if (secret.isEmpty()) // a second press, too
        return;
    m_secret->setValue({});
    m_submit->setEnabled(false);
    Q_EMIT entered(secret);
}

} // namespace gatehouse
