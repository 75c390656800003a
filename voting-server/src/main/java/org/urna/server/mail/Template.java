// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an organisation writes to its members, in one language. Fields stand in braces; paragraphs are separated by empty lines.
 *
 * @param kind what it is for
 * @param language tag of the language it is written in
 * @param subject one line; the same for every member, so that it can be announced
 * @param text of the message
 */
public record Template(MessageKind kind, String language, String subject, String text) {

    /** Characters that a subject may have. */
    public static final int MAX_SUBJECT = 150;

    /** Characters that a text may have. */
    public static final int MAX_TEXT = 8_000;

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?:|www\\.");

    /**
     * A template that keeps the rules of its kind.
     *
     * @throws IllegalArgumentException naming the rule that is broken
     */
    public static Template checked(MessageKind kind, String language, String subject, String text) {
        require(
                !subject.isBlank() && subject.length() <= MAX_SUBJECT,
                "a subject has 1 to " + MAX_SUBJECT + " characters");
        require(Lines.single(subject).equals(subject), "a subject is one line of printing characters");
        require(!text.isBlank() && text.length() <= MAX_TEXT, "a text has 1 to " + MAX_TEXT + " characters");
        Set<String> inSubject = fields(subject);
        inSubject.remove("title");
        require(inSubject.isEmpty(), "a subject names no field but {title}");
        Set<String> named = fields(text);
        Set<String> unknown = new TreeSet<>(named);
        unknown.removeAll(kind.fields());
        require(unknown.isEmpty(), "a " + kind.code() + " has no field {" + String.join("}, {", unknown) + "}");
        require(
                named.containsAll(kind.needed()),
                "a " + kind.code() + " must name {" + String.join("} and {", new TreeSet<>(kind.needed())) + "}");
        require(kind.bringsCode() || !ADDRESS.matcher(text).find(), "a " + kind.code() + " has no link");
        return new Template(kind, language, subject, text.replace("\r\n", "\n").strip() + "\n");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static Set<String> fields(String text) {
        Set<String> names = new TreeSet<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            names.add(field.group(1));
        }
        return names;
    }

    /** The message to one member. */
    public Message write(BallotMessage to) {
        String head = to.rehearsal() ? Words.of(language).rehearsal() + "\n\n" : "";
        String title = (to.rehearsal() ? Words.of(language).rehearsalMark() + " " : "") + fill(subject, to);
        String plain = head + fill(text, to);
        return new Message(to.to(), Lines.single(title), plain, html(Lines.single(title), plain, to));
    }

    private String fill(String pattern, BallotMessage to) {
        Matcher field = FIELD.matcher(pattern);
        StringBuilder filled = new StringBuilder();
        while (field.find()) {
            field.appendReplacement(filled, Matcher.quoteReplacement(value(field.group(1), to)));
        }
        field.appendTail(filled);
        return filled.toString();
    }

    private String value(String field, BallotMessage to) {
        Locale locale = Locale.forLanguageTag(language);
        return switch (field) {
            case "name" -> to.name().isBlank() ? Words.of(language).member() : Lines.single(to.name());
            case "title" -> Lines.single(to.electionTitle());
            case "opens" -> Lines.time(to.opens(), locale);
            case "closes" -> Lines.time(to.closes(), locale);
            case "link" -> to.link();
            case "page" -> to.page();
            case "code" -> to.code();
            case "votedOn" -> Lines.day(to.votedOn(), locale);
            default -> "{" + field + "}";
        };
    }

    /** The same as HTML. Every text is escaped; nothing is fetched from anywhere. */
    private String html(String title, String plain, BallotMessage to) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
                .append(Lines.html(language))
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(Lines.html(title))
                .append(
                        "</title></head>\n<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em\">\n");
        for (String paragraph : plain.strip().split("\n\n+", -1)) {
            page.append("<p>").append(paragraph(paragraph, to)).append("</p>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private static String paragraph(String paragraph, BallotMessage to) {
        String escaped = Lines.html(paragraph).replace("\n", "<br>\n");
        if (to.code().isEmpty()) {
            return escaped;
        }
        String link = Lines.html(to.link());
        String anchored = escaped.replace(link, "<a href=\"" + link + "\">" + link + "</a>");
        // A code that stands by itself, not the one within a link.
        String code = "(?<![#\\w-])" + Pattern.quote(to.code());
        return anchored.replaceAll(
                code, "<strong style=\"font-family: monospace; font-size: 18px\">" + to.code() + "</strong>");
    }
}
