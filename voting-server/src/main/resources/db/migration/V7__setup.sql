-- Drafts that are saved step by step: a counter against two people overwriting each other.
ALTER TABLE election ADD COLUMN draft_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE election ADD COLUMN draft_saved TEXT;

-- Trustees invited to hand in their identity. The link's secret is kept as its hash only.
CREATE TABLE trustee_invitation (
    election   TEXT NOT NULL REFERENCES election (id),
    number     INTEGER NOT NULL,
    label      TEXT NOT NULL,                   -- whom staff invited
    secret     TEXT NOT NULL,                   -- SHA-256 of the link's secret
    created    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'answered', 'accepted', 'withdrawn')),
    name       TEXT,                            -- as the trustee handed it in
    thumbprint TEXT,
    answered   TEXT,
    PRIMARY KEY (election, number)
);

-- Codes of a rehearsal's dummy roll, sealed by a key that is never in the database: staff try them out. A real election has none here.
CREATE TABLE rehearsal_code (
    election      TEXT NOT NULL REFERENCES election (id),
    member_number TEXT NOT NULL,
    style         TEXT NOT NULL,
    sealed        ${blob} NOT NULL,
    PRIMARY KEY (election, member_number)
);
