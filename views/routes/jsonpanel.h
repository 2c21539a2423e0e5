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
// then it is a draft. What is wrong with the text, or with the graph in it, is marked at its line.
class JsonPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonPanel)

public:
    explicit JsonPanel(RouteDocument *document, QWidget *parent = nullptr);

    bool isEdited() const { return m_edited; } // and not applied
    QString text() const; // as it is edited
    void showElement(const QString &id); // its line, unless somebody is typing
    void restore(const QString &text);
    void revert() { showDocument(); }
    void setContext(const RouteProblemContext &context);
    JsonEdit *edit() const { return m_edit; }
    QPushButton *applyButton() const { return m_apply; }

Q_SIGNALS:
    void textEdited(); // isEdited() or what is not applied is another

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showDocument();
    void showText();
    void onTextChanged();
    void setEdited(bool edited);
    void check();
    void apply();
    void updateControls();

    RouteDocument *m_document;
    JsonEdit *m_edit;
    QLabel *m_note;
    QPushButton *m_apply;
    QPushButton *m_revert;
    QTimer m_timer; // after the last key
    RouteProblemContext m_context;
    bool m_edited = false;
    bool m_isGraph = true; // the text, as of the last check
    bool m_showing = false;
    bool m_stale = true; // the document has changed since it was shown
};

} // namespace gatehouse
