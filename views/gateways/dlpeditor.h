// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

class QLabel;
class QPushButton;

namespace gatehouse {

class ObjectEditor;

// Edits data loss prevention, which has two shapes: one action for all profiles, or policies with
// an action each. One is made the other only when the person asks for it.
class DlpEditor : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DlpEditor)

public:
    explicit DlpEditor(QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;
    static QJsonValue fresh(); // to begin with

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
    void applyName() override;

private:
    ObjectEditor *shape() const { return m_hasPolicies ? m_policies : m_single; }
    void convert();
    void updateShape();

    ObjectEditor *m_single;
    ObjectEditor *m_policies;
    QLabel *m_explanation;
    QPushButton *m_convert;
    bool m_hasPolicies = false;
    bool m_readOnly = false;
    QJsonValue m_beforeConversion = QJsonValue::Undefined;
    QString m_lost; // by the conversion
};

} // namespace gatehouse
