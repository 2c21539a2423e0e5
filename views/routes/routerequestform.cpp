// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routerequestform.h"

#include "models/domain/jsonplaces.h"
#include "views/common/theme.h"
#include "views/routes/jsonedit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
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

void RouteRequestForm::setValue(const RouteRequest &request)
{
    const auto jsonText = [](const QJsonValue &value) {
        if (value.isObject())
            return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).trimmed();
        if (value.isArray())
            return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
        return QString();
    };
    m_metadata->setPlainText(request.metadata.isEmpty() ? QString() : jsonText(request.metadata));
    QStringList lines;
    for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
        lines.append(it.key() + QStringLiteral(": ") + it.value());
    m_headers->setPlainText(lines.join(u'\n'));
    m_body->setPlainText(jsonText(request.body));
    m_error->hide();
}

} // namespace gatehouse
