// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/headersedit.h"

#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/secretfield.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

namespace gatehouse {

namespace {

class HeaderRow : public MemberRow
{
public:
    HeaderRow()
        : MemberRow(HeadersEdit::tr("name"))
        , m_value(new SecretField)
        , m_error(makePlainLabel())
    {
        m_value->setPlaceholder(HeadersEdit::tr("value"));
        m_error->setWordWrap(true);
        m_error->hide();
        auto *line = new QHBoxLayout;
        line->setSpacing(grid / 2);
        line->addWidget(key(), 2);
        line->addWidget(m_value, 3);
        line->addWidget(removeButton());
        auto *rows = new QVBoxLayout(this);
        rows->setContentsMargins({});
        rows->setSpacing(2);
        rows->addLayout(line);
        rows->addWidget(m_error);
        connect(m_value, &SecretField::valueChanged, this, &MemberRow::changed);
    }

    QString text() const { return m_value->value(); }
    bool isNew() const { return read().isUndefined(); }
    QJsonValue value() const override
    {
        return !isNew() && text() == read().toString() ? read() : QJsonValue(text());
    }
    void setError(const QString &problem)
    {
        QPalette colors;
        colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
        m_error->setPalette(colors);
        m_error->setText(problem);
        m_error->setVisible(!problem.isEmpty());
        key()->setAccessibleDescription(problem);
        m_value->edit()->setAccessibleDescription(problem);
    }
    void setName(const QString &name) override
    {
        MemberRow::setName(name);
        key()->setAccessibleName(HeadersEdit::tr("%1: Name").arg(name));
        m_value->setAccessibleName(HeadersEdit::tr("%1: Value").arg(name));
    }
    void setReadOnly(bool readOnly) override
    {
        MemberRow::setReadOnly(readOnly);
        m_value->edit()->setReadOnly(readOnly);
    }

protected:
    void show(const QJsonValue &value) override { m_value->setValue(value.toString()); }
    bool isValueBlank() const override { return text().isEmpty(); }

private:
    SecretField *m_value;
    QLabel *m_error;
};

} // namespace

HeadersEdit::HeadersEdit(QWidget *parent)
    : RowsEdit(tr("Add header"), tr("Remove the header"), parent)
{
}

MemberRow *HeadersEdit::makeRow()
{
    return new HeaderRow;
}

static QString problemOf(const HeaderRow *row, const QList<MemberRow *> &rows, int longest)
{
    // RFC 9110, 5.6.2
    static const QRegularExpression token(QStringLiteral("\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"));
    const QString name = row->key()->text();
    if (row->isBlank())
        return {};
    if (name.isEmpty())
        return HeadersEdit::tr("The header needs a name.");
    if (!token.match(name).hasMatch())
        return HeadersEdit::tr("A name has letters, digits and hyphens.");
    for (const MemberRow *other : rows)
        if (other != row && other->key()->text().compare(name, Qt::CaseInsensitive) == 0)
            return HeadersEdit::tr("There is another header of this name.");
    if (row->text().size() > longest)
        return HeadersEdit::tr("%1 characters; at most %2 are allowed.")
            .arg(format::count(row->text().size()), format::count(longest));
    return row->isNew() && row->text().isEmpty() ? HeadersEdit::tr("The header needs a value.")
                                                 : QString();
}

QString HeadersEdit::findProblem(bool touched, bool)
{
    QString first;
    for (MemberRow *member : rows()) {
        auto *row = static_cast<HeaderRow *>(member);
        const QString problem = touched ? problemOf(row, rows(), m_longest) : QString();
        row->setError(problem);
        if (first.isEmpty())
            first = problem;
    }
    return first;
}

} // namespace gatehouse
