// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routerequestform.h"

#include "models/domain/format.h"
#include "models/domain/jsonplaces.h"
#include "views/common/theme.h"
#include "views/routes/jsonedit.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

// It asks for no more than it needs: beside a label that wraps, a scroll area gives it all that it
// asks for.
class ShortEdit : public JsonEdit
{
public:
    using JsonEdit::JsonEdit;
    QSize sizeHint() const override { return {JsonEdit::sizeHint().width(), minimumHeight()}; }
};

} // namespace

RouteRequestForm::RouteRequestForm(QWidget *parent) : QWidget(parent), m_error(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    m_metadata = addEdit(tr("Metadata"), QStringLiteral("{\"plan\": \"free\"}"), 4);
    m_headers = addEdit(tr("Headers"), QStringLiteral("x-team: search"), 2);
    m_body = addEdit(tr("Body"), QStringLiteral("{\"model\": \"dynamic/chat\"}"), 4);
    layout->addWidget(makeLargeNote());
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);
}

JsonEdit *RouteRequestForm::addEdit(const QString &title, const QString &example, int lines)
{
    auto *edit = new ShortEdit(title);
    edit->setPlaceholderText(example);
    edit->setMinimumHeight(edit->fontMetrics().lineSpacing() * (lines - 1) + 2 * grid);
    auto *label = new QLabel(title);
    label->setBuddy(edit);
    layout()->addWidget(label);
    layout()->addWidget(edit);
    return edit;
}

QWidget *RouteRequestForm::makeLargeNote()
{
    m_large = new QWidget;
    m_largeNote = new QLabel;
    m_largeNote->setTextFormat(Qt::PlainText);
    m_largeNote->setWordWrap(true);
    auto *leaveOut = new QPushButton(tr("Leave it out"));
    leaveOut->setToolTip(tr("Try the request without this body, or with another one"));
    connect(leaveOut, &QPushButton::clicked, this, [this] {
        setLarge({});
        m_body->setFocus();
    });
    auto *row = new QHBoxLayout(m_large);
    row->setContentsMargins({});
    row->setSpacing(grid);
    row->addWidget(m_largeNote, 1);
    row->addWidget(leaveOut);
    m_large->hide();
    return m_large;
}

void RouteRequestForm::setLarge(const QString &note)
{
    m_largeNote->setText(note);
    m_large->setVisible(!note.isEmpty());
    m_body->setVisible(note.isEmpty());
    if (note.isEmpty())
        m_largeBody = QJsonValue::Undefined;
}

bool RouteRequestForm::check(JsonEdit *edit, QJsonValue *value, bool mustBeObject)
{
    edit->setErrors({});
    const QByteArray text = edit->toPlainText().trimmed().toUtf8();
    if (text.isEmpty())
        return true;
    // Any value is a body; in a list of its own, the parser takes any.
    QJsonParseError error{};
    const QJsonDocument list = QJsonDocument::fromJson("[\n" + text + "\n]", &error);
    QString why = error.error == QJsonParseError::NoError ? QString() : error.errorString();
    int line = 1;
    if (!why.isEmpty())
        line = std::max(JsonPlaces::lineAndColumn("[\n" + text, error.offset).first - 1, 1);
    else if (list.array().size() != 1 || (mustBeObject && !list.array().at(0).isObject()))
        why = tr("Expected an object: { … }");
    if (why.isEmpty()) {
        *value = list.array().at(0);
        return true;
    }
    edit->setErrors({{line, why}});
    m_error->setText(tr("%1, line %2: %3").arg(edit->accessibleName(), QString::number(line), why));
    return false;
}

std::optional<RouteRequest> RouteRequestForm::value()
{
    RouteRequest request;
    QJsonValue metadata = QJsonObject();
    request.body = QJsonValue::Undefined;
    bool good = check(m_metadata, &metadata, true) && check(m_body, &request.body, false);
    if (!m_largeBody.isUndefined())
        request.body = m_largeBody;
    request.metadata = metadata.toObject();
    m_headers->setErrors({});
    const QStringList lines = m_headers->toPlainText().split(u'\n');
    for (qsizetype i = 0; i < lines.size() && good; ++i) {
        const qsizetype colon = lines.at(i).indexOf(u':');
        if (lines.at(i).trimmed().isEmpty())
            continue;
        if (colon <= 0) {
            const QString why = tr("Expected name: value");
            m_headers->setErrors({{int(i) + 1, why}});
            m_error->setText(tr("Headers, line %1: %2").arg(QString::number(i + 1), why));
            good = false;
        }
        request.headers.insert(lines.at(i).left(colon).trimmed(),
                               lines.at(i).mid(colon + 1).trimmed());
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme::color(Semantic::Error, palette()));
    m_error->setPalette(colors);
    m_error->setVisible(!good);
    return good ? std::optional(request) : std::nullopt;
}

static QString jsonText(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).trimmed();
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
    return {};
}

RouteRequestForm::Content RouteRequestForm::contentOf(const RouteRequest &request)
{
    return {request, jsonText(request.body)};
}

void RouteRequestForm::setContent(const Content &content)
{
    const RouteRequest &request = content.request;
    m_metadata->setPlainText(request.metadata.isEmpty() ? QString() : jsonText(request.metadata));
    QStringList lines;
    for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
        lines.append(it.key() + QStringLiteral(": ") + it.value());
    m_headers->setPlainText(lines.join(u'\n'));
    const bool isLarge = content.body.size() > mostEdited;
    m_body->setPlainText(isLarge ? QString() : content.body);
    m_largeBody = isLarge ? request.body : QJsonValue(QJsonValue::Undefined);
    setLarge(isLarge ? tr("%1: too large to be edited here. It is used as it came.")
                           .arg(format::bytes(content.body.size()))
                     : QString());
    m_error->hide();
}

} // namespace gatehouse
