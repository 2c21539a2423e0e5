// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QSet>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/profile.h"
#include "models/services/secretstore.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace gatehouse {

class ColorField;
class FieldRow;
class FormSection;
class OptionalSpinBox;
class SecretField;

// One profile with its secrets as they are edited.
class ProfileForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileForm)

public:
    struct Value
    {
        Profile profile;
        QMap<SecretKind, QString> secrets; // those that are not empty

        bool operator==(const Value &) const = default;
    };

    explicit ProfileForm(QWidget *parent = nullptr);

    void setValue(const Value &value); // what is kept; edits are dropped
    void setEdits(const Value &edits); // over it
    const Value &base() const { return m_base; }
    Value value() const;
    bool isDirty() const { return value() != m_base; }
    // By the field's name; those of untouched empty fields are there, but not shown.
    QMap<QString, QString> problems() const;

    // While they are asked for, the secrets cannot be edited.
    void setSecretsLoading(bool loading);
    void setSecretsNote(const QString &note); // where they are kept
    void setOtherNames(const QStringList &names) { m_otherNames = names; }
    void focusSecret();
    void focusName();

Q_SIGNALS:
    void changed(); // by the person

private:
    void makeIdentity();
    void makeService();
    void makeNgrok();
    void makeCare();
    void fill(const Value &value);
    void onEdited(const QString &field);
    void showProblems();
    void showRows();

    Value m_base;
    bool m_filling = false;
    QSet<QString> m_touched;
    QStringList m_otherNames;
    QMap<QString, FieldRow *> m_rows; // by the member's name
    FormSection *m_service;
    FormSection *m_ngrok;
    QLineEdit *m_name;
    ColorField *m_color;
    QComboBox *m_backEnd;
    QLineEdit *m_apiUrl;
    QLineEdit *m_account;
    QComboBox *m_signIn;
    QLineEdit *m_email;
    QMap<SecretKind, SecretField *> m_secrets;
    QLabel *m_secretsNote;
    QLineEdit *m_ngrokUrl;
    QCheckBox *m_readOnly;
    OptionalSpinBox *m_budget;
};

} // namespace gatehouse
