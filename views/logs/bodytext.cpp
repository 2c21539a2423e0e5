// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/bodytext.h"

#include <QJsonDocument>
#include <QStringDecoder>

namespace gatehouse {

static bool isJsonBody(const QByteArray &data)
{
    QJsonParseError error;
    QJsonDocument::fromJson(data, &error);
    return error.error == QJsonParseError::NoError;
}

static qsizetype nextToken(const QByteArray &json, qsizetype from)
{
    while (from < json.size() && std::isspace(uchar(json[from])))
        ++from;
    return from;
}

// Of valid JSON. Not QJsonDocument::toJson(), which sorts keys and rounds large numbers.
static QByteArray indented(const QByteArray &json)
{
    QByteArray result;
    result.reserve(json.size() + json.size() / 2);
    qsizetype depth = 0;
    const auto breakLine = [&] { result.append('\n').append(QByteArray(2 * depth, ' ')); };
    for (qsizetype i = nextToken(json, 0); i < json.size(); i = nextToken(json, i + 1)) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype start = i++;
            while (json[i] != '"')
                i += json[i] == '\\' ? 2 : 1;
            result.append(json.constData() + start, i - start + 1);
        } else if (c == '{' || c == '[') {
            result.append(c);
            const qsizetype next = nextToken(json, i + 1);
            if (json[next] == c + 2) { // closed at once
                result.append(json[next]);
                i = next;
            } else {
                ++depth;
                breakLine();
            }
        } else if (c == '}' || c == ']') {
            --depth;
            breakLine();
            result.append(c);
        } else if (c == ',') {
            result.append(c);
            breakLine();
        } else if (c == ':') {
            result.append(": ");
        } else {
            result.append(c);
        }
    }
    return result;
}

static QString wrapped(const QString &text, bool &didWrap)
{
    QString result;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        end = end < 0 ? text.size() : end + 1;
        while (end - start > BodyText::maxLine) {
            qsizetype cut = start + BodyText::maxLine;
            if (text[cut].isLowSurrogate())
                --cut;
            result += QStringView(text).mid(start, cut - start);
            result += u'\n';
            start = cut;
            didWrap = true;
        }
        result += QStringView(text).mid(start, end - start);
        start = end;
    }
    return result;
}

BodyText bodyText(const QByteArray &data, bool pretty)
{
    BodyText body;
    body.isJson = isJsonBody(data);
    body.isPretty = pretty && body.isJson;
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(body.isPretty ? indented(data) : data);
    body.isText = !decode.hasError() && !text.contains(QChar::Null);
    text.replace(QChar::Null, QChar::ReplacementCharacter);
    // What an editor takes for ends of lines, too.
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    text.replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n');
    body.text = wrapped(text, body.isWrapped);
    return body;
}

} // namespace gatehouse
