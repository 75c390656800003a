// SPDX-License-Identifier: Apache-2.0

// Makes the pages that are one file each, as browsers run no modules from disk: web/check/check.html checks a test ballot, web/verify/verify.html
// a whole election. The same inputs give the same bytes; their hashes stand at the end of each file, where a test without Node compares them.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, "..");
const web = join(sources, "main/resources/web");

/** Folder and first module of each page; its style and its file have the folder's name. */
const pages = [
  { folder: "check", entry: "page.js" },
  { folder: "verify", entry: "main.js" },
];

const digest = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
const named = (file) => relative(sources, file).split(sep).join(posix.sep);

/** Esbuild names its inputs from the folder in which it works. */
async function bundled(entry) {
  const result = await build({
    absWorkingDir: sources,
    entryPoints: [entry],
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

async function make({ folder, entry }) {
  const page = join(web, folder);
  const { script, inputs } = await bundled(join(page, entry));
  const style = readFileSync(join(page, `${folder}.css`), "utf8");
  if (/<\/(script|style)/i.test(script + style) || /<!--|-->/.test(script)) throw new Error("the bundle would end its own element");
  const scriptText = `\n${script}`;
  const styleText = `\n${style}`;
  /** The libraries' licences want to go with them. */
  const licences = [...new Set(inputs.map((file) => /^main\/resources\/web\/vendor\/[^/]+/.exec(file)?.[0]).filter(Boolean))].sort().map((each) => `${each}/LICENSE`);
  const own = [`${folder}.css`, "template.html"].map((file) => named(join(page, file)));
  const all = [...inputs, ...licences, ...own, ...["build.mjs", "package-lock.json"].map((file) => named(join(here, file)))];
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
  writeFileSync(join(page, `${folder}.html`), made);
}

for (const page of pages) await make(page);
