// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace gatehouse {

class RouteCanvas;

// Finds elements by what they are called, what type they are of and what they do.
class ElementSearch : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElementSearch)

public:
    explicit ElementSearch(RouteCanvas *canvas, QWidget *parent = nullptr);

    void open();
    void close();
    QLineEdit *edit() const { return m_edit; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();
    void step(int by);

    RouteCanvas *m_canvas;
    QLineEdit *m_edit;
    QLabel *m_count;
    QStringList m_found;
    qsizetype m_at = -1;
};

} // namespace gatehouse
