// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementform.h"

class QComboBox;
class QLabel;

namespace gatehouse {

class NumberEdit;

// A rate limit as a sentence: so many requests, or so many dollars, in a window of time, for each
// value of a key.
class RateForm : public ElementForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RateForm)

public:
    explicit RateForm(QWidget *parent = nullptr);

    void setProperties(const QJsonObject &properties) override;
    void setReadOnly(bool readOnly) override;
    void setSuggestions(const RouteSuggestions &suggestions) override;

private:
    void showSentence();
    double unit() const; // seconds

    NumberEdit *m_limit;
    QComboBox *m_type;
    NumberEdit *m_window;
    QComboBox *m_unit;
    QComboBox *m_key;
    QLabel *m_sentence;
};

} // namespace gatehouse
