// SPDX-License-Identifier: Apache-2.0

/**
 * The set-up of one election on the server: what is saved, and what the server says of it. `api` is the console's way to the server:
 * `(method, path, {body, type, headers}) → Promise<Response>`, the path being below /api/v1; it throws a `Refusal`.
 */
export const MERGE_PATCH = "application/merge-patch+json";

export function setUpOf(election, api) {
  const ask = (method, rest, options) => api(method, `/elections/${election}${rest}`, options);
  const json = async (method, rest, options) => (await ask(method, rest, options)).json();
  const version = (response) => response.headers.get("etag");
  return {
    /** The draft, its version, the report on it, the invitations, and where the election stands. */
    async load() {
      const [saved, report, invitations, about] = await Promise.all([ask("GET", "/draft"), json("GET", "/draft/report"), json("GET", "/invitations"), json("GET", "")]);
      return { draft: await saved.json(), version: version(saved), report, invitations, about };
    },
    /** Saves a step made from a version; gives the new version. */
    async save(from, patch) {
      return version(await ask("PATCH", "/draft", { body: JSON.stringify(patch), type: MERGE_PATCH, headers: { "If-Match": from } }));
    },
    /** Uploads a statement or picture; gives its hash and length. */
    upload: (content, type) => json("POST", "/artifacts", { body: content, type }),
    /** The bytes of an upload. */
    uploaded: async (sha256) => new Uint8Array(await (await ask("GET", `/artifacts/${sha256}`)).arrayBuffer()),
    preview: () => json("GET", "/draft/preview"),
    invite: (label) => json("POST", "/invitations", { body: { label } }),
    withdraw: (number) => ask("DELETE", `/invitations/${number}`),
    accept: (number, thumbprint) => ask("POST", `/invitations/${number}/acceptance`, { body: { thumbprint } }),
    rehearse: async (plan) => (await json("POST", "/rehearsals", { body: plan })).election,
    codes: () => json("GET", "/rehearsal-codes"),
    copy: async () => (await json("POST", "/copies")).election,
    freeze: () => json("POST", "/ceremony"),
  };
}
