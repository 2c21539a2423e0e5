// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/gatewaymodel.h"

#include <functional>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace gatehouse {

class FieldRow;
class FormIndex;
class FormSection;
class OptionalText;

// Edits a gateway. What the service did not report is left as it came until it is touched, and what
// this program does not know is kept at every depth. Fields go by their JSON names.
class GatewayForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayForm)

public:
    // existing tells which ids are taken.
    GatewayForm(const GatewayModel *existing, TimeDisplay *time, QWidget *parent = nullptr);

    void setNew(bool isNew); // the id can be edited, and what the service makes is hidden
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
    // Marks the field that an error of the service is about, such as {"body", "otel", "0", "url"},
    // until it is edited, and gives its name; empty: the form has no such field.
    QString setServiceError(const QStringList &path, const QString &message);
    void focusField(const QString &key);

    QStringList sections() const; // by name, in order
    void showSection(const QString &name);

    QWidget *editor(const QString &key) const { return m_editors.value(key).widget; }
    QString errorOf(const QString &key) const;
    FormIndex *index() const { return m_index; }

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
        // base: what the service has.
        std::function<void(const QJsonValue &, const QJsonValue &base)> show;
        std::function<QString()> problem; // with what is in it; empty: none
        std::function<void()> commit;
        std::function<void(bool)> setReadOnly;
    };
    static constexpr const char *noteProperty = "gatehouseNote"; // of an editor

    struct Section
    {
        QString name;
        FormSection *widget;
        QStringList keys; // of its fields
    };

    void addGeneral();
    void addTraffic();
    void addLogging();
    void addSecurity();
    void addIntegrations();
    void addBilling();
    void addOthers();
    FormSection *addSection(const QString &name, const QString &title);
    Editor &addEditor(FormSection *section, const QString &key, QWidget *widget,
                      const QString &note);
    void addId(FormSection *section);
    void addNumber(FormSection *section, const QString &key, qint64 step, const QString &note = {});
    void addChoice(FormSection *section, const QString &key);
    void addSwitch(FormSection *section, const QString &key, const QString &note = {});
    void addTick(FormSection *section, const QString &key, const QString &text,
                 const QString &note = {});
    void addText(FormSection *section, const QString &key, OptionalText *editor,
                 const QString &note);
    void addPart(FormSection *section, const QString &key, const QString &note);
    void addShown(FormSection *section, const QString &key);

    void show(const Gateway &gateway);
    void onEdited(const QString &key);
    void onScrolled(int value);
    void updateNotes();
    void updateProblems();
    void updateMarks();
    void updateId();
    void updateShown();
    QString idProblem() const;
    QString absentText() const;

    const GatewayModel *m_existing;
    TimeDisplay *m_time;
    bool m_isNew = false;
    QString m_readOnly; // why; empty: it is not
    bool m_showing = false;
    bool m_jumping = false;
    Gateway m_base;
    QJsonObject m_baseJson;
    Gateway m_current; // with the edits of fields that have no editor
    QHash<QString, Editor> m_editors;
    QHash<QString, QLabel *> m_shown; // read-only values
    QHash<QString, QString> m_serviceErrors;
    QList<FieldRow *> m_shownRows;
    QList<Section> m_sections;
    QBoxLayout *m_layout;
    FormIndex *m_index;
    QScrollArea *m_area;
    QWidget *m_page;
    QLabel *m_others = nullptr; // fields that are not known
    QLineEdit *m_id = nullptr;
};

} // namespace gatehouse
