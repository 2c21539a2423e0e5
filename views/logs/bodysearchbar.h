// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace gatehouse {

class DocumentView;

// Finds a text in a document. Hidden until open(); Escape closes it.
class BodySearchBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodySearchBar)

public:
    explicit BodySearchBar(DocumentView *view, QWidget *parent = nullptr);

    void open();
    void close();
    QLineEdit *edit() const { return m_edit; }

private:
    void find();
    void step(int by);
    void showFirst();
    void showPlace();

    DocumentView *m_view;
    QLineEdit *m_edit;
    QLabel *m_place;
    int m_index = 0;
};

} // namespace gatehouse
