// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

#include <memory>
#include <optional>

namespace sandbox {

/// What a JSON value must be, written as `integer().min(0).nullable()`.
class Schema
{
public:
    enum class Type { Boolean, Integer, Number, String, Array, Object, AnyOf, Anything };

    explicit Schema(Type of) : type(of) { }

    Schema min(double value) const;
    Schema above(double value) const; ///< an exclusive minimum
    Schema max(double value) const;
    Schema length(std::size_t least, std::size_t most) const; ///< in characters
    Schema minItems(std::size_t least) const; ///< of an array
    Schema maxItems(std::size_t most) const;
    Schema oneOf(std::vector<std::string> values) const;
    Schema nullable() const;
    Schema nonEmpty() const;
    Schema rule(bool (*test)(const std::string &), const char *message) const; ///< of a string
    Schema isUrl() const;
    Schema isTime() const;
    Schema required() const;
    Schema otherwise(Json value) const; ///< the default of an absent property
    Schema refuseUnknown() const; ///< an object's unknown fields are errors

    Type type;
    bool allowsNull = false;
    bool isRequired = false;
    bool unknownRefused = false;
    bool url = false;
    bool time = false;
    bool exclusiveMinimum = false;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::size_t minLength = 0;
    std::optional<std::size_t> maxLength;
    std::size_t itemMinimum = 0;
    std::optional<std::size_t> itemLimit;
    std::optional<Json> fallback;
    std::vector<std::string> values;
    bool (*holds)(const std::string &) = nullptr;
    const char *violation = nullptr; ///< what to say when it does not hold
    std::string name; ///< as a property of an object
    std::vector<Schema> properties;
    std::vector<Schema> alternatives; ///< of AnyOf
    std::shared_ptr<const Schema> items; ///< of an array; of an object's other values
};

struct Property
{
    std::string name;
    Schema schema;
};

Schema boolean();
Schema integer();
Schema number();
Schema string();
Schema array(Schema items);
Schema object(std::vector<Property> properties);
Schema mapOf(Schema values);
Schema anyOf(std::vector<Schema> alternatives);
Schema anything();

/// The value with unknown fields dropped and defaults filled in; every
/// violation found is added to `problems`, with its path below `path`.
Json checked(const Schema &schema, const Json &value, const Json &path,
             std::vector<Problem> &problems);

/// The call's JSON body checked; throws a 400 that names every violation.
Json checkedBody(const Schema &schema, const Call &call);

/// The named query parameters, each turned from text into its type.
/// Parameters that the schema does not name are ignored.
Json checkedQuery(const Schema &schema, const Call &call, std::vector<Problem> &problems);
Json checkedQuery(const Schema &schema, const Call &call);

} // namespace sandbox
