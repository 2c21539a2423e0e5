// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/routes/modelform.h"
#include "views/routes/routescene.h"

class QLabel;
class QLineEdit;

namespace gatehouse {

class ConditionForm;
class ElementProblems;
class ElementForm;
class JsonForm;
class OutputsForm;
class PercentageForm;
class RateForm;

// The properties of the element that is selected: what the inspector dock shows for a route.
class PropertyPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PropertyPanel)

public:
    explicit PropertyPanel(RouteScene *scene, QWidget *parent = nullptr);
    ~PropertyPanel() override;

    const QString &elementId() const { return m_id; } // empty: none, or several
    void setSuggestions(const RouteSuggestions &suggestions);
    void setProblems(const QList<RouteProblem> &problems);
    // What it says while nothing is selected.
    void setOverview(const QString &text);
    void setReadOnlyReason(const QString &reason); // empty: it can be edited
    void focusFields();
    void focusId();

Q_SIGNALS:
    void leaveRequested(); // by Esc: back to the canvas

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeading();
    QWidget *makeForms();
    void connectForm(ElementForm *form);
    void followSelection();
    void showElement();
    void showProblems();
    void rename();
    QWidget *formOf(const RouteElement &element) const;

    RouteScene *m_scene;
    RouteDocument *m_document;
    QString m_id;
    QString m_overview;
    QList<RouteProblem> m_problems;

    QLabel *m_icon = nullptr;
    QLabel *m_title;
    QLabel *m_help;
    QLineEdit *m_idEdit;
    QLabel *m_idProblem;
    ElementProblems *m_problemList;
    QLabel *m_readOnlyNote;
    QWidget *m_content; // of one element
    QWidget *m_heading;
    QLabel *m_nothing;
    QWidget *m_forms;
    QWidget *m_form = nullptr; // that is shown
    ConditionForm *m_condition;
    RateForm *m_rate;
    ModelForm *m_model;
    JsonForm *m_json;
    PercentageForm *m_percentage;
    OutputsForm *m_outputs;
    QLabel *m_outputsTitle;
};

} // namespace gatehouse
