// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace gatehouse {

// Widgets side by side, level with each other, in as many rows as the width asks for.
class FlowLayout : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowLayout)

public:
    FlowLayout(int gap, int rowGap, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;
    // That widgets would take, were they all that is in it.
    int rowsOf(const QList<const QWidget *> &widgets, int width) const;

private:
    int arrange(const QRect &rect, bool place) const; // the height that it takes

    QList<QLayoutItem *> m_items;
    int m_gap;
    int m_rowGap;
};

} // namespace gatehouse
