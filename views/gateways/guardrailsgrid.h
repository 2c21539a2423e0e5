// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

#include <QList>

class QGridLayout;

namespace gatehouse {

class OptionalCombo;

// Edits guardrails: what becomes of a prompt and of a response that falls into a category. A
// category that is not there is ignored.
class GuardrailsGrid : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardrailsGrid)

public:
    explicit GuardrailsGrid(QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool, bool) override { return {}; }
    void applyName() override;

private:
    enum Side { Prompt, Response, SideCount };
    struct Row
    {
        QString category;
        QWidget *label;
        OptionalCombo *combos[SideCount];
    };
    void addRow(const QString &category);
    void setAll(Side side, const QString &action);
    void showAll(Side side);

    QGridLayout *m_layout;
    OptionalCombo *m_all[SideCount];
    QList<Row> m_rows;
    int m_known = 0; // rows of categories that this program knows
    bool m_settingAll = false;
    bool m_readOnly = false;
};

} // namespace gatehouse
