// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Hash;
import org.urna.verifier.watch.Booth;

/** The voters' program as the server of a board gives it out: its list {@code booth.json}, and each file below {@code assets/}. */
public final class ServedBooth implements Booth {

    private static final int MAX_LIST = 1 << 20;
    private static final int MAX_FILE = 1 << 22;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Fetcher fetcher;

    /** @param place the address of the board, as {@link HttpBoard} takes it */
    public ServedBooth(URI place) {
        this.fetcher = new Fetcher(HttpBoard.board(place).resolve("../../../"), Duration.ofMillis(500));
    }

    @Override
    public List<String> differences(List<Action.BoothFile> signed) throws IOException {
        Map<String, Hash> expected = new TreeMap<>();
        signed.forEach(file -> expected.put(file.path(), file.sha256()));
        if (expected.isEmpty()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        for (String path : listed()) {
            if (!expected.containsKey(path)) {
                differences.add("the server gives voters a file that officers did not sign: " + path);
            }
        }
        for (Map.Entry<String, Hash> file : expected.entrySet()) {
            if (!Hash.sha256(content(file.getKey())).equals(file.getValue())) {
                differences.add("the server gives voters another file than officers signed: " + file.getKey());
            }
        }
        return differences;
    }

    /** A file that is not there is another one than was signed: an empty one. */
    private byte[] content(String path) throws IOException {
        if (!PATH.matcher(path).matches()) {
            return new byte[0];
        }
        try {
            return fetcher.bytes("assets/" + path, MAX_FILE);
        } catch (FileNotFoundException e) {
            return new byte[0];
        }
    }

    private List<String> listed() throws IOException {
        byte[] list;
        try {
            list = fetcher.bytes("booth.json", MAX_LIST);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(list)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "path".equals(json.currentName())) {
                    paths.add(json.getText());
                }
            }
        }
        return paths;
    }
}
