// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/rowsedit.h"

// Which requests a spend limit's rule is about.
namespace gatehouse {

class LinesEdit;

// {"mode": "filter", "values": […]}; without values there is no filter.
class ValuesFilterEdit : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValuesFilterEdit)

public:
    explicit ValuesFilterEdit(QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool, bool) override { return {}; }
    void applyName() override;

private:
    LinesEdit *m_values;
};

// {KEY: {"mode": "partition"} or {"mode": "filter", "values": […]}}; without keys there is none.
class MetadataFilterEdit : public RowsEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetadataFilterEdit)

public:
    explicit MetadataFilterEdit(QWidget *parent = nullptr);
    bool marksProblems() const override { return false; }

protected:
    MemberRow *makeRow() override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
};

} // namespace gatehouse
