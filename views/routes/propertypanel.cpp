// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/propertypanel.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/scrollarea.h"
#include "views/common/taborder.h"
#include "views/routes/conditionform.h"
#include "views/routes/elementproblems.h"
#include "views/routes/elementtype.h"
#include "views/routes/jsonform.h"
#include "views/routes/outputsform.h"
#include "views/routes/percentageform.h"
#include "views/routes/plainlabels.h"
#include "views/routes/rateform.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

namespace gatehouse {

static QLabel *textLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

static bool turnsByWheel(const QWidget *field)
{
    return qobject_cast<const QComboBox *>(field) || qobject_cast<const QSlider *>(field)
        || qobject_cast<const QAbstractSpinBox *>(field);
}

PropertyPanel::PropertyPanel(RouteScene *scene, QWidget *parent)
    : QWidget(parent)
    , m_scene(scene)
    , m_document(scene->document())
    , m_content(new QWidget)
    , m_nothing(textLabel())
{
    setAccessibleName(tr("Properties"));
    setMinimumWidth(28 * grid); // of its widest form, with a scroll bar
    m_nothing->setAlignment(Qt::AlignTop);
    m_nothing->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(grid, grid, grid, 2 * grid);
    inner->setSpacing(grid);
    inner->addWidget(makeHeading());
    inner->addWidget(makeForms());
    inner->addWidget(m_outputsTitle);
    inner->addWidget(m_outputs);
    inner->addStretch(1); // nothing else grows
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_nothing);
    QScrollArea *area = makeScrollArea(m_content);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // of groups in groups
    layout->addWidget(area, 1);
    makeLabelsPlain(this);

    connect(scene, &QGraphicsScene::selectionChanged, this, &PropertyPanel::followSelection);
    connect(m_document, &RouteDocument::elementChanged, this, [this](const QString &id) {
        if (id == m_id)
            showElement();
    });
    connect(m_document, &RouteDocument::elementRenamed, this,
            [this](const QString &id, const QString &newId) {
                if (id == m_id)
                    m_id = newId;
            });
    // What is typed in one field is one step to undo, what is typed in the next one another.
    connect(qApp, &QApplication::focusChanged, this, [this] { m_document->endStep(); });
    connect(m_document, &RouteDocument::graphChanged, this, &PropertyPanel::followSelection);
    connect(m_document, &RouteDocument::graphReset, this, &PropertyPanel::followSelection);
    connect(m_document, &RouteDocument::readOnlyChanged, this, &PropertyPanel::showElement);
    followSelection();
}

PropertyPanel::~PropertyPanel()
{
    // Its fields lose the focus when this is no panel any more.
    m_idEdit->disconnect(this);
    qApp->disconnect(this);
}

QWidget *PropertyPanel::makeHeading()
{
    m_heading = new QWidget;
    m_icon = new QLabel;
    m_title = textLabel();
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_help = textLabel();
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_idEdit = new QLineEdit;
    m_idEdit->setAccessibleName(tr("Id"));
    m_idProblem = textLabel();
    m_problemList = new ElementProblems;
    m_readOnlyNote = textLabel();
    m_readOnlyNote->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_icon);
    row->addWidget(m_title, 1);
    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->addRow(tr("Id"), m_idEdit);
    auto *layout = new QVBoxLayout(m_heading);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addLayout(row);
    layout->addWidget(m_help);
    layout->addWidget(m_readOnlyNote);
    layout->addLayout(form);
    layout->addWidget(m_idProblem);
    layout->addWidget(m_problemList);
    connect(m_idEdit, &QLineEdit::editingFinished, this, &PropertyPanel::rename);
    return m_heading;
}

QWidget *PropertyPanel::makeForms()
{
    m_forms = new QWidget;
    m_condition = new ConditionForm;
    m_rate = new RateForm;
    m_model = new ModelForm;
    m_json = new JsonForm;
    m_percentage = new PercentageForm;
    m_outputs = new OutputsForm(m_document);
    m_outputsTitle = new QLabel(tr("Leads to"));
    QFont bold = m_outputsTitle->font();
    bold.setBold(true);
    m_outputsTitle->setFont(bold);
    auto *layout = new QVBoxLayout(m_forms); // a stack would be as tall as the tallest of them
    layout->setContentsMargins({});
    for (QWidget *form :
         std::initializer_list<QWidget *>{m_condition, m_rate, m_model, m_json, m_percentage}) {
        form->hide();
        layout->addWidget(form);
    }
    for (ElementForm *form : std::initializer_list<ElementForm *>{m_condition, m_rate, m_model})
        connectForm(form);
    connect(m_json, &JsonForm::replaced, this, [this](const QJsonObject &properties) {
        m_document->setProperties(m_id, properties, true);
    });
    connect(m_percentage, &PercentageForm::edited, this,
            [this](const QList<RouteOutput> &outputs, bool typing) {
                m_document->setOutputs(m_id, outputs, typing);
            });
    return m_forms;
}

void PropertyPanel::connectForm(ElementForm *form)
{
    connect(form, &ElementForm::edited, this,
            [this](const QString &property, const QJsonValue &value, bool typing) {
                m_document->setProperty(m_id, property, value, typing);
            });
}

