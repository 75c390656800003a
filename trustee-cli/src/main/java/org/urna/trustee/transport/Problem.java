// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.trustee.RefusedException;
import org.urna.trustee.json.JsonObject;
import org.urna.trustee.json.JsonText;

/**
 * What a server says when it refuses (RFC 9457).
 *
 * @param status of HTTP
 * @param code such as {@code wrong-state}, empty if the answer names none
 * @param detail for people; from the server, and to be shown as such
 */
record Problem(int status, String code, String detail) {

    private static final String TYPE = "urn:urna:problem:";

    /** Reads an answer; one that is no problem details has no code and no detail. */
    static Problem of(byte[] body, int status) {
        try {
            JsonObject problem = JsonText.object(body);
            String type = problem.optionalText("type").orElse("");
            String detail =
                    problem.optionalText("detail").or(() -> title(problem)).orElse("");
            return new Problem(status, type.startsWith(TYPE) ? type.substring(TYPE.length()) : "", detail);
        } catch (MalformedException e) {
            return new Problem(status, "", "");
        }
    }

    private static Optional<String> title(JsonObject problem) {
        try {
            return problem.optionalText("title");
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    RefusedException refusal(String what) {
        String said = detail.isEmpty() ? "" : ": " + detail;
        return new RefusedException(
                "the server refused (" + what + ", " + (code.isEmpty() ? status : code) + ")" + said + next());
    }

    private String next() {
        return switch (code) {
            case "not-found" -> "; check --server and --election";
            case "wrong-state" -> "; look at the election's page for what it waits for, then run this again";
            case "decision-invalid" -> "; ask the returning officer for a new draft";
            case "message-malformed", "message-invalid" ->
                "; tell the returning officer and the other trustees, with this line";
            default ->
                status == 404 ? "; check --server and --election" : "; tell the returning officer, with this line";
        };
    }
}
