// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/secretfield.h"

#include "views/common/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

namespace gatehouse {

using namespace std::chrono_literals;

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_reveal(new QToolButton)
    , m_copy(new QToolButton)
{
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
                                | Qt::ImhSensitiveData);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    m_edit->setDragEnabled(false);
    m_edit->installEventFilter(this);
    m_reveal->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_reveal->setCheckable(true);
    m_copy->setIcon(icon(Icon::Copy));
    m_copy->setToolTip(tr("Copy; it leaves the clipboard after 30 s"));
    for (QToolButton *button : {m_reveal, m_copy})
        button->setFocusPolicy(Qt::StrongFocus);
    m_clipboardTimer.setSingleShot(true);
    m_clipboardTimer.setInterval(30s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(m_copy);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(m_edit, &QLineEdit::textEdited, this, &SecretField::valueChanged);
    connect(m_edit, &QLineEdit::textChanged, m_copy,
            [this](const QString &text) { m_copy->setEnabled(!text.isEmpty()); });
    connect(m_reveal, &QToolButton::toggled, this, &SecretField::setRevealed);
    connect(m_copy, &QToolButton::clicked, this, &SecretField::copy);
    connect(&m_clipboardTimer, &QTimer::timeout, this, &SecretField::clearClipboard);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (!now || !isAncestorOf(now))
            setRevealed(false);
    });
    m_copy->setEnabled(false);
    setRevealed(false);
}

SecretField::~SecretField()
{
    qApp->disconnect(this);
    clearClipboard();
}

QString SecretField::value() const
{
    return m_edit->text();
}

void SecretField::setValue(const QString &value)
{
    setRevealed(false);
    if (value != m_edit->text())
        m_edit->setText(value);
}

void SecretField::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

bool SecretField::isRevealed() const
{
    return m_edit->echoMode() == QLineEdit::Normal;
}

void SecretField::setRevealed(bool revealed)
{
    // What is selected while it can be read goes to the X11 selection.
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (isRevealed() && !revealed && clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
    m_edit->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setChecked(revealed);
    m_reveal->setText(revealed ? tr("Hide") : tr("Show"));
    m_reveal->setToolTip(revealed ? tr("Hide it again") : tr("Show it until the focus leaves"));
}

void SecretField::copy()
{
    m_copied = m_edit->text();
    auto *copied = new QMimeData;
    copied->setText(m_copied);
    // What clipboard managers look for, so as not to keep it.
    copied->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(copied);
    m_clipboardTimer.start();
}

void SecretField::clearClipboard()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!m_copied.isEmpty() && clipboard->text() == m_copied)
        clipboard->clear();
    m_copied.clear();
}

bool SecretField::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Polish:
    case QEvent::Show:
        m_edit->setAccessibleName(accessibleName());
        m_reveal->setAccessibleName(tr("Show %1").arg(accessibleName()));
        m_copy->setAccessibleName(tr("Copy %1").arg(accessibleName()));
        break;
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        setRevealed(false);
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

// Copying by keys is copying all the same.
bool SecretField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool cut = key->matches(QKeySequence::Cut);
        if (cut || key->matches(QKeySequence::Copy)) {
            if (isRevealed() && !m_edit->text().isEmpty())
                copy();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gatehouse
