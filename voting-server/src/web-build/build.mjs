// SPDX-License-Identifier: Apache-2.0

// Makes web/check/check.html: the page that checks a test ballot, in one file, as browsers run no modules from disk. The same inputs give the
// same bytes; their hashes stand at the end of the file, where a test without Node compares them.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, "..");
const page = join(sources, "main/resources/web/check");
const target = join(page, "check.html");

const digest = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
const named = (file) => relative(sources, file).split(sep).join(posix.sep);

/** Esbuild names its inputs from the folder in which it works. */
async function bundled() {
  const result = await build({
    absWorkingDir: sources,
    entryPoints: [join(page, "page.js")],
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    legalComments: "inline",
    metafile: true,
    write: false,
  });
  return { script: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) };
}

const { script, inputs } = await bundled();
const style = readFileSync(join(page, "check.css"), "utf8");
if (/<\/(script|style)/i.test(script + style) || /<!--|-->/.test(script)) throw new Error("the bundle would end its own element");
const scriptText = `\n${script}`;
const styleText = `\n${style}`;
/** The libraries' licences want to go with them. */
const licences = [...new Set(inputs.map((file) => /^main\/resources\/web\/vendor\/[^/]+/.exec(file)?.[0]).filter(Boolean))].sort().map((folder) => `${folder}/LICENSE`);
const all = [...inputs, ...licences, ...["check.css", "template.html"].map((file) => named(join(page, file))), ...["build.mjs", "package-lock.json"].map((file) => named(join(here, file)))];
const listed = all.sort().map((file) => `${digest(readFileSync(join(sources, file)), "hex")}  ${file}\n`);
const parts = {
  SCRIPT: `sha256-${digest(scriptText, "base64")}`,
  STYLE: `sha256-${digest(styleText, "base64")}`,
  CSS: styleText,
  JS: scriptText,
};
const licenceTexts = licences.map((file) => `${file}\n\n${readFileSync(join(sources, file), "utf8").trim()}\n`).join("\n");
const template = readFileSync(join(page, "template.html"), "utf8");
const made = `${template.replace(/(?<=')(SCRIPT|STYLE)(?=')|(?<=<style>)CSS|(?<=<script>)JS/g, (name) => parts[name])}<!-- licences\n${licenceTexts}-->\n<!-- inputs\n${listed.join("")}-->\n`;

writeFileSync(target, made);
