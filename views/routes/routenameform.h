// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionlist.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gatehouse {

// Asks for the name of a new, renamed or copied route, and of a copy for where it goes.
class RouteNameForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteNameForm)

public:
    explicit RouteNameForm(QWidget *parent = nullptr);

    // name: suggested; action: of the button; own: the name that the route has, which is not taken
    // from it.
    void ask(const QString &title, const QString &name, const QString &action,
             const QString &own = {});
    void setTaken(const QStringList &taken); // in the gateway at hand
    QString freeName(const QString &wanted) const; // or with a number
    // Offers every gateway of every connection; else it is the one at hand.
    void offerTargets(const ConnectionList *connections, ConnectionModels *models,
                      const GatewayId &gateway);

    QString name() const;
    ConnectionModels *targetModels() const { return m_models; }
    GatewayId targetGateway() const;
    bool isValid() const;
    QLineEdit *edit() const { return m_name; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void submitted();
    void cancelled();
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillProfiles();
    void fillGateways();
    void check();
    void setError(const QString &error);

    const ConnectionList *m_connections = nullptr; // of a copy
    QMetaObject::Connection m_follows;
    QMetaObject::Connection m_reads; // the gateways of m_models
    QPointer<ConnectionModels> m_models;
    GatewayId m_gateway; // at hand
    ConnectionModels *m_home = nullptr;
    QStringList m_taken;
    QString m_own;
    QStringList m_offered; // gateways
    QLabel *m_title;
    QLineEdit *m_name;
    QLabel *m_in;
    QComboBox *m_profile;
    QComboBox *m_target;
    QPushButton *m_button;
    QPushButton *m_cancel;
    QLabel *m_error;
};

} // namespace gatehouse
