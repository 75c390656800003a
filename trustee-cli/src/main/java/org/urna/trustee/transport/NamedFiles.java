// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a message names. Published objects have one writing only, so that a name is always written like this. */
final class NamedFiles {

    private static final Pattern NAMED = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\",\"length\":([0-9]{1,12})");

    private NamedFiles() {}

    /** The length of each by its hash, in hexadecimal. */
    static Map<String, Long> of(byte[] message) {
        Map<String, Long> files = new LinkedHashMap<>();
        Matcher named = NAMED.matcher(FolderPlace.text(message));
        while (named.find()) {
            files.put(named.group(1), Long.parseLong(named.group(2)));
        }
        return files;
    }
}
