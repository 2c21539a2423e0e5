// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routedocument.h"

class QLabel;
class QPushButton;

namespace gatehouse {

class JsonEdit;

// The whole graph as JSON, to be edited as a text. It comes into the document as one step; until
// then errors are marked at their lines, and nothing is lost.
class JsonPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonPanel)

public:
    explicit JsonPanel(RouteDocument *document, QWidget *parent = nullptr);

    bool isEdited() const { return m_edited; } // and not applied
    void showElement(const QString &id); // its line
    JsonEdit *edit() const { return m_edit; }
    QPushButton *applyButton() const { return m_apply; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showDocument();
    void onTextChanged();
    void check();
    void apply();
    void updateControls();

    RouteDocument *m_document;
    JsonEdit *m_edit;
    QLabel *m_note;
    QPushButton *m_apply;
    QPushButton *m_revert;
    QTimer m_timer; // after the last key
    bool m_edited = false;
    bool m_showing = false;
    bool m_stale = true; // the document has changed since it was shown
};

} // namespace gatehouse
