// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/svglogo.h"

#include "models/domain/customprovider.h"

#include <QXmlStreamReader>
#include <algorithm>
#include <array>

namespace gatehouse {

static constexpr int deepest = 32;
static constexpr int mostElements = 2000;

static bool isShape(QStringView name)
{
    static constexpr std::array names{
        "svg",      "g",       "path", "rect",  "circle", "ellipse",        "line",
        "polyline", "polygon", "text", "tspan", "defs",   "linearGradient", "radialGradient",
        "stop",     "title",   "desc"};
    return std::any_of(names.begin(), names.end(),
                       [name](const char *known) { return name == QLatin1String(known); });
}

// Qt's renderer would read a file that an image or a style names.
static bool isHarmless(const QXmlStreamAttribute &attribute)
{
    if (attribute.name().compare(QLatin1String("href"), Qt::CaseInsensitive) == 0)
        return attribute.value().startsWith(u'#');
    const QString value = attribute.value().toString().toLower();
    for (qsizetype at = value.indexOf(QLatin1String("url(")); at >= 0;
         at = value.indexOf(QLatin1String("url("), at + 1))
        if (value.mid(at + 4, 1) != u"#")
            return false;
    return !value.contains(QLatin1String("@import"));
}

QByteArray safeLogo(const QString &base64)
{
    if (base64.size() > CustomProvider::longestLogo)
        return {};
    const QByteArray::FromBase64Result decoded = QByteArray::fromBase64Encoding(base64.toLatin1());
    if (!decoded)
        return {};
    QXmlStreamReader xml(*decoded);
    int depth = 0;
    int elements = 0;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
        case QXmlStreamReader::ProcessingInstruction: // could name a style sheet
            return {};
        case QXmlStreamReader::StartElement: {
            const auto attributes = xml.attributes();
            if (++depth > deepest || ++elements > mostElements || !isShape(xml.name())
                || !std::all_of(attributes.begin(), attributes.end(), isHarmless))
                return {};
            break;
        }
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    return xml.hasError() || elements == 0 ? QByteArray() : *decoded;
}

} // namespace gatehouse
