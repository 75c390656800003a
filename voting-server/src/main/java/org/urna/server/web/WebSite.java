// SPDX-License-Identifier: Apache-2.0
package org.urna.server.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Action;
import org.urna.server.json.StrictJson;

/**
 * What this server gives to browsers: shells of pages, their assets, and the list of the booth's files. Immutable.
 *
 * <p>An address is looked up as it was sent, in a map: there is no path to escape from, and each file has exactly one address.
 */
public final class WebSite {

    /** Where the list of the booth's files is served. */
    public static final String BOOTH = "/booth.json";

    private static final String ASSETS = "/assets/";

    /** Pages that are one file each, by their address. */
    private static final Map<String, String> SELF_CONTAINED =
            Map.of("/check", "check/check.html", "/verify", "verify/verify.html");

    private static final Set<String> WITH_WORKERS = Set.of("verify/verify.html");

    private static final String NOT_FOUND = "pages/not-found.html";
    private static final Pattern ELECTION_PAGE = Pattern.compile("/e/[0-9a-f]{32}(/[a-z]*)");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._/-]{1,200}");
    private static final List<String> BOOTH_FOLDERS = List.of("app/", "booth/", "urna/", "vendor/");

    /** What other pages load of these folders, and what none does: a change of it is none of the voting page. */
    private static final List<String> NOT_OF_THE_BOOTH =
            List.of("urna/words.js", "vendor/noble-hashes/sha3.js", "vendor/noble-post-quantum/", "vendor/vendor.json");

    private static final String LICENCE = "/LICENSE";

    /** The pages of an election, by what follows its id. */
    private static final Map<String, String> ELECTION_PAGES = Map.ofEntries(
            Map.entry("/", "pages/election.html"),
            Map.entry("/vote", "booth/vote.html"),
            Map.entry("/results", "pages/results.html"),
            Map.entry("/find", "pages/find.html"),
            Map.entry("/entries", "pages/board.html"),
            Map.entry("/invitation", "pages/invitation.html"),
            Map.entry("/reissue", "pages/reissue.html"),
            Map.entry("/verify", "pages/verify.html"),
            Map.entry("/wall", "boards/wall.html"),
            Map.entry("/used", "pages/used.html"),
            Map.entry("/complain", "pages/complain.html"));

    private final Map<String, WebFile> files;
    private final List<Action.BoothFile> booth;
    private final WebFile boothList;
    private final Map<String, String> policies = new HashMap<>();

    private WebSite(Map<String, WebFile> files) {
        this.files = files;
        this.booth = files.values().stream()
                .filter(file -> isOfBooth(file.path()))
                .map(file -> new Action.BoothFile(file.path(), file.sha256()))
                .toList();
        this.boothList = WebFile.of(
                BOOTH.substring(1),
                StrictJson.write(booth.stream().map(WebSite::listed).toList()));
        SELF_CONTAINED.values().stream()
                .filter(files::containsKey)
                .forEach(path -> policies.put(
                        path, ContentPolicy.selfContained(file(path).content(), WITH_WORKERS.contains(path))));
    }

    private static boolean isOfBooth(String path) {
        return BOOTH_FOLDERS.stream().anyMatch(path::startsWith)
                && NOT_OF_THE_BOOTH.stream().noneMatch(path::startsWith)
                && !path.endsWith(LICENCE);
    }

    /**
     * A file and the content security policy to send with it.
     *
     * @param page whether people look at it, rather than a page loading it
     */
    public record Found(WebFile file, String policy, boolean page) {}

    /** Reads the files that are part of this program. */
    public static WebSite load() {
        return of(WebResources.read());
    }

    /** @param contents of all files by their path below {@code web/} */
    static WebSite of(Map<String, byte[]> contents) {
        Map<String, byte[]> all = new TreeMap<>(contents);
        all.put(Languages.INDEX, Languages.index(contents));
        Map<String, WebFile> files = new TreeMap<>();
        all.forEach((path, content) -> {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalStateException("a file of the web pages has a name that no set-up can list: " + path);
            }
            files.put(path, WebFile.of(path, content));
        });
        return new WebSite(files);
    }

    /**
     * What is served at an address.
     *
     * @param path of the request as it was sent, nothing decoded or resolved
     */
    public Optional<Found> find(String path) {
        if (path.startsWith(ASSETS)) {
            return found(path.substring(ASSETS.length()), false);
        }
        return switch (path) {
            case "/" -> found("pages/index.html", true);
            case "/staff/" -> found("staff/staff.html", true);
            case "/trustee/" -> found("trustee/trustee.html", true);
            case "/check", "/verify" -> found(Objects.requireNonNull(SELF_CONTAINED.get(path)), true);
            case BOOTH -> Optional.of(new Found(boothList, ContentPolicy.PAGES, false));
            default -> electionPage(path);
        };
    }

    private Optional<Found> electionPage(String path) {
        Matcher matcher = ELECTION_PAGE.matcher(path);
        @Nullable String page = matcher.matches() ? ELECTION_PAGES.get(matcher.group(1)) : null;
        return page == null ? Optional.empty() : found(page, true);
    }

    private Optional<Found> found(String path, boolean page) {
        return Optional.ofNullable(files.get(path)).map(file -> new Found(file, policy(file), page));
    }

    /** A single-file page runs nowhere but under its own policy, at whichever address it is asked for. */
    private String policy(WebFile file) {
        return policies.getOrDefault(file.path(), ContentPolicy.PAGES);
    }

    private WebFile file(String path) {
        return Objects.requireNonNull(files.get(path));
    }

    /** What a browser is shown where nothing is. */
    public Found notFound() {
        return new Found(file(NOT_FOUND), ContentPolicy.PAGES, true);
    }

    /** Every file that the booth may load, with its hash, ascending by path: what {@code setup.booth} holds (docs/protocol.md §12.2). */
    public List<Action.BoothFile> booth() {
        return booth;
    }

    private static Map<String, String> listed(Action.BoothFile file) {
        Map<String, String> listed = new LinkedHashMap<>();
        listed.put("path", file.path());
        listed.put("sha256", file.sha256().hex());
        return listed;
    }
}
