// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/colorfield.h"

#include "views/common/colordot.h"
#include "views/common/icons.h"

#include <QButtonGroup>
#include <QColorDialog>
#include <QHBoxLayout>
#include <QToolButton>

namespace gatehouse {

ColorField::ColorField(const QList<Swatch> &swatches, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_swatches(swatches)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_buttons.append(addButton(colorDot({}), tr("No colour")));
    for (const Swatch &swatch : swatches)
        m_buttons.append(addButton(colorDot(swatch.color), swatch.name));
    m_own = addButton(icon(Icon::More), tr("Another colour…"));
    connect(m_group, &QButtonGroup::buttonClicked, this, [this](QAbstractButton *button) {
        if (button == m_own)
            return pick();
        const qsizetype at = m_buttons.indexOf(button);
        choose(at == 0 ? QColor() : m_swatches.at(at - 1).color);
    });
    setFocusProxy(m_buttons.constFirst());
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setValue({});
}

QToolButton *ColorField::addButton(const QIcon &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(name);
    button->setAccessibleName(name);
    m_group->addButton(button);
    layout()->addWidget(button);
    return button;
}

void ColorField::setValue(const QColor &color)
{
    m_value = color;
    QToolButton *button = color.isValid() ? m_own : m_buttons.constFirst();
    for (qsizetype i = 0; i < m_swatches.size(); ++i)
        if (m_swatches.at(i).color == color)
            button = m_buttons.at(i + 1);
    m_own->setIcon(button == m_own ? colorDot(color) : icon(Icon::More));
    button->setChecked(true);
}

void ColorField::choose(const QColor &color)
{
    if (color == m_value)
        return setValue(color);
    setValue(color);
    Q_EMIT valueChanged();
}

void ColorField::pick()
{
    setValue(m_value); // until one is chosen
    auto *dialog = new QColorDialog(m_value, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, &ColorField::choose);
    dialog->open();
}

} // namespace gatehouse
