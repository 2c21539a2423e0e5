// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

#include <QList>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

// Which requests a spend limit's rule is about.
namespace gatehouse {

class LinesEdit;
class OptionalCombo;

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
class MetadataFilterEdit : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetadataFilterEdit)

public:
    explicit MetadataFilterEdit(QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;
    bool marksProblems() const override { return false; }

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
    void applyName() override;

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *key;
        OptionalCombo *mode;
        LinesEdit *values;
        QToolButton *remove;
        QJsonValue read;
    };
    Row &append();
    void remove(QWidget *widget);

    bool m_readOnly = false;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    QList<Row> m_rows;
};

} // namespace gatehouse