void PropertyPanel::setSuggestions(const RouteSuggestions &suggestions)
{
    for (ElementForm *form : std::initializer_list<ElementForm *>{m_condition, m_rate, m_model})
        form->setSuggestions(suggestions);
}

void PropertyPanel::setOverview(const QString &text)
{
    m_overview = text;
    followSelection();
}

QWidget *PropertyPanel::formOf(const RouteElement &element) const
{
    const auto type = element.type.known();
    if (!type)
        return m_json;
    switch (*type) {
    case RouteElementType::Conditional:
        return m_condition;
    case RouteElementType::Rate:
        return m_rate;
    case RouteElementType::Model:
        return m_model;
    case RouteElementType::Percentage:
        return m_percentage;
    case RouteElementType::Start:
    case RouteElementType::End:
        break;
    }
    return element.properties.isEmpty() ? nullptr : m_json;
}

void PropertyPanel::followSelection()
{
    const QStringList ids = m_scene->selectedIds();
    m_id = ids.size() == 1 ? ids.constFirst() : QString();
    const bool isOne = m_document->element(m_id);
    m_content->setVisible(isOne);
    m_nothing->setVisible(!isOne);
    m_nothing->setText(ids.size() > 1 ? tr("%n elements are selected.", nullptr, int(ids.size()))
                                      : m_overview);
    showElement();
}

void PropertyPanel::showElement()
{
    const RouteElement *element = m_document->element(m_id);
    if (!element)
        return;
    const QString typeName = element->type.text();
    const ElementType *type = findElementType(typeName);
    m_icon->setPixmap(icon(elementIcon(typeName)).pixmap(16));
    m_title->setText(elementTitle(typeName));
    m_help->setText(type ? type->help
                         : tr("This type is not known here. All that belongs to it is kept."));
    if (!m_idEdit->hasFocus() || !m_idEdit->isModified())
        m_idEdit->setText(m_id);
    m_idProblem->hide();

    QWidget *form = formOf(*element);
    if (auto *edit = qobject_cast<ElementForm *>(form))
        edit->setProperties(element->properties);
    if (auto *percentage = qobject_cast<PercentageForm *>(form))
        percentage->setOutputs(element->outputs);
    if (form != m_form) {
        if (m_form)
            m_form->hide();
        m_form = form;
        if (m_form)
            m_form->show();
    }
    m_forms->setVisible(m_form);
    m_outputs->setElement(m_id);
    m_outputs->setVisible(!element->outputs.isEmpty());
    m_outputsTitle->setVisible(!element->outputs.isEmpty());

    const bool readOnly = m_document->isReadOnly();
    m_idEdit->setReadOnly(readOnly);
    for (ElementForm *edit :
         std::initializer_list<ElementForm *>{m_condition, m_rate, m_model, m_json})
        edit->setReadOnly(readOnly);
    m_percentage->setReadOnly(readOnly);
    m_outputs->setReadOnly(readOnly);
    orderTabsByLayout(m_content); // forms make their fields anew
    // The wheel scrolls, it turns nothing that it only passes.
    for (QWidget *field : m_content->findChildren<QWidget *>())
        if (turnsByWheel(field)) {
            field->setFocusPolicy(Qt::StrongFocus);
            field->installEventFilter(this);
        }
    showProblems();
}

bool PropertyPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void PropertyPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_icon)
        showElement(); // its icon and colours
    QWidget::changeEvent(event);
}

void PropertyPanel::setProblems(const QList<RouteProblem> &problems)
{
    m_problems = problems;
    showProblems();
}

void PropertyPanel::showProblems()
{
    m_problemList->setProblems(m_problems, m_id);
}

void PropertyPanel::setReadOnlyReason(const QString &reason)
{
    m_readOnlyNote->setText(tr("Cannot be edited: %1").arg(reason));
    m_readOnlyNote->setVisible(!reason.isEmpty());
}

void PropertyPanel::rename()
{
    const QString wanted = m_idEdit->text();
    m_idEdit->setModified(false);
    if (wanted == m_id || m_id.isEmpty())
        return m_idProblem->hide();
    if (m_document->renameElement(m_id, wanted))
        return;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
    m_idProblem->setPalette(colors);
    m_idProblem->setText(wanted.isEmpty()
                             ? tr("An element needs an id")
                             : tr("There is another element with the id “%1”").arg(wanted));
    m_idProblem->show();
}

void PropertyPanel::focusFields()
{
    QWidget *at = m_idEdit;
    while (m_form && (at = at->nextInFocusChain()) != m_idEdit)
        if (m_form->isAncestorOf(at) && at->focusPolicy() & Qt::TabFocus && !at->focusProxy()
            && at->isEnabled())
            return at->setFocus(Qt::ShortcutFocusReason);
    focusId();
}

void PropertyPanel::focusId()
{
    m_idEdit->setFocus(Qt::ShortcutFocusReason);
    m_idEdit->selectAll();
}

void PropertyPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return leaveRequested();
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
