// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/providercopy.h"
#include "models/domain/threeway.h"
#include "views/gateways/bottompanel.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStandardItemModel;

namespace gatehouse {

class TableView;

// A value as it is read; nothing secret is in it.
QString providerValueText(const QString &key, const QJsonValue &value);

// What saving changes, with the request that does it; or what others changed meanwhile, field by
// field, of which theirs can be ticked.
class ProviderReview : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderReview)

public:
    explicit ProviderReview(QWidget *parent = nullptr);

    void showChanges(const QList<FieldChange> &changes, const QString &requestLine,
                     const QJsonObject &requestBody);
    void showConflicts(const QList<FieldConflict> &conflicts);
    bool isMerging() const { return !m_conflicts.isEmpty(); }
    QJsonObject chosen() const; // of the conflicts, what each field is to be

    TableView *table() const { return m_table; }
    QPushButton *acceptButton() const { return m_accept; }
    QPushButton *backButton() const { return m_back; }

Q_SIGNALS:
    void accepted();
    void backRequested();

private:
    void setRows(const QStringList &titles, const QList<QStringList> &rows);

    QList<FieldConflict> m_conflicts;
    QLabel *m_title;
    QStandardItemModel *m_rows;
    TableView *m_table;
    QPlainTextEdit *m_request;
    QPushButton *m_showRequest;
    QPushButton *m_back;
    QPushButton *m_accept;
};

// What becomes of a provider's fields at the other back end, and what does not carry over.
class CopyPreview : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyPreview)

public:
    explicit CopyPreview(const QList<CopiedField> &fields, QWidget *parent = nullptr);
    TableView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorRows();

    QStandardItemModel *m_rows;
    TableView *m_table;
};

} // namespace gatehouse
