-- Reissue: who asked for a new code, until two officers have decided; and when it may be asked for. Destroyed with the registrar's map.

CREATE TABLE reissue (
    election       TEXT NOT NULL,
    member_number  TEXT NOT NULL,
    origin         TEXT NOT NULL CHECK (origin IN ('desk', 'self')),
    day            TEXT NOT NULL,               -- YYYY-MM-DD; a minute could be compared with the board's
    sequence       BIGINT,                      -- of the decision that is to carry it out; null while it waits
    PRIMARY KEY (election, member_number),
    FOREIGN KEY (election, member_number) REFERENCES member (election, member_number)
);
CREATE INDEX reissue_by_decision ON reissue (election, sequence);

-- YYYY-MM-DDTHH:MM:00Z; empty where there is none of its own: from the seal, until the close.
CREATE TABLE reissue_terms (
    election     TEXT PRIMARY KEY REFERENCES election (id),
    opens        TEXT NOT NULL,
    email_until  TEXT NOT NULL,
    post_until   TEXT NOT NULL
);

-- What somebody typed who says that they are a member: written down whoever it is, looked at afterwards, deleted then.
CREATE TABLE reissue_claim (
    id             ${identity},
    election       TEXT NOT NULL REFERENCES election (id),
    member_number  TEXT NOT NULL,
    contact        TEXT NOT NULL
);
