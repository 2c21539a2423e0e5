// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>
#include <QMap>
#include <QStringListModel>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logquerytext.h"

class QLineEdit;

namespace gatehouse {

// Completes the word at the cursor of a filter: keys, and of some keys the values.
class FilterCompleter : public QCompleter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterCompleter)

public:
    explicit FilterCompleter(QLineEdit *edit);

    bool isChoosing() const; // Enter takes a completion
    void setUse(QueryUse use) { m_use = use; }
    void setValues(const QString &key, const QStringList &values);

Q_SIGNALS:
    void completed();

private:
    void onEdited();
    void take(const QString &completion);
    QStringList keyCandidates(const QString &word, bool negated) const;

    QLineEdit *m_edit;
    QueryUse m_use = QueryUse::Logs;
    QStringListModel m_list;
    QMap<QString, QStringList> m_values;
    qsizetype m_wordStart = 0;
};

} // namespace gatehouse
