// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/namedquery.h"

class QComboBox;
class QLineEdit;

namespace gatehouse {

// What of a list of datasets or evaluations is wanted; the service searches.
class NamedSearch : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NamedSearch)

public:
    struct Words
    {
        QString search; // what the text is looked for in
        QString flagName;
        QString flagAny;
        QString flagOn;
        QString flagOff;
    };
    static constexpr int restMs = 300; // after typing

    explicit NamedSearch(const Words &words, QWidget *parent = nullptr);

    NamedQuery query() const;

public Q_SLOTS:
    void clear();
    void focusText();

Q_SIGNALS:
    void queryChanged();

private:
    void changeNow();

    QLineEdit *m_text;
    QComboBox *m_where;
    QComboBox *m_flag;
    QTimer m_rest;
};

} // namespace gatehouse
