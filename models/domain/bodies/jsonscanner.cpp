// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/jsonscanner.h"

namespace gatehouse {

using Token = JsonScanner::Token;

static bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

Token JsonScanner::token(Token token, qsizetype end)
{
    m_begin = m_at;
    m_end = m_at = end;
    return token;
}

Token JsonScanner::stop(Token token)
{
    m_stopped = true;
    m_begin = m_at;
    m_end = m_json.size();
    return m_last = token;
}

void JsonScanner::skipSpace()
{
    while (m_at < m_json.size()
           && (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r'
               || m_json[m_at] == '\t'))
        ++m_at;
}

void JsonScanner::valueIsOver()
{
    m_values += m_inObject.empty();
    m_expected = m_inObject.empty() ? Expected::Value : Expected::CommaOrEnd;
}

Token JsonScanner::next()
{
    if (m_stopped)
        return m_last;
    skipSpace();
    if (m_at == m_json.size())
        return stop(m_inObject.empty() && m_values > 0 ? Token::End : Token::Cut);
    const char c = m_json[m_at];
    if (m_expected == Expected::CommaOrEnd) {
        const bool inObject = m_inObject.back();
        if (c == (inObject ? '}' : ']'))
            return close(inObject);
        if (c != ',')
            return stop(Token::Damaged);
        ++m_at;
        m_expected = inObject ? Expected::Key : Expected::Value;
        return next();
    }
    if (m_expected == Expected::KeyOrEnd && c == '}')
        return close(true);
    if (m_expected == Expected::ValueOrEnd && c == ']')
        return close(false);
    if (m_expected == Expected::Key || m_expected == Expected::KeyOrEnd)
        return key();
    return value(c);
}

Token JsonScanner::close(bool object)
{
    m_inObject.pop_back();
    valueIsOver();
    return token(object ? Token::EndObject : Token::EndArray, m_at + 1);
}

qsizetype JsonScanner::stringEnd() const
{
    for (qsizetype at = m_at + 1; at < m_json.size(); ++at) {
        if (m_json[at] == '"')
            return at + 1;
        if (m_json[at] == '\\')
            ++at;
    }
    return -1;
}

Token JsonScanner::key()
{
    if (m_json[m_at] != '"')
        return stop(Token::Damaged);
    const qsizetype begin = m_at;
    const qsizetype end = stringEnd();
    if (end < 0)
        return stop(Token::Cut);
    m_at = end;
    skipSpace();
    const bool isCut = m_at == m_json.size();
    if (isCut || m_json[m_at] != ':') {
        m_at = isCut ? begin : m_at;
        return stop(isCut ? Token::Cut : Token::Damaged);
    }
    const qsizetype behind = m_at + 1;
    m_at = begin;
    token(Token::Key, end);
    m_at = behind;
    m_expected = Expected::Value;
    return Token::Key;
}

Token JsonScanner::value(char c)
{
    if (c == '{' || c == '[') {
        m_inObject.push_back(c == '{');
        m_expected = c == '{' ? Expected::KeyOrEnd : Expected::ValueOrEnd;
        return token(c == '{' ? Token::BeginObject : Token::BeginArray, m_at + 1);
    }
    if (c == '"') {
        const qsizetype end = stringEnd();
        if (end < 0)
            return stop(Token::Cut);
        valueIsOver();
        return token(Token::String, end);
    }
    switch (c) {
    case 't':
        return literal("true");
    case 'f':
        return literal("false");
    case 'n':
        return literal("null");
    default:
        return number();
    }
}

Token JsonScanner::literal(QByteArrayView word)
{
    const QByteArrayView found = m_json.sliced(m_at, qMin(word.size(), m_json.size() - m_at));
    if (found != word.first(found.size()))
        return stop(Token::Damaged);
    if (found.size() < word.size())
        return stop(Token::Cut);
    valueIsOver();
    return token(Token::Literal, m_at + word.size());
}

Token JsonScanner::number()
{
    qsizetype at = m_at;
    const auto peek = [&] { return at < m_json.size() ? m_json[at] : '\0'; };
    const auto digits = [&] {
        const qsizetype first = at;
        while (isDigit(peek()))
            ++at;
        return at > first;
    };
    at += peek() == '-';
    bool isNumber = peek() == '0' ? ++at > 0 : digits();
    if (isNumber && peek() == '.') {
        ++at;
        isNumber = digits();
    }
    if (isNumber && (peek() == 'e' || peek() == 'E')) {
        ++at;
        at += peek() == '-' || peek() == '+';
        isNumber = digits();
    }
    // At the very end more digits may have been to come.
    if (at == m_json.size() && at > m_at && !m_inObject.empty())
        return stop(Token::Cut);
    if (!isNumber)
        return stop(Token::Damaged);
    valueIsOver();
    return token(Token::Number, at);
}

} // namespace gatehouse
