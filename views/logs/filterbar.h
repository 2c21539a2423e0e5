// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/logs/filteredit.h"

#include <QSet>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace gatehouse {

class FilterChips;
class FlowLayout;
class TimeDisplay;
class TimeRangeEdit;

// Edits a log query as text and by controls, each the other's mirror.
class LogFilterBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilterBar)

public:
    explicit LogFilterBar(TimeDisplay *time, QWidget *parent = nullptr);
    // For what a dataset holds: a time that moves becomes the time that it is.
    LogFilterBar(TimeDisplay *time, QueryUse use, QWidget *parent = nullptr);
    ~LogFilterBar() override;

    const LogQuery &query() const { return m_query; } // in the default order
    void setQuery(const LogQuery &query);
    FilterEdit *textEdit() const { return m_text; }
    void addButton(QToolButton *button); // to the right of the text
    // Offered as completions.
    void addSeen(const QString &provider, const QString &model);

public Q_SLOTS:
    void clear();

Q_SIGNALS:
    void queryChanged(); // by the person

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitControls();
    QComboBox *makeChoice(const QString &key, const QString &name, const QStringList &titles);
    QComboBox *makeNameEdit(const QString &key, const QString &name, const QString &any);
    void onNameEdited(QComboBox *combo, const QString &key, const QString &text);
    void apply(const LogQuery &query, bool byText = false);
    void showQuery();

    QueryUse m_use = QueryUse::Logs;
    LogQuery m_query;
    FilterEdit *m_text;
    TimeRangeEdit *m_time;
    QComboBox *m_success;
    QComboBox *m_cached;
    QComboBox *m_provider;
    QComboBox *m_model;
    FlowLayout *m_flow;
    FilterChips *m_chips;
    QToolButton *m_clear;
    QSet<QString> m_seenProviders;
    QSet<QString> m_seenModels;
};

} // namespace gatehouse
