// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.urna.server.staff.Role;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's description, {@code openapi.yaml}: served as it is, and the source of what the server enforces (authority, media types, sizes, schemas).
 */
public final class OpenApiDocument {

    private static final String RESOURCE = "/openapi.yaml";
    private static final String BASE = "/api/v1";
    private static final String ROLES = "x-roles";
    private static final String EVERY_ROLE = "every";
    private static final String OPEN = "x-open";
    private static final String SELF_AUTHENTICATED = "x-self-authenticated";
    private static final List<String> AUTHORITY = List.of(ROLES, SELF_AUTHENTICATED, OPEN);
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What stands for a body that only {@code crypto.record} or the roll's reader may parse. */
    private static final String JSON = "application/json";

    private final String text;
    private final JsonObject tree;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /**
     * One operation.
     *
     * @param id its operationId
     * @param method upper case
     * @param path below {@code /api/v1}, with {@code {names}}
     * @param roles of staff who may call it ({@code x-roles}); empty if it is open, or authenticates itself
     * @param audited whether it is written into the audit trail: what changes something, and reading that is marked {@code x-audited}
     * @param mediaTypes of its body; empty if it takes none
     * @param maxBytes of its body ({@code x-max-bytes}), 0 if it takes none
     * @param staged whether its body goes to a file ({@code x-staged}) instead of the memory
     */
    public record Operation(
            String id,
            String method,
            String path,
            Set<Role> roles,
            boolean audited,
            Set<String> mediaTypes,
            int maxBytes,
            boolean staged) {

        /** The roles as the API writes them. */
        List<String> roleCodes() {
            return roles.stream().sorted().map(Role::code).toList();
        }

        /** Whether it is about one election, which stands in its address. */
        boolean ofElection() {
            return path.startsWith("/elections/{id}");
        }

        /** Whether it is about elections, but no single one. */
        boolean ofAllElections() {
            return (path.startsWith("/elections") || path.startsWith("/drafts")) && !ofElection();
        }

        /** Whether it is about staff. */
        boolean ofStaff() {
            return path.startsWith("/staff/");
        }

        /** Whether the server itself parses the body as JSON and checks it against the schema. */
        boolean json() {
            return mediaTypes.contains(JSON);
        }

        /** Whether it may change something. */
        public boolean changing() {
            return !method.equals("GET");
        }
    }

    OpenApiDocument(String text) {
        this.text = text;
        Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        this.tree = new JsonObject(JsonObject.mapFrom(yaml).encode());
        for (String path : paths().fieldNames()) {
            JsonObject item = paths().getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    Operation operation = operation(path, method, item.getJsonObject(method));
                    if (operation.changing() && item.getJsonObject(method).containsKey(OPEN)) {
                        throw new IllegalStateException(operation.id() + " changes something and must not be open");
                    }
                    operations.put(operation.id(), operation);
                }
            }
        }
    }

    /** Reads the description that is part of this program. */
    public static OpenApiDocument load() {
        try (InputStream in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(RESOURCE))) {
            return new OpenApiDocument(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML text. */
    public String text() {
        return text;
    }

    /** All operations by their operationId. */
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    /** The operations that the description marks as authenticated by a signature of their own ({@code x-self-authenticated}). */
    Set<String> selfAuthenticated() {
        Set<String> marked = new TreeSet<>();
        operations.values().forEach(operation -> {
            JsonObject item = paths().getJsonObject(operation.path());
            if (item.getJsonObject(operation.method().toLowerCase(Locale.ROOT)).containsKey(SELF_AUTHENTICATED)) {
                marked.add(operation.id());
            }
        });
        return marked;
    }

    /**
     * The part that the validator of Vert.x is to enforce: the given operations, without answers, and without bodies that it must not parse
     * (its JSON codec takes comments and lets the last of two equal members win).
     */
    JsonObject validated(Set<String> operationIds) {
        JsonObject copy = tree.copy();
        // Only the path matters, but Vert.x reads no relative URL.
        copy.put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost" + BASE)));
        JsonObject paths = copy.getJsonObject("paths");
        operations.values().forEach(operation -> {
            JsonObject item = paths.getJsonObject(operation.path());
            String method = operation.method().toLowerCase(Locale.ROOT);
            JsonObject found = item.getJsonObject(method);
            if (!operationIds.contains(operation.id())) {
                item.remove(method);
                return;
            }
            found.put("responses", new JsonObject().put("default", new JsonObject().put("description", "any")));
            // Authority is checked before the body is read, by StaffGate.
            found.remove("security");
            if (!operation.json()) {
                found.remove("requestBody");
            }
        });
        return copy;
    }

    private JsonObject paths() {
        return tree.getJsonObject("paths");
    }

    private static Operation operation(String path, String method, JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody");
        return new Operation(
                operation.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                roles(operation),
                !method.equals("get") || operation.getBoolean("x-audited", false),
                body == null
                        ? Set.of()
                        : Set.copyOf(body.getJsonObject("content").fieldNames()),
                body == null ? 0 : body.getInteger("x-max-bytes"),
                body != null && body.getBoolean("x-staged", false));
    }

    /**
     * Who may call an operation. Each says exactly one of three things, or the server does not start: which roles, that its request
     * authenticates itself, or that it is open, which only reading can be.
     */
    private static Set<Role> roles(JsonObject operation) {
        String id = operation.getString("operationId");
        long said = AUTHORITY.stream().filter(operation::containsKey).count();
        if (said != 1) {
            throw new IllegalStateException(id + " must have one of " + String.join(", ", AUTHORITY));
        }
        if (!operation.containsKey(ROLES)) {
            return Set.of();
        }
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        operation.getJsonArray(ROLES).forEach(code -> {
            if (code.equals(EVERY_ROLE)) {
                roles.addAll(EnumSet.allOf(Role.class));
            } else {
                roles.add(Role.of((String) code));
            }
        });
        if (roles.isEmpty()) {
            throw new IllegalStateException(id + " is for nobody");
        }
        return Set.copyOf(roles);
    }
}
