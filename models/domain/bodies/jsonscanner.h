// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <vector>

namespace gatehouse {

// Reads JSON token by token, as it stands: the order and duplicates of keys, digits and escapes.
// Takes any depth, several values one after the other (JSON lines), and what is cut off or damaged
// up to that place. QJsonDocument does none of this.
class JsonScanner
{
public:
    enum class Token {
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        Key, // the colon is behind it
        String,
        Number,
        Literal, // true, false, null
        End,
        Cut, // all was well, but it ends too early; begin() is where its last token would be
        Damaged, // what is at begin() cannot be there
    };

    explicit JsonScanner(QByteArrayView json) : m_json(json) { }

    Token next(); // after End, Cut or Damaged: the same again
    qsizetype begin() const { return m_begin; } // of the token, quotation marks included
    qsizetype end() const { return m_end; }
    qsizetype depth() const { return qsizetype(m_inObject.size()); }
    bool expectsKey() const
    {
        return m_expected == Expected::Key || m_expected == Expected::KeyOrEnd;
    }
    int values() const { return m_values; } // on the outermost level, so far

private:
    enum class Expected { Value, ValueOrEnd, Key, KeyOrEnd, CommaOrEnd };

    Token token(Token token, qsizetype end);
    Token stop(Token token);
    Token value(char c);
    Token key();
    Token close(bool object);
    Token number();
    Token literal(QByteArrayView word);
    void skipSpace();
    qsizetype stringEnd() const; // -1: cut
    void valueIsOver();

    QByteArrayView m_json;
    qsizetype m_at = 0;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
    Expected m_expected = Expected::Value;
    std::vector<bool> m_inObject; // for every level that is open
    int m_values = 0;
    bool m_stopped = false;
    Token m_last = Token::End;
};

} // namespace gatehouse
