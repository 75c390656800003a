// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/** A JSON object as it was read; every accessor says which member is missing or of another kind. Immutable. */
public final class JsonObject {

    private final Map<String, Object> members;

    JsonObject(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Whether there is a member of this name. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The names of all members. */
    public Set<String> names() {
        return members.keySet();
    }

    /** A string. */
    public String text(String name) throws MalformedException {
        return required(name, String.class, "a string");
    }

    /** A string, or nothing where the member is left out. */
    public Optional<String> optionalText(String name) throws MalformedException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** An integer from 0 on. */
    public long integer(String name) throws MalformedException {
        long value = required(name, Long.class, "an integer");
        if (value < 0) {
            throw new MalformedException("member " + name + " is negative");
        }
        return value;
    }

    /** An integer from 1 to 2^31 - 1. */
    public int index(String name) throws MalformedException {
        long value = integer(name);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new MalformedException("member " + name + " is out of range");
        }
        return (int) value;
    }

    /** An object. */
    public JsonObject object(String name) throws MalformedException {
        return required(name, JsonObject.class, "an object");
    }

    /** An array of objects. */
    public List<JsonObject> objects(String name) throws MalformedException {
        return elements(required(name, List.class, "an array"), JsonObject.class, "member " + name);
    }

    /** An array of strings. */
    public List<String> texts(String name) throws MalformedException {
        return elements(required(name, List.class, "an array"), String.class, "member " + name);
    }

    /** An array of integers from 0 on. */
    public List<Long> integers(String name) throws MalformedException {
        List<Long> values = elements(required(name, List.class, "an array"), Long.class, "member " + name);
        if (values.stream().anyMatch(value -> value < 0)) {
            throw new MalformedException("member " + name + " has a negative element");
        }
        return values;
    }

    static <T> List<T> elements(List<?> values, Class<T> kind, String where) throws MalformedException {
        List<T> elements = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!kind.isInstance(value)) {
                throw new MalformedException(where + " has an element of another kind");
            }
            elements.add(kind.cast(value));
        }
        return List.copyOf(elements);
    }

    private <T> T required(String name, Class<T> kind, String form) throws MalformedException {
        @Nullable Object value = members.get(name);
        if (!kind.isInstance(value)) {
            throw new MalformedException("member " + name + " is not " + form);
        }
        return kind.cast(value);
    }
}
