// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/jsontext.h"

#include <QString>
#include <cstring>

namespace gatehouse {

using Token = JsonScanner::Token;

namespace {

class Printer
{
public:
    Printer(QByteArrayView json, qsizetype indent) : m_json(json), m_scanner(json), m_indent(indent)
    {
        m_document.text.reserve(json.size() + json.size() / 2);
        beginLine();
    }

    PrettyJson run()
    {
        Token token = m_scanner.next();
        for (; token != Token::End && token != Token::Cut && token != Token::Damaged;
             token = m_scanner.next())
            put(token);
        putRest();
        return {std::move(m_document), token == Token::End};
    }

private:
    enum class After { Nothing, Key, Opening, Value };

    quint32 lastLine() const { return quint32(m_document.lines.size()) - 1; }
    void beginLine()
    {
        m_document.lines.push_back(quint32(m_document.text.size()));
        m_document.text.append(m_indent + 2 * qsizetype(m_open.size()), ' ');
    }
    void breakLine()
    {
        m_document.text += '\n';
        beginLine();
    }
    void goOn()
    {
        if (m_after == After::Value && !m_open.empty())
            m_document.text += ',';
        if (m_after == After::Value || m_after == After::Opening)
            breakLine();
    }
    void append(After after)
    {
        m_document.text += m_json.sliced(m_scanner.begin(), m_scanner.end() - m_scanner.begin());
        m_after = after;
    }
    void put(Token token)
    {
        switch (token) {
        case Token::EndObject:
        case Token::EndArray: {
            const size_t fold = m_open.back();
            m_open.pop_back();
            if (m_after != After::Opening)
                breakLine();
            m_document.folds[fold].last = lastLine();
            return append(After::Value);
        }
        case Token::BeginObject:
        case Token::BeginArray:
            goOn();
            m_open.push_back(m_document.folds.size());
            m_document.folds.push_back({lastLine(), lastLine()});
            return append(After::Opening);
        case Token::Key:
            goOn();
            append(After::Key);
            m_document.text += ": ";
            return;
        default:
            goOn();
            append(After::Value);
        }
    }
    // What is cut or damaged.
    void putRest()
    {
        const QByteArrayView rest = m_json.sliced(m_scanner.begin()).trimmed();
        if (!rest.isEmpty()) {
            goOn();
            for (const char c : rest) {
                if (c == '\n')
                    breakLine();
                else if (c != '\r')
                    m_document.text += c;
            }
        }
        for (const size_t open : m_open)
            m_document.folds[open].last = lastLine();
        std::erase_if(m_document.folds,
                      [](const BodyDocument::Fold &fold) { return fold.first == fold.last; });
    }

    QByteArrayView m_json;
    JsonScanner m_scanner;
    qsizetype m_indent;
    BodyDocument m_document;
    std::vector<size_t> m_open; // indices into folds
    After m_after = After::Nothing;
};

// Up to four digits of \uXXXX.
char32_t hexUnit(QByteArrayView token, qsizetype at, bool *ok)
{
    return token.size() - at < 4 ? (*ok = false, 0)
                                 : token.sliced(at, 4).toByteArray().toUShort(ok, 16);
}

} // namespace

PrettyJson prettyJson(QByteArrayView json, qsizetype indent)
{
    return Printer(json, indent).run();
}

QByteArray unescaped(QByteArrayView token)
{
    if (token.startsWith('"'))
        token = token.sliced(1);
    QByteArray text;
    text.reserve(token.size());
    for (qsizetype at = 0; at < token.size() && token[at] != '"';) {
        const qsizetype begin = at;
        while (at < token.size() && token[at] != '"' && token[at] != '\\')
            ++at;
        text += token.sliced(begin, at - begin);
        if (at + 1 >= token.size() || token[at] == '"')
            break;
        const char escape = token[at + 1];
        at += 2;
        static constexpr char names[] = "nrtbf";
        static constexpr char meanings[] = "\n\r\t\b\f";
        if (const char *name = escape ? std::strchr(names, escape) : nullptr) {
            text += meanings[name - names];
        } else if (escape != 'u') {
            text += escape;
        } else {
            bool ok = false;
            char32_t code = hexUnit(token, at, &ok);
            if (!ok)
                break; // cut within
            at += 4;
            if (QChar::isHighSurrogate(code) && token.sliced(at).startsWith("\\u")) {
                const char32_t low = hexUnit(token, at + 2, &ok);
                if (ok && QChar::isLowSurrogate(low)) {
                    code = QChar::surrogateToUcs4(char16_t(code), char16_t(low));
                    at += 6;
                }
            }
            if (QChar::isSurrogate(code))
                code = QChar::ReplacementCharacter;
            text += QString::fromUcs4(&code, 1).toUtf8();
        }
    }
    return text;
}

} // namespace gatehouse
