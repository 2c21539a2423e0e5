// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/jsontree.h"

#include "models/domain/bodies/jsontext.h"

namespace gatehouse {

using Token = JsonScanner::Token;

JsonTree::JsonTree(QByteArrayView json) : m_json(json)
{
    JsonScanner scanner(json);
    std::vector<quint32> open;
    Token token = scanner.next();
    for (; token != Token::End && token != Token::Cut && token != Token::Damaged;
         token = scanner.next()) {
        if (token == Token::EndObject || token == Token::EndArray) {
            Node &node = m_nodes[open.back()];
            open.pop_back();
            node.end = quint32(scanner.end());
            node.next = quint32(m_nodes.size());
            continue;
        }
        if (token == Token::BeginObject || token == Token::BeginArray)
            open.push_back(quint32(m_nodes.size()));
        m_nodes.push_back(
            {token, quint32(scanner.begin()), quint32(scanner.end()), quint32(m_nodes.size()) + 1});
    }
    m_ending = token;
    m_endedAt = scanner.begin();
    m_values = scanner.values();
    // The beginning of a string is worth showing.
    const auto rest = quint32(scanner.begin());
    if (token == Token::Cut && rest < json.size() && json[rest] == '"' && !scanner.expectsKey())
        m_nodes.push_back({Token::String, rest, quint32(json.size()), quint32(m_nodes.size()) + 1});
    for (const quint32 index : open) {
        m_nodes[index].end = quint32(json.size());
        m_nodes[index].next = quint32(m_nodes.size());
    }
}

bool JsonTree::isWorthReading() const
{
    const JsonNode first = root();
    const bool isContainer = first.isObject() || first.isArray();
    return isContainer && (m_ending != Token::Damaged || m_nodes.size() > 2);
}

JsonNode JsonTree::root() const
{
    return m_nodes.empty() ? JsonNode() : JsonNode(this, 0);
}

bool JsonNode::isObject() const
{
    return m_tree && m_tree->m_nodes[m_index].token == Token::BeginObject;
}

bool JsonNode::isArray() const
{
    return m_tree && m_tree->m_nodes[m_index].token == Token::BeginArray;
}

bool JsonNode::isString() const
{
    return m_tree && m_tree->m_nodes[m_index].token == Token::String;
}

bool JsonNode::isNull() const
{
    return !m_tree || raw() == "null";
}

std::vector<std::pair<QByteArray, JsonNode>> JsonNode::members() const
{
    std::vector<std::pair<QByteArray, JsonNode>> members;
    if (!isObject())
        return members;
    const auto &nodes = m_tree->m_nodes;
    for (size_t at = m_index + 1; at + 1 < nodes[m_index].next; at = nodes[at + 1].next)
        members.emplace_back(JsonNode(m_tree, at).text(), JsonNode(m_tree, at + 1));
    return members;
}

JsonNode JsonNode::operator[](QByteArrayView key) const
{
    JsonNode found;
    if (!isObject())
        return found;
    const auto &nodes = m_tree->m_nodes;
    for (size_t at = m_index + 1; at + 1 < nodes[m_index].next; at = nodes[at + 1].next) {
        const QByteArrayView name = JsonNode(m_tree, at).raw();
        if (name.sliced(1, name.size() - 2) == key)
            found = JsonNode(m_tree, at + 1);
    }
    return found;
}

std::vector<JsonNode> JsonNode::items() const
{
    std::vector<JsonNode> items;
    if (!isArray())
        return items;
    const auto &nodes = m_tree->m_nodes;
    for (size_t at = m_index + 1; at < nodes[m_index].next; at = nodes[at].next)
        items.push_back(JsonNode(m_tree, at));
    return items;
}

QByteArrayView JsonNode::raw() const
{
    if (!m_tree)
        return {};
    const JsonTree::Node &node = m_tree->m_nodes[m_index];
    return m_tree->m_json.sliced(node.begin, node.end - node.begin);
}

QByteArray JsonNode::text() const
{
    const bool isText = m_tree
        && (m_tree->m_nodes[m_index].token == Token::String
            || m_tree->m_nodes[m_index].token == Token::Key);
    return isText ? unescaped(raw()) : QByteArray();
}

qint64 JsonNode::number(qint64 otherwise) const
{
    bool ok = false;
    const double value = raw().toByteArray().toDouble(&ok);
    return ok ? qint64(value) : otherwise;
}

} // namespace gatehouse
