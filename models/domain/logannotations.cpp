// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logannotations.h"

#include <QJsonDocument>
#include <cmath>

namespace gatehouse {

static QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

LogAnnotations annotationsOf(const Log &log)
{
    LogAnnotations annotations{log.feedback, log.score, {}};
    if (log.metadata.isNull())
        annotations.metadata = Field<QJsonObject>::null();
    const auto document = QJsonDocument::fromJson(log.metadata.valueOr({}).toUtf8());
    if (document.isObject())
        annotations.metadata = document.object();
    return annotations;
}

Log annotated(Log log, const LogAnnotations &annotations)
{
    if (!annotations.feedback.isAbsent())
        log.feedback = annotations.feedback;
    if (!annotations.score.isAbsent())
        log.score = annotations.score;
    if (annotations.metadata)
        log.metadata = compact(*annotations.metadata);
    else if (annotations.metadata.isNull())
        log.metadata = Field<QString>::null();
    return log;
}

QList<MetadataEntry> metadataEntries(const QJsonObject &metadata)
{
    using Type = MetadataEntry::Type;
    QList<MetadataEntry> entries;
    for (auto it = metadata.begin(); it != metadata.end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isBool())
            entries.append({it.key(), Type::Boolean, value.toVariant().toString()});
        else if (value.isDouble())
            entries.append(
                {it.key(), Type::Number,
                 QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)});
        else if (value.isString())
            entries.append({it.key(), Type::Text, value.toString()});
        else
            entries.append(
                {it.key(), Type::Text,
                 QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                     .mid(1)
                     .chopped(1)});
    }
    return entries;
}

static ApiError refusal(qsizetype entry, const char *part, const QString &why)
{
    ApiError error;
    error.kind = ApiError::Kind::Validation;
    error.message = why;
    error.path = {QString::number(entry), QString::fromLatin1(part)};
    return error;
}

static Result<QJsonValue> valueOf(const MetadataEntry &entry, qsizetype index)
{
    bool isNumber = false;
    const double number = entry.text.trimmed().toDouble(&isNumber);
    switch (entry.type) {
    case MetadataEntry::Type::Text:
        return entry.text;
    case MetadataEntry::Type::Number:
        if (isNumber && std::isfinite(number))
            return number;
        return tl::make_unexpected(
            refusal(index, "value", ApiError::tr("“%1” is no number").arg(entry.text)));
    case MetadataEntry::Type::Boolean:
        if (entry.text == u"true" || entry.text == u"false")
            return entry.text == u"true";
        break;
    }
    return tl::make_unexpected(refusal(index, "value", ApiError::tr("choose true or false")));
}

Result<QJsonObject> metadataOf(const QList<MetadataEntry> &entries)
{
    QJsonObject metadata;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString &key = entries[i].key;
        if (key.isEmpty())
            return tl::make_unexpected(refusal(i, "key", ApiError::tr("the key is missing")));
        if (metadata.contains(key))
            return tl::make_unexpected(
                refusal(i, "key", ApiError::tr("“%1” is there twice").arg(key)));
        const Result<QJsonValue> value = valueOf(entries[i], i);
        if (!value)
            return tl::make_unexpected(value.error());
        metadata.insert(key, *value);
    }
    if (entries.size() > LogAnnotations::maxMetadata)
        return tl::make_unexpected(refusal(
            LogAnnotations::maxMetadata, "key",
            ApiError::tr("a log holds %1 entries at most").arg(LogAnnotations::maxMetadata)));
    return metadata;
}

} // namespace gatehouse
