// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFormLayout;
class QLabel;

namespace gatehouse {

// The right-hand side of a form's row: editor, unit, and under them help or, in its place, what is
// wrong with the value.
class FieldRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRow)

public:
    FieldRow(QWidget *editor, const QString &unit, const QString &help, QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }
    void setError(const QString &error); // empty: the value is fine
    const QString &error() const { return m_error; }
    void setHelp(const QString &help);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateNote();

    QWidget *m_editor;
    QLabel *m_note;
    QString m_help;
    QString m_error;
};

// A titled group of rows with their labels.
class FormSection : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormSection)

public:
    explicit FormSection(const QString &title, QWidget *parent = nullptr);

    // Gives the editor the label as accessible name and the unit and help as its description.
    FieldRow *addField(const QString &label, QWidget *editor, const QString &unit = {},
                       const QString &help = {});
    void addWidget(QWidget *widget); // over the whole width
    void setRowVisible(FieldRow *row, bool visible); // with its label
    void wrapLongRows(); // a field that has no room beside its label goes below it

private:
    QFormLayout *m_layout;
};

} // namespace gatehouse
