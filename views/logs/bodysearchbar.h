// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace gatehouse {

class BodyTextView;

// Finds a text in a body. Hidden until open(); Escape closes it.
class BodySearchBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodySearchBar)

public:
    explicit BodySearchBar(BodyTextView *view, QWidget *parent = nullptr);

    void open();
    void close();

private:
    void find();
    void step(int by);
    void showPlace();

    BodyTextView *m_view;
    QLineEdit *m_edit;
    QLabel *m_place;
    int m_count = 0;
    int m_index = 0;
};

} // namespace gatehouse
