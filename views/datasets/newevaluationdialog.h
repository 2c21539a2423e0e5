// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/evaluation.h"
#include "models/items/connectionmodels.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace gatehouse {

class DatasetPicker;
class Drafts;
class EvaluationWaits;
class GatewayDraft;
class MessageBar;
class WriteGuard;

// Chooses what a new evaluation is made of and starts it: its name, one to five datasets, with how
// many logs they hold now, and the evaluators. Those that are mandatory are always among them. What
// is chosen is kept as a draft until it is started or discarded.
class NewEvaluationDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewEvaluationDialog)

public:
    struct Parts
    {
        Drafts *drafts;
        EvaluationWaits *waits;
        MessageBar *messages; // where to tell what comes after the dialog was closed
    };

    // initial: what is chosen to begin with; what it names by id that is not there any more is told
    // by its name, if that is known. Deletes itself when it is closed.
    NewEvaluationDialog(ConnectionModels *models, const GatewayId &gateway, const Parts &parts,
                        const NewEvaluation &initial, const QHash<QString, QString> &names,
                        QWidget *parent);

    // Before the window, which stays usable: it may ask for credentials meanwhile.
    void present();
    NewEvaluation value() const;
    bool isBusy() const; // something is being read or counted
    bool isStarting() const { return m_call.isRunning(); }
    // Another one, which begins with something else, can take its place and offers what was chosen
    // here.
    bool givesWayTo(const NewEvaluation &initial) const;

    void reject() override;

Q_SIGNALS:
    void started(const gatehouse::Evaluation &evaluation);
    void endedUnseen(); // a start, after the dialog was closed

private:
    void onDatasetsRead();
    void showTypes();
    QCheckBox *makeType(const EvaluationType &type);
    void warnOfGone(const QString &key, const QStringList &ids);
    void start();
    void onStarted(const Result<Evaluation> &evaluation);
    void updateControls();

    NewEvaluation wanted() const; // as it is in the form, even what is not there
    void setWanted(const NewEvaluation &wanted);
    void onEdited();
    void dropDraft();
    void offerDraft();
    void restore(const NewEvaluation &begun, const QDateTime &when);
    QString missing() const; // what is to be chosen yet

    ConnectionModels *m_models;
    GatewayId m_gateway;
    Parts m_parts;
    NewEvaluation m_initial;
    QList<EvaluationTypeId> m_wantedTypes;
    std::optional<NewEvaluation> m_offered; // begun before, and neither restored nor discarded
    bool m_isCancelled = false; // while it is being started
    QHash<QString, QString> m_names; // by id
    Call<Evaluation> m_call;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    GatewayDraft *m_draft;
    QWidget *m_form;
    QLineEdit *m_name;
    DatasetPicker *m_datasets;
    QVBoxLayout *m_typesLayout;
    QHash<QString, QCheckBox *> m_types; // by id, each with its label
    QHash<QString, QLabel *> m_typeHelp;
    QLabel *m_count;
    QLabel *m_missing;
    QPushButton *m_start;
};

} // namespace gatehouse
