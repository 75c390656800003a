// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import java.util.List;

/** The settings cannot be used. Holds every fault found, so that one start shows them all. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public ConfigException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line per fault, each beginning with the name of the setting. */
    public List<String> faults() {
        return faults;
    }
}
