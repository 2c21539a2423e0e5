// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/gatewaybatch.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gatehouse {

class TimeDisplay;
class WriteGuard;

// What a batch is going to do to each gateway, field by field, and what came of it; with the
// buttons that apply it, stop it, and try again what failed.
class GatewayBatchPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayBatchPanel)

public:
    // Tells of it before it begins: taskTitle names the task, hint is put above.
    struct Texts
    {
        QString taskTitle;
        QString hint;
    };

    GatewayBatchPanel(GatewayBatch *batch, WriteGuard *writes, TimeDisplay *time,
                      QWidget *parent = nullptr);

    void setTexts(const Texts &texts);
    // Each gateway can be left out.
    void setChoosable(bool choosable);
    // The button that goes back to where the batch came from; without a text there is none.
    void setBackText(const QString &text);

    QTreeWidget *tree() const { return m_tree; }
    QPushButton *applyButton() const { return m_apply; }
    QPushButton *stopButton() const { return m_stop; }
    QPushButton *backButton() const { return m_back; }

Q_SIGNALS:
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void fill(int index);
    void fillChanges(QTreeWidgetItem *item, const GatewayBatch::Item &entry);
    QString outcome(const GatewayBatch::Item &entry) const;
    void onItemEdited(QTreeWidgetItem *item, int column);
    void updateControls();
    QString status() const;

    GatewayBatch *m_batch;
    WriteGuard *m_writes;
    TimeDisplay *m_time;
    Texts m_texts;
    bool m_choosable = false;
    bool m_fitsColumns = true; // until the person sets a width
    bool m_fitting = false;
    QLabel *m_hint;
    QTreeWidget *m_tree;
    QLabel *m_status;
    QProgressBar *m_progress;
    QPushButton *m_back;
    QPushButton *m_stop;
    QPushButton *m_apply;
};

} // namespace gatehouse
