// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

#include <QList>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace gatehouse {

class SecretField;

// Edits an object of HTTP headers; any of the values may be a credential.
class HeadersEdit : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadersEdit)

public:
    static constexpr int longestValue = 4096;

    explicit HeadersEdit(QWidget *parent = nullptr);
    void setLongestValue(int characters) { m_longest = characters; }
    void setReadOnly(bool readOnly) override;

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
    void applyName() override;

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *name;
        SecretField *value;
        QToolButton *remove;
        QLabel *error;
        QJsonValue read; // of the service
    };
    Row &append();
    void remove(QWidget *widget);
    QString problemOf(const Row &row) const;

    int m_longest = longestValue;
    bool m_readOnly = false;
    QLayout *m_layout;
    QPushButton *m_add;
    QList<Row> m_rows;
};

} // namespace gatehouse
