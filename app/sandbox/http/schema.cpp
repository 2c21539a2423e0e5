// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/schema.h"

namespace sandbox {

Schema Schema::min(double value) const
{
    Schema copy = *this;
    copy.minimum = value;
    return copy;
}

Schema Schema::above(double value) const
{
    Schema copy = min(value);
    copy.exclusiveMinimum = true;
    return copy;
}

Schema Schema::max(double value) const
{
    Schema copy = *this;
    copy.maximum = value;
    return copy;
}

Schema Schema::length(std::size_t least, std::size_t most) const
{
    Schema copy = *this;
    copy.minLength = least;
    copy.maxLength = most;
    return copy;
}

Schema Schema::minItems(std::size_t least) const
{
    Schema copy = *this;
    copy.itemMinimum = least;
    return copy;
}

Schema Schema::maxItems(std::size_t most) const
{
    Schema copy = *this;
    copy.itemLimit = most;
    return copy;
}

Schema Schema::oneOf(std::vector<std::string> allowed) const
{
    Schema copy = *this;
    copy.values = std::move(allowed);
    return copy;
}

Schema Schema::nullable() const
{
    Schema copy = *this;
    copy.allowsNull = true;
    return copy;
}

Schema Schema::nonEmpty() const
{
    Schema copy = *this;
    copy.minLength = 1;
    return copy;
}

Schema Schema::rule(bool (*test)(const std::string &), const char *message) const
{
    Schema copy = *this;
    copy.holds = test;
    copy.violation = message;
    return copy;
}

Schema Schema::isUrl() const
{
    Schema copy = *this;
    copy.url = true;
    return copy;
}

Schema Schema::isTime() const
{
    Schema copy = *this;
    copy.time = true;
    return copy;
}

Schema Schema::required() const
{
    Schema copy = *this;
    copy.isRequired = true;
    return copy;
}

Schema Schema::otherwise(Json value) const
{
    Schema copy = *this;
    copy.fallback = std::move(value);
    return copy;
}

Schema Schema::refuseUnknown() const
{
    Schema copy = *this;
    copy.unknownRefused = true;
    return copy;
}

Schema boolean()
{
    return Schema(Schema::Type::Boolean);
}
Schema integer()
{
    return Schema(Schema::Type::Integer);
}
Schema number()
{
    return Schema(Schema::Type::Number);
}
Schema string()
{
    return Schema(Schema::Type::String);
}

Schema array(Schema items)
{
    Schema schema(Schema::Type::Array);
    schema.items = std::make_shared<const Schema>(std::move(items));
    return schema;
}

Schema object(std::vector<Property> properties)
{
    Schema schema(Schema::Type::Object);
    for (Property &property : properties) {
        property.schema.name = std::move(property.name);
        schema.properties.push_back(std::move(property.schema));
    }
    return schema;
}

Schema mapOf(Schema values)
{
    Schema schema(Schema::Type::Object);
    schema.items = std::make_shared<const Schema>(std::move(values));
    return schema;
}

Schema anyOf(std::vector<Schema> alternatives)
{
    Schema schema(Schema::Type::AnyOf);
    schema.alternatives = std::move(alternatives);
    return schema;
}

Schema anything()
{
    return Schema(Schema::Type::Anything);
}

} // namespace sandbox
