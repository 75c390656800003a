// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stage as an official result file gives it. */
record OfficialStage(Map<String, BigDecimal> votes, BigDecimal nonTransferable) {

    private static final Pattern STAGE =
            Pattern.compile("\"votes\":\\s*\\{([^}]*)},\\s*\"non_transferable\":\\s*\"([0-9.]+)\"");
    private static final Pattern FIGURE = Pattern.compile("\"([^\"]+)\":\\s*\"([0-9.]+)\"");

    static List<OfficialStage> read(String json) {
        List<OfficialStage> stages = new ArrayList<>();
        Matcher stage = STAGE.matcher(json);
        while (stage.find()) {
            Map<String, BigDecimal> votes = new HashMap<>();
            Matcher figure = FIGURE.matcher(stage.group(1));
            while (figure.find()) {
                votes.put(figure.group(1), new BigDecimal(figure.group(2)));
            }
            stages.add(new OfficialStage(votes, new BigDecimal(stage.group(2))));
        }
        return stages;
    }
}
