// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.urna.crypto.MalformedException;
import org.urna.server.json.StrictJson;
import org.urna.server.mail.MailAddress;

/**
 * Reads the settings: a JSON file of names and values, and the environment, whose values win. The names are the same in both.
 *
 * <p>A name that is not known is a fault, so that a slip of the pen is not a silent default.
 */
public final class ConfigReader {

    private static final Set<String> NAMES = Set.of(
            "URNA_HTTP_HOST",
            "URNA_HTTP_PORT",
            "URNA_PUBLIC_URL",
            "URNA_DATA",
            "URNA_DB_URL",
            "URNA_KEYS",
            "URNA_SMTP_URL",
            "URNA_MAIL_FROM",
            "URNA_BOUNCE_ADDRESS",
            "URNA_BOUNCE_URL",
            "URNA_BOUNCE_TOKEN",
            "URNA_OIDC_ISSUER",
            "URNA_OIDC_CLIENT_ID",
            "URNA_OIDC_CLIENT_SECRET",
            "URNA_OIDC_NAME",
            "URNA_WITNESSES");

    private static final int MAX_BOUNCE_LOCAL = 28;
    private static final int MIN_TOKEN = 32;
    private static final URI NO_ISSUER = URI.create("https://none.invalid");

    /** Names that belong to the project's tests; a server started by a test inherits them. */
    private static final Set<String> OF_TESTS = Set.of("URNA_REQUIRE", "URNA_TEST_PG_URL", "URNA_FAILPOINT");

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private ConfigReader() {}

    /**
     * Reads and checks everything.
     *
     * @param file the settings file, if there is one
     * @param environment all variables of the process; only those beginning with {@code URNA_} are looked at
     * @throws ConfigException naming every fault
     */
    public static Config read(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        ConfigReader reader = new ConfigReader();
        file.ifPresent(reader::addFile);
        environment.forEach((name, value) -> {
            if (name.startsWith("URNA_") && !OF_TESTS.contains(name)) {
                reader.add(name, value, "environment");
            }
        });
        return reader.build();
    }

