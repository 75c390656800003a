// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.server.table.CsvLine;

/**
 * Results as a table (RFC 4180): a row for each candidate, and for blank, spoilt and all ballots, of each contest as a whole and of each section that was
 * counted apart. Names are in the manifest's first language.
 */
final class ResultsCsv {

    static final String HEAD = "contest,title,section,row,candidate,name,votes,elected,withdrawn\r\n";

    private final StringBuilder text = new StringBuilder(HEAD);
    private final Contest contest;
    private final String language;
    private final JsonNode result;

    private ResultsCsv(Manifest manifest, JsonNode result) {
        this.contest = manifest.contest(result.path("contest").asText()).orElseThrow();
        this.language = manifest.languages().get(0);
        this.result = result;
    }

    /** @param results as {@link Results#json} lists them */
    static String write(Manifest manifest, JsonNode results) {
        StringBuilder table = new StringBuilder(HEAD);
        for (JsonNode each : results) {
            table.append(new ResultsCsv(manifest, each.path("result")).rows());
        }
        return table.toString();
    }

    private StringBuilder rows() {
        text.setLength(0);
        for (JsonNode section : result.path("sections")) {
            votes(section, section.path("section").asText());
        }
        votes(result.path("total"), "");
        return text;
    }

    private void votes(JsonNode counted, String section) {
        List<Candidate> candidates = contest.candidates();
        for (int i = 1; i <= candidates.size(); i++) {
            String elected = section.isEmpty() ? place(i) : "";
            row(
                    section,
                    "candidate",
                    Integer.toString(i),
                    candidates.get(i - 1).name().get(language),
                    counted.path("votes").path(i - 1).asText(),
                    elected,
                    isWithdrawn(i) ? "yes" : "");
        }
        row(section, "blank", "", "", counted.path("blank").asText(), "", "");
        if (counted.has("spoilt")) {
            row(section, "spoilt", "", "", counted.path("spoilt").asText(), "", "");
        }
        row(section, "ballots", "", "", counted.path("ballots").asText(), "", "");
    }

    /** In which order the candidate was elected, from 1; empty if not. */
    private String place(int candidate) {
        JsonNode elected = result.path("elected");
        for (int i = 0; i < elected.size(); i++) {
            if (elected.path(i).asInt() == candidate) {
                return Integer.toString(i + 1);
            }
        }
        return "";
    }

    private boolean isWithdrawn(int candidate) {
        for (JsonNode each : result.path("withdrawn")) {
            if (each.asInt() == candidate) {
                return true;
            }
        }
        return false;
    }

    private void row(String section, String... cells) {
        text.append(contest.id())
                .append(',')
                .append(CsvLine.cell(contest.terms().title().get(language)));
        text.append(',').append(section);
        for (String each : cells) {
            text.append(',').append(CsvLine.cell(each));
        }
        text.append("\r\n");
    }
}
