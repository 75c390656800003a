// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Why a member is written to. */
public enum MessageKind {
    /** Brings the voting code. */
    CODE,
    /** Brings the code that replaces one which is no longer good. */
    REPLACEMENT,
    /** Says that the time to vote is running out. Without any link: nothing in it can tell whether it was read, or be taken for a code. */
    REMINDER,
    /** Tells who asks for a new code that they have voted, and when. */
    VOTED,
    /** Tells who asks whether a ballot stands for them that one does, and since which day. */
    USED,
    /** Tells who asks whether a ballot stands for them that none does. */
    UNUSED;

    /** As stored, and as the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MessageKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of message " + code));
    }

    /** What a template of this kind may name in braces. */
    public Set<String> fields() {
        return switch (this) {
            case CODE, REPLACEMENT -> Set.of("name", "title", "opens", "closes", "link", "page", "code");
            case REMINDER -> Set.of("name", "title", "opens", "closes");
            case VOTED, USED -> Set.of("name", "title", "votedOn");
            case UNUSED -> Set.of("name", "title");
        };
    }

    /** What it must name. */
    public Set<String> needed() {
        return switch (this) {
            case CODE, REPLACEMENT -> Set.of("link", "code");
            case REMINDER -> Set.of("closes");
            case VOTED, USED -> Set.of("votedOn");
            case UNUSED -> Set.of();
        };
    }

    /** Whether a message of this kind brings a code. */
    public boolean bringsCode() {
        return this == CODE || this == REPLACEMENT;
    }

    /** Whether a message of this kind names the day on which the member voted. */
    public boolean bringsDay() {
        return this == VOTED || this == USED;
    }

    /** Whether a member asked for it: such an answer leaves after the close too. */
    public boolean isAnswer() {
        return this == VOTED || this == USED || this == UNUSED;
    }

    /** Whether it goes to members who are written to by post. */
    public boolean isForPost() {
        return bringsCode() || this == USED || this == UNUSED;
    }
}
