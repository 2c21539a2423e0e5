// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gatewayfile.h"

#include "models/domain/gatewaysimplefields.h"
#include "models/domain/jsonplaces.h"
#include "models/domain/secrets.h"
#include "models/domain/threeway.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewayFile)
};

const QString formatKey = QStringLiteral("format");
const QString format = QStringLiteral("gatehouse-gateways");
const QString versionKey = QStringLiteral("version");
constexpr int fileVersion = 1;
const QString gatewaysKey = QStringLiteral("gateways");
const QString leftOutKey = QStringLiteral("left_out");
const QString idKey = QStringLiteral("id");

QString pointer(QStringList path) // RFC 6901
{
    for (QString &step : path)
        step.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    return u'/' + path.join(u'/');
}

QStringList pathOf(const QString &pointer)
{
    QStringList path = pointer.mid(1).split(u'/');
    for (QString &step : path)
        step.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
    return path;
}

// hidden is the same value as withoutSecrets() gives it.
QJsonValue stripped(const QJsonValue &value, const QJsonValue &hidden, const QStringList &path,
                    QStringList &leftOut)
{
    if (value.isArray()) {
        QJsonArray array;
        for (qsizetype i = 0; i < value.toArray().size(); ++i)
            array.append(
                stripped(value[i], hidden[i], path + QStringList{QString::number(i)}, leftOut));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject from = value.toObject();
    for (auto it = from.begin(); it != from.end(); ++it) {
        const QStringList at = path + QStringList{it.key()};
        const QJsonValue shown = hidden[it.key()];
        if (shown.toString() == hiddenSecret && !it->isNull())
            leftOut.append(pointer(at));
        else
            object.insert(it.key(), stripped(*it, shown, at, leftOut));
    }
    return object;
}

// The element of the service's list that one of the file stands for: a credential must never go to
// another place than the one that it is for.
QJsonValue counterpart(const QJsonValue &element, const QJsonArray &there, qsizetype index)
{
    const QLatin1String urlKey("url");
    for (const QJsonValue candidate : there)
        if (element[urlKey].isString() && candidate[urlKey] == element[urlKey])
            return candidate;
    QStringList ignored;
    const QJsonValue same = there.at(index);
    return !element[urlKey].isString()
            && stripped(same, withoutSecrets(same), {}, ignored) == element
        ? same
        : QJsonValue(QJsonValue::Undefined);
}

// The value with the secret at the path as it is there; undefined: it is not there.
QJsonValue withSecret(const QJsonValue &value, const QJsonValue &there, const QStringList &path)
{
    const QJsonValue missing(QJsonValue::Undefined);
    const QString &step = path.constFirst();
    const QStringList rest = path.mid(1);
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        if (!isIndex || index < 0 || index >= array.size() || rest.isEmpty())
            return missing;
        const QJsonValue inner =
            withSecret(array.at(index), counterpart(array.at(index), there.toArray(), index), rest);
        if (inner.isUndefined())
            return missing;
        array[index] = inner;
        return array;
    }
    QJsonObject object = value.toObject();
    if (!value.isObject() || there[step].isUndefined() || (rest.isEmpty() && object.contains(step)))
        return missing;
    const QJsonValue inner =
        rest.isEmpty() ? there[step] : withSecret(object.value(step), there[step], rest);
    if (inner.isUndefined())
        return missing;
    object.insert(step, inner);
    return object;
}

// What QJsonDocument needs: times that it does not have, of one to be created.
Result<Gateway> gatewayFrom(QJsonObject json, const Gateway *existing)
{
    const QJsonValue anyTime = toJson(QDateTime::fromMSecsSinceEpoch(0));
    if (!existing)
        for (const QString &key : {QStringLiteral("created_at"), QStringLiteral("modified_at")})
            json.insert(key, anyTime);
    return fromJson<Gateway>(json).map([existing](Gateway gateway) {
        if (!existing)
            gateway.createdAt = gateway.modifiedAt = QDateTime();
        return gateway;
    });
}

