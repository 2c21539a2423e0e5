// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/bottompanel.h"

#include "models/domain/apierror.h"
#include "models/domain/customdomain.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace gatehouse {

class FieldRow;

// Where a custom domain is described that is to be added.
class CustomDomainForm : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomDomainForm)

public:
    explicit CustomDomainForm(QWidget *parent = nullptr);

    NewCustomDomain value() const;
    void clear();
    void setTaken(const QStringList &hostnames); // in lower case
    void setAdding(bool adding);
    bool isValid() const;
    // Marks the field that the service complains about; false: it is none of these.
    bool setServiceError(const ApiError &error);

    QLineEdit *hostnameEdit() const { return m_hostname; }
    QLineEdit *zoneEdit() const { return m_zone; }
    QComboBox *tlsBox() const { return m_tls; }
    QPushButton *addButton() const { return m_add; }
    QPushButton *closeButton() const { return m_close; }
    FieldRow *hostnameRow() const { return m_hostnameRow; }
    FieldRow *zoneRow() const { return m_zoneRow; }

Q_SIGNALS:
    void changed();
    void submitted();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void validate();
    QString hostnameError() const;

    QLineEdit *m_hostname;
    QLineEdit *m_zone;
    QComboBox *m_tls;
    FieldRow *m_hostnameRow;
    FieldRow *m_zoneRow;
    QPushButton *m_close;
    QPushButton *m_add;
    QStringList m_taken;
    bool m_adding = false;
};

} // namespace gatehouse
