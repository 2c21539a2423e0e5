// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/headersedit.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/secretfield.h"
#include "views/common/taborder.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

namespace gatehouse {

HeadersEdit::HeadersEdit(QWidget *parent)
    : JsonEditor(parent)
    , m_add(new QPushButton(icon(Icon::Add), tr("Add header")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_layout = layout;
    connect(m_add, &QPushButton::clicked, this, [this] {
        QLineEdit *name = append().name;
        applyName();
        onEdited();
        name->setFocus();
    });
}

HeadersEdit::Row &HeadersEdit::append()
{
    Row row{.widget = new QWidget,
            .name = new QLineEdit,
            .value = new SecretField,
            .remove = new QToolButton,
            .error = new QLabel,
            .read = QJsonValue::Undefined};
    row.name->setPlaceholderText(tr("name"));
    row.name->setMinimumWidth(10 * grid);
    row.value->setPlaceholder(tr("value"));
    row.remove->setIcon(icon(Icon::Close));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::StrongFocus);
    row.remove->setToolTip(tr("Remove the header"));
    row.error->setTextFormat(Qt::PlainText);
    row.error->setWordWrap(true);
    row.error->hide();

    auto *line = new QHBoxLayout;
    line->setContentsMargins({});
    line->setSpacing(grid / 2);
    line->addWidget(row.name, 2);
    line->addWidget(row.value, 3);
    line->addWidget(row.remove);
    auto *rows = new QVBoxLayout(row.widget);
    rows->setContentsMargins({});
    rows->setSpacing(2);
    rows->addLayout(line);
    rows->addWidget(row.error);
    static_cast<QVBoxLayout *>(m_layout)->insertWidget(int(m_rows.size()), row.widget);
    putInTabOrder(row.widget, m_add);
    connect(row.name, &QLineEdit::textChanged, this, &HeadersEdit::onEdited);
    connect(row.value, &SecretField::valueChanged, this, &HeadersEdit::onEdited);
    connect(row.remove, &QToolButton::clicked, this,
            [this, widget = row.widget] { remove(widget); });
    m_rows.append(row);
    setReadOnly(m_readOnly);
    return m_rows.last();
}

void HeadersEdit::remove(QWidget *widget)
{
    m_rows.removeIf([widget](const Row &row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater();
    m_add->setFocus();
    applyName();
    onEdited();
}

void HeadersEdit::show(const QJsonValue &value)
{
    for (const Row &row : std::exchange(m_rows, {})) {
        row.widget->hide();
        row.widget->deleteLater();
    }
    const QJsonObject headers = value.toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        Row &row = append();
        row.name->setText(it.key());
        row.value->setValue(it.value().toString());
        row.read = it.value();
    }
}

// One that has just been added, and nothing typed into it, is none.
static bool isBlank(const QLineEdit *name, const SecretField *value)
{
    return name->text().isEmpty() && value->value().isEmpty();
}

QJsonValue HeadersEdit::edited(const QJsonValue &) const
{
    QJsonObject headers;
    for (const Row &row : m_rows) {
        if (isBlank(row.name, row.value))
            continue;
        const QString text = row.value->value();
        headers.insert(row.name->text(),
                       text == row.read.toString() && !row.read.isUndefined() ? row.read
                                                                              : QJsonValue(text));
    }
    return headers;
}

QString HeadersEdit::problemOf(const Row &row) const
{
    // RFC 9110, 5.6.2
    static const QRegularExpression token(QStringLiteral("\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"));
    const QString name = row.name->text();
    if (isBlank(row.name, row.value))
        return {};
    if (name.isEmpty())
        return tr("The header needs a name.");
    if (!token.match(name).hasMatch())
        return tr("A name has letters, digits and hyphens.");
    for (const Row &other : m_rows)
        if (other.widget != row.widget
            && other.name->text().compare(name, Qt::CaseInsensitive) == 0)
            return tr("There is another header of this name.");
    const QString value = row.value->value();
    if (value.size() > m_longest)
        return tr("%1 characters; at most %2 are allowed.")
            .arg(format::count(value.size()), format::count(m_longest));
    if (value.isEmpty() && row.read.toString().isEmpty() && row.read.isUndefined())
        return tr("The header needs a value.");
    return {};
}

QString HeadersEdit::findProblem(bool touched, bool)
{
    QString first;
    for (const Row &row : std::as_const(m_rows)) {
        const QString problem = touched ? problemOf(row) : QString();
        QPalette colors;
        colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
        row.error->setPalette(colors);
        row.error->setText(problem);
        row.error->setVisible(!problem.isEmpty());
        row.name->setAccessibleDescription(problem);
        row.value->edit()->setAccessibleDescription(problem);
        if (first.isEmpty())
            first = problem;
    }
    return first;
}

void HeadersEdit::applyName()
{
    m_add->setAccessibleName(QStringLiteral("%1: %2").arg(name(), m_add->text()));
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const QString full = QStringLiteral("%1: %2").arg(name(), QString::number(i + 1));
        row.name->setAccessibleName(tr("%1: Name").arg(full));
        row.value->setAccessibleName(tr("%1: Value").arg(full));
        row.remove->setAccessibleName(tr("Remove %1").arg(full));
    }
}

void HeadersEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_add->setEnabled(!readOnly);
    for (const Row &row : std::as_const(m_rows)) {
        row.name->setReadOnly(readOnly);
        row.value->edit()->setReadOnly(readOnly);
        row.remove->setEnabled(!readOnly);
    }
}

} // namespace gatehouse
