// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace gatehouse {

// The kinds of elements that can be added: dragged onto the canvas, or put there by a double click
// or Enter.
class ElementPalette : public QListWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElementPalette)

public:
    static const QString mimeType; // its data: the name of the type

    explicit ElementPalette(QWidget *parent = nullptr);

    // With why one may not; empty: one may.
    void setReadOnly(const QString &reason);
    void setStartThere(bool there); // which there is once only

Q_SIGNALS:
    void addRequested(const QString &type);

protected:
    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override;
    QStringList mimeTypes() const override { return {mimeType}; }
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fill();
    bool m_startThere = false;
    void add(const QListWidgetItem *item);
};

} // namespace gatehouse
