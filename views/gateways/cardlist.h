// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gatehouse {

// Edits a list of like things, each in a frame of its own, which can be added and removed.
class CardList : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardList)

public:
    struct Kind
    {
        QString heading; // "Endpoint %1"
        QString add; // "Add endpoint"
        int most; // 0: any number
        std::function<JsonEditor *()> make;
        std::function<QJsonValue()> fresh; // what a new one begins with
    };

    explicit CardList(const Kind &kind, QWidget *parent = nullptr);

    void setReadOnly(bool readOnly) override;
    QList<JsonEditor *> cards() const;
    QPushButton *addButton() const { return m_add; }

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
    void applyName() override;

private:
    struct Card
    {
        QWidget *frame;
        QLabel *heading;
        QPushButton *remove;
        JsonEditor *editor;
    };
    Card &append();
    void remove(JsonEditor *editor);
    void updateLimit();

    Kind m_kind;
    bool m_readOnly = false;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    QLabel *m_limit;
    QList<Card> m_cards;
};

} // namespace gatehouse
