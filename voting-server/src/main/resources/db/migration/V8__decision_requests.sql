-- Who asked for a decision, and how the request ended where officers did not decide it. decision.state is then 'expired'.
CREATE TABLE decision_request (
    election    TEXT NOT NULL,
    sequence    BIGINT NOT NULL,
    asked       TEXT NOT NULL,                  -- to the second
    account     TEXT NOT NULL,                  -- of the member of staff who asked
    name        TEXT NOT NULL,                  -- of that account, as it was
    outcome     TEXT CHECK (outcome IN ('refused', 'withdrawn', 'failed')),
    ended       TEXT,
    ended_by    TEXT,                           -- name of who refused or withdrew it
    why         TEXT,                           -- a code for a refusal, the server's words for what could not be carried out
    PRIMARY KEY (election, sequence),
    FOREIGN KEY (election, sequence) REFERENCES decision (election, sequence)
);

-- When a decryption was taken: it has no entry, and so no time, until publish.
ALTER TABLE held_decryption ADD COLUMN taken TEXT;

-- Electors of each ballot style, for the turnout; a style belongs to one section.
CREATE INDEX credential_by_style ON credential (election, status, style);
DROP INDEX credential_by_section;
