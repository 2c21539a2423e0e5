// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/jsonscanner.h"

#include <QByteArray>

namespace gatehouse {

class JsonTree;

// A place in a JsonTree; nowhere when there is none, and then everything asked of it is empty.
class JsonNode
{
public:
    JsonNode() = default;

    bool exists() const { return m_tree; }
    explicit operator bool() const { return exists(); }
    bool isObject() const;
    bool isArray() const;
    bool isString() const;
    bool isNull() const; // or not there
    JsonNode operator[](QByteArrayView key) const; // the last of that key
    std::vector<JsonNode> items() const; // of an array
    std::vector<std::pair<QByteArray, JsonNode>> members() const; // of an object
    QByteArray text() const; // of a string, read; empty: none
    qint64 number(qint64 otherwise = 0) const;
    QByteArrayView raw() const; // as it stands

private:
    friend class JsonTree;
    JsonNode(const JsonTree *tree, size_t index) : m_tree(tree), m_index(index) { }

    const JsonTree *m_tree = nullptr;
    size_t m_index = 0;
};

// JSON that is read as far as it goes: what is cut or damaged ends there. The JSON has to stay as
// long as the tree.
class JsonTree
{
public:
    explicit JsonTree(QByteArrayView json);

    JsonNode root() const; // of the first value
    bool isWhole() const { return m_ending == JsonScanner::Token::End; }
    JsonScanner::Token ending() const { return m_ending; } // End, Cut or Damaged
    qsizetype endedAt() const { return m_endedAt; } // the byte
    int values() const { return m_values; } // more than one: JSON lines
    // An object or array, or at least a good beginning of one.
    bool isWorthReading() const;

private:
    friend class JsonNode;
    struct Node
    {
        JsonScanner::Token token;
        quint32 begin;
        quint32 end;
        quint32 next; // index behind what is within
    };

    QByteArrayView m_json;
    std::vector<Node> m_nodes; // a key, then its value
    JsonScanner::Token m_ending;
    qsizetype m_endedAt = 0;
    int m_values = 0;
};

} // namespace gatehouse
