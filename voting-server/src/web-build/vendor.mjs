// SPDX-License-Identifier: Apache-2.0

// Copies the third-party modules that the pages use from node_modules to web/vendor and records them in vendor.json.
// Only the import specifiers change: browsers find modules by relative path, and workers have no import maps.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../main/resources/web/vendor");

const packages = [
  {
    name: "@noble/curves",
    licence: "MIT",
    licenceFile: "LICENSE",
    folder: "noble-curves",
    files: [
      "nist.js", "ed25519.js", "utils.js", "abstract/curve.js", "abstract/der.js", "abstract/edwards.js", "abstract/fft.js", "abstract/frost.js",
      "abstract/hash-to-curve.js", "abstract/modular.js", "abstract/montgomery.js", "abstract/oprf.js", "abstract/weierstrass.js",
    ],
  },
  {
    name: "@noble/hashes",
    licence: "MIT",
    licenceFile: "LICENSE",
    folder: "noble-hashes",
    files: ["sha2.js", "sha3.js", "hmac.js", "pbkdf2.js", "utils.js", "_md.js", "_u64.js"],
  },
  {
    name: "@noble/post-quantum",
    licence: "MIT",
    licenceFile: "LICENSE",
    folder: "noble-post-quantum",
    files: ["ml-dsa.js", "_crystals.js", "utils.js"],
  },
  { name: "preact", licence: "MIT", licenceFile: "LICENSE", folder: "preact", files: ["dist/preact.mjs", "hooks/dist/hooks.mjs"] },
  { name: "htm", licence: "Apache-2.0", licenceFile: "LICENSE", folder: "htm", files: ["dist/htm.mjs"] },
  { name: "qr", licence: "MIT OR Apache-2.0", licenceFile: "LICENSE-MIT", folder: "qr", files: ["index.js"] },
];

/** Where a bare specifier of these packages leads. */
const bare = new Map([
  ["preact", "preact/preact.js"],
  ...["sha2", "hmac", "utils"].map((name) => [`@noble/hashes/${name}.js`, `noble-hashes/${name}.js`]),
]);

/** And these in one package alone: others name them in their comments, which stay as they are. */
const bareInPostQuantum = [["@noble/hashes/sha3.js", "noble-hashes/sha3.js"], ...["utils", "abstract/fft"].map((name) => [`@noble/curves/${name}.js`, `noble-curves/${name}.js`])];

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** preact's folders `dist` only sort its packaging, and servers know `.js` better than `.mjs`. */
function placed(folder, file) {
  return posix.join(folder, file.replace(/^(hooks\/)?dist\//, "").replace(/\.mjs$/, ".js"));
}

function rewritten(path, text) {
  const rewrites = [];
  for (const [specifier, to] of [...bare, ...(path.startsWith("noble-post-quantum/") ? bareInPostQuantum : [])]) {
    const relative = posix.relative(posix.dirname(path), to);
    const file = relative.startsWith(".") ? relative : `./${relative}`;
    for (const quote of ["'", '"']) {
      const from = `from${quote === '"' ? "" : " "}${quote}${specifier}${quote}`;
      const by = from.replace(specifier, file);
      if (text.includes(by)) throw new Error(`${path}: cannot be undone: ${by}`);
      if (text.includes(from)) {
        text = text.replaceAll(from, by);
        rewrites.push({ from, to: by });
      }
    }
  }
  return { text, rewrites };
}

function vendored(pack, file) {
  const bytes = readFileSync(join(here, "node_modules", pack.name, file));
  const path = file === pack.licenceFile ? posix.join(pack.folder, "LICENSE") : placed(pack.folder, file);
  const { text, rewrites } = file === pack.licenceFile ? { text: bytes.toString("utf8"), rewrites: [] } : rewritten(path, bytes.toString("utf8"));
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
  return { path, upstream: file, upstreamSha256: sha256(bytes), sha256: sha256(Buffer.from(text)), rewrites };
}

rmSync(target, { recursive: true, force: true });
const recorded = packages.map((pack) => {
  const { version } = JSON.parse(readFileSync(join(here, "node_modules", pack.name, "package.json"), "utf8"));
  const files = [pack.licenceFile, ...pack.files].map((file) => vendored(pack, file));
  return { package: `${pack.name}@${version}`, licence: pack.licence, licenceFile: posix.join(pack.folder, "LICENSE"), files };
});
writeFileSync(join(target, "vendor.json"), `${JSON.stringify({ packages: recorded }, null, 1)}\n`);
