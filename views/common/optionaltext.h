// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/field.h"

class QCheckBox;
class QLineEdit;

namespace gatehouse {

class LinesEdit;

// A text that may be absent or null: a tick says whether there is one.
class OptionalText : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionalText)

public:
    enum class Size { Line, Lines };

    explicit OptionalText(Size size, QWidget *parent = nullptr);

    // Unticking what had a text gives null.
    Field<QString> value() const;
    void setValue(const Field<QString> &value);
    void setUnsetText(const QString &text);
    void setReadOnly(bool readOnly);

    QCheckBox *tick() const { return m_tick; }
    QWidget *editor() const;

Q_SIGNALS:
    void valueChanged();

protected:
    bool event(QEvent *event) override;

private:
    QString text() const;
    void updateEditor();

    QCheckBox *m_tick;
    QLineEdit *m_line = nullptr; // one of the two
    LinesEdit *m_lines = nullptr;
    Field<QString> m_unset = Field<QString>::null(); // absent or null, as it was read
};

} // namespace gatehouse
