// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/outputsform.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"
#include "views/routes/elementtype.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace gatehouse {

OutputsForm::OutputsForm(RouteDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(grid / 2);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
}

void OutputsForm::setElement(const QString &id)
{
    const RouteElement *element = m_document->element(id);
    QStringList names;
    if (element)
        for (const RouteOutput &output : element->outputs)
            names.append(output.name);
    if (id != m_id || names != m_names) {
        while (m_layout->rowCount() > 0)
            m_layout->removeRow(0);
        m_boxes.clear();
        for (const QString &name : names) {
            const QString title = shareTitle(name);
            auto *box = new QComboBox;
            box->setMinimumContentsLength(6);
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            box->setAccessibleName(tr("Target of %1").arg(title));
            auto *label = new QLabel(title);
            label->setTextFormat(Qt::PlainText);
            m_layout->addRow(label, box);
            m_boxes.append(box);
            connect(box, &QComboBox::activated, this, [this, name, box] { choose(name, box); });
        }
    }
    // A key in another field changes none of it, and long lists take long.
    const QList<Choice> choices = this->choices();
    const auto isShown = [&](qsizetype i) {
        return m_boxes.at(i)->currentData() == element->outputs.at(i).target;
    };
    const bool isOther = id != m_id || names != m_names || choices != m_choices
        || m_document->isReadOnly() != m_isOfReadOnly;
    m_id = id;
    m_names = names;
    m_choices = choices;
    m_isOfReadOnly = m_document->isReadOnly();
    for (qsizetype i = 0; element && i < m_boxes.size(); ++i)
        if (isOther || !isShown(i))
            fill(m_boxes.at(i), element->outputs.at(i));
    setReadOnly(m_readOnly);
}

QList<OutputsForm::Choice> OutputsForm::choices() const
{
    QList<Choice> choices;
    choices.reserve(m_document->graph().size());
    for (const RouteElement &element : m_document->graph().elements())
        choices.append({element.id, element.type});
    return choices;
}

void OutputsForm::fill(QComboBox *box, const RouteOutput &output) const
{
    const QSignalBlocker blocker(box);
    box->clear();
    box->addItem(tr("nowhere yet"), QString());
    for (const RouteElement &element : m_document->graph().elements())
        if (element.id == output.target || m_document->canConnect({m_id, output.name}, element.id)
            || (m_document->isReadOnly() && element.id != m_id))
            box->addItem(icon(elementIcon(element.type.text())), element.id, element.id);
    int index = box->findData(output.target);
    if (index < 0) {
        box->addItem(tr("%1 (not there)").arg(output.target), output.target);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

void OutputsForm::choose(const QString &output, const QComboBox *box)
{
    const QString target = box->currentData().toString();
    if (target.isEmpty())
        m_document->disconnectOutput({m_id, output});
    else
        m_document->connectOutput({m_id, output}, target);
}

void OutputsForm::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (QComboBox *box : std::as_const(m_boxes))
        box->setEnabled(!readOnly);
}

} // namespace gatehouse