QJsonValue valueAt(QJsonValue value, const QStringList &path)
{
    for (const QString &step : path)
        value = value.isArray() ? value[step.toInt()] : value[step];
    return value;
}

QString idProblem(const QJsonValue &id)
{
    const QString text = id.toString();
    if (!id.isString() || text.isEmpty())
        return Tr::tr("the gateway has no id");
    if (text.size() > maxGatewayId)
        return Tr::tr("the id has %1 characters; at most %2 are allowed")
            .arg(text.size())
            .arg(maxGatewayId);
    if (text == u"." || text == u"..")
        return Tr::tr("the id cannot be part of a URL");
    return {};
}

// Where everything in a file is, and what is wrong with one of its gateways.
struct Reader
{
    JsonPlaces places;
    QStringList at; // the gateway

    QString problem(const QStringList &path, const QString &what) const
    {
        const QString where = Tr::tr("Line %1").arg(places.line(at + path));
        return path.isEmpty() ? Tr::tr("%1: %2").arg(where, what)
                              : Tr::tr("%1, %2: %3").arg(where, path.join(u'.'), what);
    }

    GatewayFileEntry entry(const QJsonValue &json) const
    {
        GatewayFileEntry entry;
        entry.line = places.line(at);
        if (!json.isObject()) {
            entry.problems.append(problem({}, Tr::tr("a gateway has to be an object")));
            return entry;
        }
        entry.members = json.toObject();
        entry.id = entry.members.value(idKey).toString();
        for (const QString &key : gatewayServerFields())
            entry.members.remove(key);
        if (const QString what = idProblem(json[idKey]); !what.isEmpty())
            entry.problems.append(problem({idKey}, what));
        for (const QStringList &path : places.duplicates())
            if (path.mid(0, at.size()) == at)
                entry.problems.append(problem(path.mid(at.size()), Tr::tr("stands there twice")));
        for (const GatewaySimpleField &field : gatewaySimpleFields()) {
            if (!entry.members.contains(field.key))
                continue;
            if (const QString what = field.problem(entry.members.value(field.key)); !what.isEmpty())
                entry.problems.append(problem({field.key}, what));
        }
        addShapeProblem(entry);
        return entry;
    }

    void addShapeProblem(GatewayFileEntry &entry) const
    {
        if (!entry.problems.isEmpty())
            return;
        const Gateway base = newGateway();
        const QJsonObject whole = overlaid(toJson(base).toObject(), entry.members);
        if (const Result<Gateway> gateway = gatewayFrom(whole, nullptr); !gateway)
            entry.problems.append(problem(gateway.error().path, gateway.error().message));
        QStringList hiddenAt;
        stripped(entry.members, withoutSecrets(QJsonValue(entry.members)), {}, hiddenAt);
        for (const QString &place : hiddenAt)
            if (valueAt(entry.members, pathOf(place)).toString() == hiddenSecret)
                entry.problems.append(
                    problem(pathOf(place), Tr::tr("is a masked secret, not the secret itself")));
    }
};

// Left by a merge that was not finished.
int conflictLine(const QByteArray &text)
{
    static const QRegularExpression marker(QStringLiteral("^(<{7}|={7}|>{7})( |\\r?$)"),
                                           QRegularExpression::MultilineOption);
    const QString all = QString::fromUtf8(text);
    const QRegularExpressionMatch match = marker.match(all);
    return match.hasMatch() ? int(all.left(match.capturedStart()).count(u'\n')) + 1 : 0;
}

QString syntaxProblem(const QByteArray &text, const QJsonParseError &error)
{
    if (text.trimmed().isEmpty())
        return Tr::tr("The file is empty.");
    if (const int line = conflictLine(text))
        return Tr::tr("Line %1: a merge was not finished here; its markers are still in the file.")
            .arg(line);
    const auto [line, column] = JsonPlaces::lineAndColumn(text, error.offset);
    return Tr::tr("Line %1, column %2: this is not JSON: %3.")
        .arg(line)
        .arg(column)
        .arg(error.errorString());
}

} // namespace

QStringList gatewayServerFields()
{
    return gatewayServiceMadeKeys()
        + QStringList{QStringLiteral("account_id"), QStringLiteral("account_tag"),
                      QStringLiteral("internal_id")};
}

