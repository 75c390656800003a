-- Staff: accounts, what lets them in, and what they did. Times are the database's, to the second, as text; secrets are hashed or sealed.

CREATE TABLE staff_account (
    id         TEXT PRIMARY KEY,                -- 32 hexadecimal digits
    email      TEXT NOT NULL UNIQUE,            -- lower case; the name to sign in with
    name       TEXT NOT NULL,
    roles      TEXT NOT NULL,                   -- separated by commas
    elections  TEXT NOT NULL,                   -- ids, separated by commas; empty means all
    state      TEXT NOT NULL CHECK (state IN ('invited', 'active', 'deactivated')),
    password   TEXT,                            -- Argon2id in its usual form; null until enrolled
    totp       ${blob},                         -- key of the authenticator, sealed by a key that is never in the database
    totp_step  BIGINT NOT NULL DEFAULT 0,       -- the latest time step whose code was taken: none is taken twice
    subject    TEXT UNIQUE,                     -- at the OpenID provider: issuer, space, subject
    created    TEXT NOT NULL,
    signed_in  TEXT                             -- when last
);

-- One-time links. The secret stands in the link alone; here is its SHA-256.
CREATE TABLE staff_link (
    hash       TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('first', 'invitation', 'renewal')),
    account    TEXT REFERENCES staff_account (id), -- null for the first administrator
    totp       ${blob} NOT NULL,                -- key that its holder is shown, sealed
    expires    TEXT NOT NULL
);

CREATE TABLE staff_recovery_code (
    account    TEXT NOT NULL REFERENCES staff_account (id),
    hash       TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE staff_session (
    id         TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES staff_account (id),
    created    TEXT NOT NULL,
    seen       TEXT NOT NULL,
    expires    TEXT NOT NULL
);
CREATE INDEX staff_session_by_account ON staff_session (account);

-- Attempts to sign in, by account or device under a keyed hash: nothing that was typed can be read here.
CREATE TABLE staff_attempt (
    bucket     TEXT PRIMARY KEY,
    count      INTEGER NOT NULL,
    last       TEXT NOT NULL,
    until      TEXT NOT NULL                    -- no attempt is looked at before
);

-- What staff did. Appended to, never changed: triggers refuse it (V5.1), and each row's hash holds that of the row before.
CREATE TABLE staff_action (
    position   BIGINT PRIMARY KEY,              -- from 1
    time       TEXT NOT NULL,
    account    TEXT NOT NULL,                   -- empty where nobody was signed in
    name       TEXT NOT NULL,
    roles      TEXT NOT NULL,
    operation  TEXT NOT NULL,
    election   TEXT NOT NULL,                   -- empty where it is about none
    outcome    TEXT NOT NULL CHECK (outcome IN ('begun', 'done', 'refused', 'failed')),
    detail     TEXT NOT NULL,                   -- JSON object, nothing secret
    regards    BIGINT NOT NULL,                 -- position of the row that began what this one ends; 0 for none
    hash       TEXT NOT NULL,                   -- SHA-256 of the row with the hash of the row before
    mac        TEXT NOT NULL                    -- HMAC-SHA-256 of the hash by a key that is never in the database
);
CREATE INDEX staff_action_by_regards ON staff_action (regards);
CREATE INDEX staff_action_by_election ON staff_action (election, position);

-- The end of that chain: one row, locked while a row is appended.
CREATE TABLE staff_trail (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    length     BIGINT NOT NULL,
    hash       TEXT NOT NULL
);
INSERT INTO staff_trail (id, length, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
