// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/providers/providerform.h"

class QLabel;

namespace gatehouse {

class TreeEdit;

// A provider of ngrok's gateway.
class NgrokForm : public ProviderForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NgrokForm)

public:
    explicit NgrokForm(QWidget *parent = nullptr);

    void setTaken(const QStringList &providerIds) { m_taken = providerIds; }

    void setReadOnly(bool readOnly) override;
    TreeEdit *surfaces() const { return m_surfaces; }
    TreeEdit *models() const { return m_models; }
    QString counterText() const; // of the metadata

protected:
    void show(const QJsonObject &object) override;
    QJsonObject edited(QJsonObject object) const override;
    QList<Problem> problems() const override;
    void showNotes() override;

private:
    QString idError() const;
    QString listError(const QString &key) const;

    QStringList m_taken;
    QLineEdit *m_providerId;
    QLabel *m_address;
    QLineEdit *m_name;
    QLineEdit *m_baseUrl;
    QPlainTextEdit *m_metadata;
    QLabel *m_counter;
    TreeEdit *m_surfaces;
    TreeEdit *m_models;
};

} // namespace gatehouse