GatewayExport exportGateways(const QList<Gateway> &gateways)
{
    GatewayExport result;
    QMap<QString, QJsonObject> byId; // in a stable order
    QJsonObject leftOut;
    for (const Gateway &gateway : gateways) {
        QJsonObject json = toJson(gateway).toObject();
        for (const QString &key : gatewayServerFields())
            json.remove(key);
        QStringList secrets;
        byId.insert(gateway.id.value,
                    stripped(json, withoutSecrets(QJsonValue(json)), {}, secrets).toObject());
        if (!secrets.isEmpty())
            leftOut.insert(gateway.id.value, QJsonArray::fromStringList(secrets));
        result.secrets += int(secrets.size());
    }
    QJsonArray list;
    for (const QJsonObject &json : byId)
        list.append(json);
    QJsonObject file{{formatKey, format}, {versionKey, fileVersion}, {gatewaysKey, list}};
    if (!leftOut.isEmpty())
        file.insert(leftOutKey, leftOut);
    result.text = QJsonDocument(file).toJson();
    return result;
}

QString gatewayFileName(const GatewayId &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id.value, " ")) + QStringLiteral(".json");
}

GatewayFile readGatewayFile(const QByteArray &text)
{
    GatewayFile file;
    const auto refuse = [&file](const QString &problem) {
        file.problems.append(problem);
        return file;
    };
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (document.isNull())
        return refuse(syntaxProblem(text, error));
    const QJsonObject object = document.object();
    Reader reader{JsonPlaces(text), {}};
    if (object.contains(idKey) && !object.contains(formatKey)) { // a gateway as the API gives it
        file.entries.append(reader.entry(object));
        return file;
    }
    if (object.value(formatKey) != format || !object.value(gatewaysKey).isArray())
        return refuse(Tr::tr("Line %1: the file holds no gateways that were exported.")
                          .arg(reader.places.line({formatKey})));
    if (object.value(versionKey).toInt() > fileVersion)
        return refuse(Tr::tr("Line %1: the file is of a newer version of Gatehouse.")
                          .arg(reader.places.line({versionKey})));
    const QJsonArray list = object.value(gatewaysKey).toArray();
    const QJsonObject leftOut = object.value(leftOutKey).toObject();
    QHash<QString, int> lines;
    for (qsizetype i = 0; i < list.size(); ++i) {
        reader.at = {gatewaysKey, QString::number(i)};
        GatewayFileEntry entry = reader.entry(list.at(i));
        if (!entry.id.isEmpty() && lines.contains(entry.id))
            entry.problems.append(reader.problem(
                {idKey}, Tr::tr("this gateway is in line %1 already").arg(lines.value(entry.id))));
        lines.insert(entry.id, entry.line);
        for (const QJsonValue place : leftOut.value(entry.id).toArray())
            entry.leftOut.append(place.toString());
        file.entries.append(entry);
    }
    if (file.entries.isEmpty())
        file.problems.append(Tr::tr("There is no gateway in the file."));
    return file;
}

Result<GatewayImport> importedGateway(const GatewayFileEntry &entry, const Gateway *existing)
{
    GatewayImport result;
    const QJsonObject base = toJson(existing ? *existing : newGateway()).toObject();
    QJsonValue members = entry.members;
    for (const QString &place : entry.leftOut) {
        if (!valueAt(members, pathOf(place)).isUndefined())
            continue; // somebody has put it in
        const QJsonValue whole = withSecret(members, base, pathOf(place));
        if (whole.isUndefined())
            result.missing.append(place);
        else
            members = whole;
    }
    QJsonObject own = members.toObject();
    const QString stripe = QStringLiteral("stripe");
    for (const QString &place : std::as_const(result.missing))
        if (pathOf(place).constFirst() == stripe) // which the service refuses without it
            own.remove(stripe);
    return gatewayFrom(overlaid(base, own), existing).map([&result](const Gateway &gateway) {
        result.wanted = gateway;
        return result;
    });
}

} // namespace gatehouse
