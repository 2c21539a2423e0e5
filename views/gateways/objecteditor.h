// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/common/fields.h"

#include <functional>

class QFormLayout;

namespace gatehouse {

class FieldRow;

// A form for the members of an object. A member that the service did not report stays away until it
// is given a value.
class ObjectEditor : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ObjectEditor)

public:
    // What is wrong with a member's value; empty: nothing.
    using Check = std::function<QString(const QJsonValue &)>;
    struct Limits
    {
        qint64 minimum;
        qint64 maximum;
    };

    enum class Place { Form, Card }; // in a form its fields are level with the form's own

    explicit ObjectEditor(Place place = Place::Card, QWidget *parent = nullptr);

    // An empty text is no member, unless it was one when read.
    void addText(const QString &key, const QString &label, const QString &help, Check check);
    void addSecret(const QString &key, const QString &label, const QString &help, Check check);
    void addLongText(const QString &key, const QString &label, const QString &help, Check check);
    // A list of texts, one a line.
    void addLines(const QString &key, const QString &label, const QString &help, Check check = {});
    void addChoice(const QString &key, const QString &label,
                   const QList<OptionalCombo::Choice> &choices, const QString &help = {});
    void addSwitch(const QString &key, const QString &label, const QString &help = {});
    void addNumber(const QString &key, const QString &label, const QString &unit,
                   const Limits &limits);
    // A number with a fraction, above 0.
    void addAmount(const QString &key, const QString &label, const QString &unit);
    // A list of which each is ticked or not; others in it are kept.
    void addTicks(const QString &key, const QString &label,
                  const QList<OptionalCombo::Choice> &choices, Check check);
    // An object or list with an editor of its own, which is taken over.
    void addPart(const QString &key, const QString &label, JsonEditor *part,
                 const QString &help = {});

    void setReadOnly(bool readOnly) override;

protected:
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    QString findProblem(bool touched, bool everything) override;
    void applyName() override;

private:
    struct Member
    {
        QString key;
        QString label;
        QString unit;
        FieldRow *row = nullptr;
        QWidget *editor = nullptr;
        JsonEditor *part = nullptr;
        std::function<void(const QJsonValue &)> show{};
        std::function<QJsonValue()> read{}; // undefined: not there
        Check check{};
        std::function<void(bool)> setReadOnly{};
        QJsonValue shown = QJsonValue::Undefined; // what the editor said of what was shown
        QJsonValue value = QJsonValue::Undefined; // what was shown
    };
    Member &add(const QString &key, const QString &label, QWidget *editor, const QString &unit,
                const QString &help, Check check);
    static QJsonValue valueOf(const Member &member);

    int m_captionWidth;
    QFormLayout *m_layout;
    QList<Member> m_members;
};

// A check of a text's length.
ObjectEditor::Check textOf(int shortest, int longest);

} // namespace gatehouse