    private void addFile(Path file) {
        try {
            JsonNode tree = StrictJson.read(Files.readAllBytes(file));
            if (!tree.isObject()) {
                faults.add(file + ": must be one JSON object");
                return;
            }
            tree.properties().forEach(member -> {
                if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                    add(member.getKey(), member.getValue().asText(), file.toString());
                } else {
                    faults.add(member.getKey() + ": must be a string or a number in " + file);
                }
            });
        } catch (IOException e) {
            faults.add(file + ": cannot be read");
        } catch (MalformedException e) {
            faults.add(file + ": " + e.getMessage());
        }
    }

    private void add(String name, String value, String from) {
        if (NAMES.contains(name)) {
            values.put(name, value);
        } else {
            faults.add(name + ": is not a setting (from " + from + "); known are "
                    + String.join(", ", new TreeSet<>(NAMES)));
        }
    }

    private Config build() throws ConfigException {
        String host = setting("URNA_HTTP_HOST", "127.0.0.1", ConfigReader::notBlank);
        int port = setting("URNA_HTTP_PORT", 8080, ConfigReader::port);
        if (port == 0 && !values.containsKey("URNA_PUBLIC_URL")) {
            faults.add("URNA_PUBLIC_URL: must be given when URNA_HTTP_PORT is 0");
        }
        URI publicUrl = setting("URNA_PUBLIC_URL", URI.create("http://127.0.0.1:" + port), ConfigReader::publicUrl);
        Path data = setting("URNA_DATA", path("data"), ConfigReader::path);
        Path keys = setting("URNA_KEYS", data.resolve("keys"), ConfigReader::path);
        DatabaseUrl database =
                setting("URNA_DB_URL", new DatabaseUrl.Sqlite(data.resolve("urna.db")), DatabaseUrl::parse);
        Config.Mail mail = mail();
        List<URI> witnesses = setting("URNA_WITNESSES", List.of(), ConfigReader::urls);
        Optional<Config.OpenIdProvider> openId = openId();
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return new Config(host, port, publicUrl, data, database, keys, mail, openId, witnesses);
    }

    private Config.Mail mail() {
        String from = setting("URNA_MAIL_FROM", "elections@localhost", ConfigReader::address);
        return new Config.Mail(
                setting("URNA_SMTP_URL", Optional.empty(), value -> Optional.of(url(value, Set.of("smtp", "smtps")))),
                from,
                setting("URNA_BOUNCE_ADDRESS", from, ConfigReader::bounceAddress),
                setting("URNA_BOUNCE_URL", Optional.empty(), value -> Optional.of(url(value, Set.of("imap", "imaps")))),
                setting("URNA_BOUNCE_TOKEN", Optional.empty(), value -> Optional.of(token(value))));
    }

    /** There must be room for what tells messages apart. */
    private static String bounceAddress(String value) {
        if (address(value).indexOf('@') > MAX_BOUNCE_LOCAL) {
            throw new IllegalArgumentException("must have at most " + MAX_BOUNCE_LOCAL + " characters before the @");
        }
        return value;
    }

    private static String token(String value) {
        if (!value.matches("[A-Za-z0-9_~.-]{" + MIN_TOKEN + ",200}")) {
            throw new IllegalArgumentException(
                    "must be " + MIN_TOKEN + " to 200 random letters, digits, hyphens, dots or underscores");
        }
        return value;
    }

    /** All of it or nothing. An issuer that is not on this machine must be reached by https. */
    private Optional<Config.OpenIdProvider> openId() {
        if (values.keySet().stream().noneMatch(name -> name.startsWith("URNA_OIDC_"))) {
            return Optional.empty();
        }
        URI issuer = setting("URNA_OIDC_ISSUER", NO_ISSUER, ConfigReader::issuer);
        for (String name : List.of("URNA_OIDC_ISSUER", "URNA_OIDC_CLIENT_ID", "URNA_OIDC_CLIENT_SECRET")) {
            if (!values.containsKey(name)) {
                faults.add(name + ": must be given with the other settings URNA_OIDC_…");
            }
        }
        return Optional.of(new Config.OpenIdProvider(
                issuer,
                setting("URNA_OIDC_CLIENT_ID", "", ConfigReader::notBlank),
                setting("URNA_OIDC_CLIENT_SECRET", "", ConfigReader::notBlank),
                setting("URNA_OIDC_NAME", String.valueOf(issuer.getHost()), ConfigReader::notBlank)));
    }

    private static URI issuer(String value) {
        URI uri = url(value, Set.of("http", "https"));
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        if (!here && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("must begin with https");
        }
        return uri;
    }

    /** The value given, converted; where none is given, or after a fault, the standard one. */
    private <T> T setting(String name, T standard, Function<String, T> convert) {
        String given = values.get(name);
        if (given == null) {
            return standard;
        }
        try {
            return convert.apply(given);
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage());
            return standard;
        }
    }

    private static String notBlank(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return value;
    }

    private static Integer port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("must be a port number, 0 to 65535");
        }
        return Integer.valueOf(value);
    }

    private static Path path(String value) {
        try {
            return Path.of(notBlank(value)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private static URI publicUrl(String value) {
        URI uri = url(value.endsWith("/") ? value.substring(0, value.length() - 1) : value, Set.of("http", "https"));
        if (uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("must have neither a login, a query nor a fragment");
        }
        return uri;
    }

    private static String address(String value) {
        if (!MailAddress.isWellFormed(value)) {
            throw new IllegalArgumentException("must be one e-mail address");
        }
        return value;
    }

    private static List<URI> urls(String value) {
        List<URI> urls = new ArrayList<>();
        for (String each : value.split(",", -1)) {
            if (!each.isBlank()) {
                urls.add(url(each.strip(), Set.of("http", "https")));
            }
        }
        return urls;
    }

    private static URI url(String value, Set<String> schemes) {
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL", null);
        }
        throw new IllegalArgumentException(
                "must be a URL with " + String.join(" or ", new TreeSet<>(schemes)) + " and a host");
    }
}
