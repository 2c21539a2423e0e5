// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/services/keyrotation.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace gatehouse {

class Dialogs;
class FieldRow;
class FormSection;
class MessageBar;
class SecretField;
class WriteGuard;

// A key is replaced in steps, each of which can be undone until the last. What has been reached is
// there again after a restart.
class RotationPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotationPanel)

public:
    static constexpr int watchMs = 15'000;

    RotationPanel(ConnectionModels *models, Drafts *drafts, Dialogs *dialogs,
                  const GatewayId &gateway, QWidget *parent = nullptr);

    KeyRotation *rotation() { return &m_rotation; }
    MessageBar *messages() const { return m_messages; }
    bool isBusy() const { return m_rotation.isRunning(); }
    bool hasUnkept() const; // that is kept nowhere

    QLineEdit *aliasEdit() const { return m_alias; }
    SecretField *secretField() const { return m_secret; }
    QPushButton *nextButton() const { return m_next; }
    QPushButton *undoButton() const { return m_undo; }
    QPushButton *forgetButton() const { return m_stop; }
    QString stepsText() const; // a line for each that is shown
    QString watchText() const;

Q_SIGNALS:
    void changed();
    void closeRequested(); // it is gone on with later
    void finished(); // back to the list

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showState();
    QStringList stepTexts() const;
    void showSteps();
    void showWatched();
    void showFields();
    void passFocusOn();
    bool isFilled() const;
    void forget();
    void goOn();
    void askToRetire();
    void watch();

    ConnectionModels *m_models;
    Dialogs *m_dialogs;
    KeyRotation m_rotation;
    QTimer m_poll;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    QLabel *m_title;
    QList<QLabel *> m_steps;
    FormSection *m_newKey;
    QLineEdit *m_alias;
    FieldRow *m_aliasRow;
    SecretField *m_secret;
    FieldRow *m_secretRow;
    QLabel *m_watched;
    QPushButton *m_close;
    QPushButton *m_stop;
    QPushButton *m_undo;
    QPushButton *m_look;
    QPushButton *m_next;
};

} // namespace gatehouse
