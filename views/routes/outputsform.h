// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routedocument.h"

class QComboBox;
class QFormLayout;

namespace gatehouse {

// Where each output of an element leads, to choose from a list: what the canvas does by drawing.
class OutputsForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputsForm)

public:
    explicit OutputsForm(RouteDocument *document, QWidget *parent = nullptr);

    void setElement(const QString &id);
    void setReadOnly(bool readOnly);

private:
    using Choice = std::pair<QString, OpenEnum<RouteElementType>>; // an element

    QList<Choice> choices() const;
    void fill(QComboBox *box, const RouteOutput &output) const;
    void choose(const QString &output, const QComboBox *box);

    RouteDocument *m_document;
    QString m_id;
    QStringList m_names;
    QList<Choice> m_choices; // as last shown
    bool m_isOfReadOnly = false; // those that are shown
    QList<QComboBox *> m_boxes;
    QFormLayout *m_layout;
    bool m_readOnly = false;
};

} // namespace gatehouse
