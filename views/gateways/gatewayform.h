// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QScrollArea>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/gatewaymodel.h"

#include <functional>

class QLabel;
class QLineEdit;

namespace gatehouse {

class FieldRow;
class FormSection;
class OptionalSpinBox;

// Edits a gateway. What the service did not report, and what this form cannot edit, is left as it
// came. Fields go by their JSON names.
class GatewayForm : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayForm)

public:
    // existing tells which ids are taken.
    GatewayForm(const GatewayModel *existing, TimeDisplay *time, QWidget *parent = nullptr);

    void setNew(bool isNew); // the id can be edited, and what cannot be given yet is hidden
    void setValue(const Gateway &gateway); // nothing is edited
    bool setEdits(const QJsonObject &edits); // over the value; false: they do not fit
    Gateway value() const;
    const Gateway &base() const { return m_base; }
    QJsonObject edits() const; // what differs from the value that was set
    bool isDirty() const { return !edits().isEmpty(); }
    bool isValid() const;

    void commit(); // takes over what is still being typed
    void setLocked(bool locked); // while it is reviewed or saved
    // What is in it can be selected and copied; empty: it can be edited.
    void setReadOnly(const QString &why);
    // Marks the field until it is edited; false: the form has no such field.
    bool setServiceError(const QString &key, const QString &message);
    void focusField(const QString &key);

    QWidget *editor(const QString &key) const { return m_editors.value(key).widget; }
    QString errorOf(const QString &key) const;

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Editor
    {
        QWidget *widget = nullptr;
        FieldRow *row = nullptr;
        std::function<QJsonValue()> read; // undefined: left as it is
        std::function<void(const QJsonValue &)> show;
        std::function<QString()> problem; // with what is in it; empty: none
        std::function<void()> commit;
        std::function<void(bool)> setReadOnly;
    };
    struct Range
    {
        qint64 minimum;
        qint64 maximum;
        qint64 step;
        qint64 start; // what a field without a value starts from
    };

    void addGeneral();
    void addTraffic();
    void addLogging();
    void addAccess();
    void addKept();
    FormSection *addSection(const QString &title);
    Editor &addEditor(FormSection *section, const QString &key, QWidget *widget,
                      const QString &note, const QString &unit = {});
    void addId(FormSection *section);
    void addNumber(FormSection *section, const QString &key, const Range &range,
                   const QString &unit);
    void addChoice(FormSection *section, const QString &key, const QString &note, bool nullable);
    void addSwitch(FormSection *section, const QString &key, const QString &note = {});
    void addTick(FormSection *section, const QString &key, const QString &text,
                 const QString &note = {});
    void addShown(FormSection *section, const QString &key);

    void show(const Gateway &gateway);
    void onEdited(const QString &key);
    void updateNotes();
    void updateProblems();
    void updateId();
    void updateShown();
    QString idProblem() const;
    QString absentText() const;

    const GatewayModel *m_existing;
    TimeDisplay *m_time;
    bool m_isNew = false;
    QString m_readOnly; // why; empty: it is not
    bool m_showing = false;
    Gateway m_base;
    Gateway m_current; // with the edits of fields that have no editor
    QHash<QString, Editor> m_editors;
    QHash<QString, QLabel *> m_shown; // read-only values
    QHash<QString, QString> m_serviceErrors;
    QList<FieldRow *> m_shownRows;
    FormSection *m_kept = nullptr;
    QLineEdit *m_id = nullptr;
};

} // namespace gatehouse
