// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the system's Chromium as a parameter of type {@link Browser}, started once for all tests of a run. Where it cannot be
 * started, tests are skipped, loudly, or fail if {@code URNA_REQUIRE} names {@code chromium}. Nothing is downloaded.
 */
public final class InChromium implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(InChromium.class);
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox", // Debian's Chromium will not run as root without
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** The running browser, ended after the last test. */
    private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Browser unused = browser(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Started.class, key -> start(), Started.class)
                .browser();
    }

    private static Started start() {
        @Nullable
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            throw missing("there is none", null);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(ARGUMENTS));
            return new Started(playwright, browser);
        } catch (PlaywrightException e) {
            playwright.close();
            throw missing("it does not start", e);
        }
    }

    private static RuntimeException missing(String why, @Nullable Exception cause) {
        String required = String.valueOf(System.getenv("URNA_REQUIRE"));
        if (Arrays.asList(required.split(",")).contains("chromium")) {
            throw new AssertionError("URNA_REQUIRE names chromium, but " + why, cause);
        }
        System.err.println(
                "SKIPPED: no test in a browser, as of Chromium " + why + (cause == null ? "" : ": " + cause));
        Assumptions.abort("Chromium: " + why);
        throw new IllegalStateException("not reached");
    }
}
