// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;

/**
 * A problem details object (RFC 9457) and the status it travels with.
 *
 * @param members shown beside the standard ones
 */
record Problem(ProblemCode code, String detail, Map<String, Object> members) {

    int status() {
        return switch (code) {
            case BALLOT_MALFORMED, WRONG_ELECTION, MESSAGE_MALFORMED, REQUEST_INVALID -> 400;
            case UNAUTHORIZED, SIGN_IN_FAILED -> 401;
            case CREDENTIAL_UNKNOWN, CREDENTIAL_RETIRED, CREDENTIAL_INACTIVE, ACCOUNT_UNKNOWN, FORBIDDEN, CROSS_SITE ->
                403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case TIMEOUT -> 408;
            case CREDENTIAL_USED,
                    CIPHERTEXT_REPEATED,
                    BALLOT_CHALLENGED,
                    BALLOT_CAST,
                    NOT_OPEN,
                    CLOSED,
                    WRONG_STATE,
                    ACCOUNT_EXISTS,
                    LAST_ADMINISTRATOR -> 409;
            case LINK_INVALID -> 410;
            case DRAFT_CHANGED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case PROOF_INVALID,
                    SIGNATURE_INVALID,
                    STYLE_MISMATCH,
                    DRAFT_INVALID,
                    ROLL_INVALID,
                    MESSAGE_INVALID,
                    DECISION_INVALID,
                    TEMPLATE_INVALID,
                    REISSUE_REFUSED,
                    DOOR_REFUSED,
                    CODE_WRONG,
                    PASSWORD_WRONG,
                    PASSWORD_WEAK,
                    ACCOUNT_INVALID -> 422;
            case PRECONDITION_REQUIRED -> 428;
            case TOO_MANY_ATTEMPTS -> 429;
            case INTERNAL -> 500;
            case OVERLOADED, HALTED -> 503;
        };
    }

    String title() {
        return switch (code) {
            case BALLOT_MALFORMED -> "The ballot cannot be read";
            case WRONG_ELECTION -> "The ballot belongs to another election";
            case PROOF_INVALID -> "A proof does not hold";
            case SIGNATURE_INVALID -> "The signature does not hold";
            case STYLE_MISMATCH -> "The ballot has other contests than this credential may vote in";
            case CREDENTIAL_UNKNOWN -> "This election has no such credential";
            case CREDENTIAL_RETIRED -> "The credential was replaced or revoked";
            case CREDENTIAL_INACTIVE -> "The desk has not activated this code";
            case CREDENTIAL_USED -> "Another ballot was cast with this credential";
            case CIPHERTEXT_REPEATED -> "A ciphertext of this ballot stands on the board already";
            case BALLOT_CHALLENGED -> "The ballot was opened to test it and cannot be cast";
            case BALLOT_CAST -> "The ballot was cast and cannot be opened any more";
            case NOT_OPEN -> "The election is not open";
            case CLOSED -> "The election is closed";
            case HALTED -> "Voting is stopped for now";
            case TOO_LARGE -> "The request is too large";
            case OVERLOADED -> "Too much to do just now";
            case UNAUTHORIZED -> "Sign in first";
            case SIGN_IN_FAILED -> "You are not signed in";
            case FORBIDDEN -> "Your role does not allow this";
            case CROSS_SITE -> "The request does not come from this server's pages";
            case TOO_MANY_ATTEMPTS -> "Too many attempts";
            case CODE_WRONG -> "The code is not right";
            case PASSWORD_WRONG -> "The password is not right";
            case PASSWORD_WEAK -> "The password is too easy to guess";
            case LINK_INVALID -> "The link is not good any more";
            case ACCOUNT_INVALID -> "An account cannot be like that";
            case ACCOUNT_UNKNOWN -> "There is no such account";
            case ACCOUNT_EXISTS -> "There is such an account already";
            case LAST_ADMINISTRATOR -> "This is the last administrator";
            case NOT_FOUND -> "There is nothing here";
            case METHOD_NOT_ALLOWED -> "This address does not take that method";
            case UNSUPPORTED_MEDIA_TYPE -> "This address does not take that media type";
            case TIMEOUT -> "The request took too long to arrive";
            case REQUEST_INVALID -> "The request breaks the API's rules";
            case DRAFT_INVALID -> "The draft cannot become a manifest";
            case DRAFT_CHANGED -> "The draft was changed by somebody else";
            case PRECONDITION_REQUIRED -> "Say which version you change";
            case ROLL_INVALID -> "The roll has bad rows; nothing was imported";
            case WRONG_STATE -> "The election is at another stage";
            case MESSAGE_MALFORMED -> "The message cannot be read";
            case MESSAGE_INVALID -> "The message fails a check";
            case DECISION_INVALID -> "The decision cannot be taken";
            case TEMPLATE_INVALID -> "The message breaks a rule";
            case REISSUE_REFUSED -> "There is no new code for this member";
            case DOOR_REFUSED -> "The slip cannot be given to this member";
            case INTERNAL -> "The server failed";
        };
    }

    byte[] body() {
        ObjectNode body = StrictJson.object();
        body.put("type", "urn:urna:problem:" + code.code());
        body.put("title", title());
        body.put("status", status());
        body.put("detail", detail);
        members.forEach((name, value) -> body.set(name, StrictJson.tree(value)));
        return StrictJson.write(body);
    }
}
