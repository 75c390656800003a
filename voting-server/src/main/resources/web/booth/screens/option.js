// SPDX-License-Identifier: Apache-2.0

/** What is shown of an option: name, detail, picture, statement. Published files are shown only when their hash is the manifest's. */
import { Badge, Loading, Text } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { isolated, language, manifestText, t } from "../../app/i18n.js";
import { sha256 } from "../../vendor/noble-hashes/sha2.js";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function published(session, artifact) {
  const bytes = await session.artifact(artifact.sha256);
  if (hex(sha256(bytes)) !== artifact.sha256) {
    throw new Error("not the published file");
  }
  return bytes;
}

/** The name of an option for use inside a sentence. */
export const nameOf = (option) => isolated(manifestText(option.name));

/** Name, detail and marks, in one line of text for a label. */
export function OptionName({ option, withdrawn }) {
  return html`<span class="booth-option-text">
    <span class="booth-option-name"><${Text} of=${option.name} /></span>
    ${option.detail && html`<span class="booth-option-detail"><${Text} of=${option.detail} /></span>`}
    ${withdrawn && html`<span class="booth-option-detail"><${Badge} kind="warn">${t("booth.contest.withdrawn")}<//> ${t("booth.contest.withdrawn.hint")}</span>`}
  </span>`;
}

/** The candidate's picture, or nothing as long as it is not there. */
export function Picture({ option, session }) {
  const [url, setUrl] = useState(null);
  const picture = option.picture;
  useEffect(() => {
    if (!picture) {
      return undefined;
    }
    let made = null;
    let gone = false;
    published(session, picture.artifact).then(
      (bytes) => {
        if (!gone) {
          made = URL.createObjectURL(new Blob([bytes], { type: picture.mediaType }));
          setUrl(made);
        }
      },
      () => {},
    );
    return () => {
      gone = true;
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [picture?.artifact.sha256]);
  return picture ? html`<span class="booth-picture">${url && html`<img src=${url} alt=${manifestText(picture.alternative)} />`}</span>` : null;
}

/** The candidate's statement, one tap away. */
export function Statement({ option, session }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(null);
  const found = (option.statement ?? []).find((each) => each.language === language()) ?? option.statement?.[0];
  useEffect(() => {
    if (!open || !found) {
      return;
    }
    setText(null);
    published(session, found.artifact).then(
      (bytes) => setText(new TextDecoder().decode(bytes)),
      () => setText(false),
    );
  }, [open, found?.artifact.sha256]);
  if (!found) {
    return null;
  }
  return html`<details class="booth-statement" onToggle=${(event) => setOpen(event.target.open)}>
    <summary>${t("booth.contest.statement")}<span class="visually-hidden">: ${nameOf(option)}</span></summary>
    ${text === null && open && html`<${Loading} label=${t("booth.contest.statement.loading")} />`}
    ${text === false && html`<p role="alert">${t("booth.contest.statement.failed")}</p>`}
    ${text && html`<div lang=${found.language}>${paragraphs(text).map((paragraph, at) => html`<p key=${at} dir="auto">${paragraph}</p>`)}</div>`}
  </details>`;
}

const paragraphs = (text) => text.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim() !== "");
