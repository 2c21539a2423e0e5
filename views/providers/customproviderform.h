// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/providers/providerform.h"

class QCheckBox;
class QLabel;

namespace gatehouse {

class Dialogs;
class HeadersEdit;
class LogoEdit;
class OptionalSpinBox;

// A custom provider. Its headers are a table here and a text of JSON in the object; a text that is
// not such a table is kept until a header is added.
class CustomProviderForm : public ProviderForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomProviderForm)

public:
    explicit CustomProviderForm(QWidget *parent = nullptr);

    void setTaken(const QStringList &slugs) { m_taken = slugs; }
    void setDialogs(Dialogs *dialogs);

    void setReadOnly(bool readOnly) override;
    HeadersEdit *headers() const { return m_headers; }
    LogoEdit *logo() const { return m_logo; }
    QString addressText() const; // what callers will use

protected:
    void show(const QJsonObject &object) override;
    QJsonObject edited(QJsonObject object) const override;
    QList<Problem> problems() const override;
    void showNotes() override;

private:
    QString headersText() const;
    QString slugError() const;
    QString positionError() const;

    QStringList m_taken;
    QLineEdit *m_name;
    QLineEdit *m_slug;
    QLabel *m_address;
    FieldRow *m_addressRow;
    QLineEdit *m_baseUrl;
    QCheckBox *m_enable;
    QCheckBox *m_beta;
    QPlainTextEdit *m_description;
    HeadersEdit *m_headers;
    QLabel *m_headersNote;
    QString m_headersRead; // as it came
    OptionalSpinBox *m_position;
    QLineEdit *m_link;
    FormSection *m_shown;
    LogoEdit *m_logo;
    QPlainTextEdit *m_curl;
    QPlainTextEdit *m_js;
};

} // namespace gatehouse
