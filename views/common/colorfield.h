// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QToolButton;

namespace gatehouse {

// A colour out of a few, one of the person's own, or none.
class ColorField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColorField)

public:
    struct Swatch
    {
        QColor color;
        QString name;
    };

    explicit ColorField(const QList<Swatch> &swatches, QWidget *parent = nullptr);

    QColor value() const { return m_value; } // invalid: none
    void setValue(const QColor &color);

Q_SIGNALS:
    void valueChanged();

private:
    QToolButton *addButton(const QIcon &icon, const QString &name);
    void choose(const QColor &color); // by the person
    void pick();

    QButtonGroup *m_group;
    QList<Swatch> m_swatches;
    QList<QToolButton *> m_buttons; // none, then the swatches
    QToolButton *m_own;
    QColor m_value;
};

} // namespace gatehouse
