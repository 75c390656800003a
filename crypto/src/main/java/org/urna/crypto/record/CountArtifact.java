// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.math.BigDecimal;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.Outcome;

/**
 * The published stages of a ranked contest ({@code docs/protocol.md} §12.3): one canonical JSON object, the same for everybody who
 * counts the same rankings by the same rule.
 */
public final class CountArtifact {

    /** The most bytes that are read. */
    public static final int MAX_BYTES = 1 << 26;

    /** Decimal digits with a point only between digits, and no needless zero in front. */
    private static final Form<BigDecimal> DECIMAL = Forms.checked(
                    Forms.text(1, 64, false), CountArtifact::isDecimal, "not a decimal number")
            .map(BigDecimal::new, BigDecimal::toPlainString);

    private static final Form<List<Integer>> CANDIDATES = Form.list(Forms.POSITIVE);

    private static final Form<Outcome.Tie> TIE = Form.object(o -> new Outcome.Tie(
            o.member("stage", Forms.POSITIVE, Outcome.Tie::stage),
            o.member("candidates", CANDIDATES, Outcome.Tie::candidates),
            o.member("settledBy", Forms.word("lot", "look-back"), Outcome.Tie::settledBy),
            o.member("first", Forms.POSITIVE, Outcome.Tie::first)));

    private static final Form<Count.Transfer> TRANSFER = Form.object(o -> new Count.Transfer(
            o.member("from", Forms.POSITIVE, Count.Transfer::from),
            o.member("to", Forms.INT, Count.Transfer::to),
            o.member("papers", Forms.INTEGER, Count.Transfer::papers),
            o.member("value", DECIMAL, Count.Transfer::value),
            o.member("votes", DECIMAL, Count.Transfer::votes)));

    private static final Form<Count.Stage> STAGE = Form.object(o -> new Count.Stage(
            o.member("kind", Forms.word(List.of(Count.Kind.values()), Count.Kind::code), Count.Stage::kind),
            o.member("from", CANDIDATES, Count.Stage::from),
            o.member("quota", DECIMAL, Count.Stage::quota),
            o.member("votes", Form.list(DECIMAL), Count.Stage::votes),
            o.member("nonTransferable", DECIMAL, Count.Stage::nonTransferable),
            o.member("roundingLoss", DECIMAL, Count.Stage::roundingLoss),
            o.member("keep", Form.list(DECIMAL), Count.Stage::keep),
            o.member("transfers", Form.list(TRANSFER), Count.Stage::transfers),
            o.member("elected", CANDIDATES, Count.Stage::elected),
            o.member("excluded", CANDIDATES, Count.Stage::excluded)));

    private static final Form<Count> FORM = Form.object(o -> new Count(
            o.member("rule", Forms.ID, Count::rule),
            o.member("seats", Forms.POSITIVE, Count::seats),
            o.member("candidates", Forms.POSITIVE, Count::candidates),
            o.member("ballots", Forms.INTEGER, Count::ballots),
            o.member("valid", Forms.INTEGER, Count::valid),
            o.member("blank", Forms.INTEGER, Count::blank),
            o.member("unusable", Forms.INTEGER, Count::unusable),
            o.member("withdrawn", CANDIDATES, Count::withdrawn),
            o.member("elected", CANDIDATES, Count::elected),
            o.member("stages", Form.list(STAGE, 1, Integer.MAX_VALUE), Count::stages),
            o.member("ties", Form.list(TIE), Count::ties)));

    private CountArtifact() {}

    /** The exact bytes. */
    public static byte[] write(Count count) {
        return Json.write(FORM, count);
    }

    /**
     * Reads the canonical writing; whether it is what the rankings give, only counting them can tell.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static Count read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes, MAX_BYTES);
    }

    private static boolean isDecimal(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        boolean plain = isDigits(whole) && (whole.length() == 1 || whole.charAt(0) != '0');
        return plain && (point < 0 || isDigits(text.substring(point + 1)));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
