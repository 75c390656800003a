-- One set of migrations for SQLite and PostgreSQL; ${identity} and ${blob} are what they name differently.
-- Hashes are lower-case hexadecimal text, times are text of the form YYYY-MM-DDTHH:MM:00Z: both sort and compare alike everywhere.

CREATE TABLE election (
    id             TEXT PRIMARY KEY,
    state          TEXT NOT NULL CHECK (state IN
                     ('draft', 'key-ceremony', 'credentials', 'sealed', 'open', 'closed', 'tallied', 'final', 'void')),
    created        TEXT NOT NULL,
    draft          TEXT NOT NULL,               -- the manifest draft, JSON as staff sent it
    manifest       ${blob},                     -- bytes of the latest manifest (its canonical writing), null while a draft
    manifest_hash  TEXT,                        -- M
    attempt        INTEGER NOT NULL DEFAULT 0,  -- a, of the latest ceremony, from 1
    transcript     TEXT,                        -- T of that attempt
    setup_hash     TEXT,                        -- E
    opens          TEXT,                        -- in force, as planned or extended; null while a draft
    closes         TEXT,
    entries        BIGINT NOT NULL DEFAULT 0,   -- size of the log: index of the next entry
    ballots        BIGINT NOT NULL DEFAULT 0,
    last_time      TEXT,                        -- time of the last entry; the next one is not before it
    close_index    BIGINT,                      -- index of the close entry
    max_ballot     INTEGER                      -- bytes of the largest possible ballot, known from the setup on
);

-- The log. The sequencing transaction locks the election's row, so positions have neither gaps nor rivals.
CREATE TABLE log_entry (
    election   TEXT NOT NULL REFERENCES election (id),
    position   BIGINT NOT NULL,
    type       TEXT NOT NULL,
    time       TEXT NOT NULL,
    bytes      ${blob} NOT NULL,
    leaf_hash  ${blob} NOT NULL,                -- 32 bytes, RFC 6962
    PRIMARY KEY (election, position)
);
CREATE INDEX log_entry_by_type ON log_entry (election, type, position);

-- Hash tiles (C2SP tlog-tiles): the newest state of each, up to 256 hashes of 32 bytes. A partial tile of a smaller width is its beginning.
CREATE TABLE tile (
    election   TEXT NOT NULL REFERENCES election (id),
    level      INTEGER NOT NULL,
    position   BIGINT NOT NULL,
    bytes      ${blob} NOT NULL,
    PRIMARY KEY (election, level, position)
);

-- Signed notes, the newest per size. listed: it belongs in board/checkpoints (co-signed by the quorum, or of the size that ends with close).
CREATE TABLE checkpoint (
    election   TEXT NOT NULL REFERENCES election (id),
    size       BIGINT NOT NULL,
    root       TEXT NOT NULL,
    note       TEXT NOT NULL,
    time       TEXT NOT NULL,
    listed     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (election, size)
);

CREATE TABLE artifact (
    election   TEXT NOT NULL REFERENCES election (id),
    sha256     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      ${blob} NOT NULL,
    PRIMARY KEY (election, sha256)
);

-- The roll. Nothing here says which credential is whose.
CREATE TABLE member (
    election       TEXT NOT NULL REFERENCES election (id),
    member_number  TEXT NOT NULL,
    line           INTEGER NOT NULL,            -- of the file that was imported
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,               -- empty where there is none
    address1       TEXT NOT NULL,
    address2       TEXT NOT NULL,
    address3       TEXT NOT NULL,
    address4       TEXT NOT NULL,
    address5       TEXT NOT NULL,
    postcode       TEXT NOT NULL,
    country        TEXT NOT NULL,
    class          TEXT NOT NULL,
    ballot_style   TEXT NOT NULL,
    weight         INTEGER NOT NULL,
    language       TEXT NOT NULL,
    joined         TEXT NOT NULL,
    arrears_months TEXT NOT NULL,
    channel        TEXT NOT NULL CHECK (channel IN ('email', 'post')),
    PRIMARY KEY (election, member_number)
);

-- Public credentials, as published; status 'reserve' until a replacement makes one 'live'.
CREATE TABLE credential (
    election   TEXT NOT NULL REFERENCES election (id),
    k          ${blob} NOT NULL,                -- 64 bytes
    status     TEXT NOT NULL CHECK (status IN ('live', 'reserve', 'replaced', 'revoked')),
    style      TEXT NOT NULL,                   -- empty for a reserve
    section    TEXT NOT NULL,
    weight     INTEGER NOT NULL,
    PRIMARY KEY (election, k)
);

-- Members and their credentials, each row sealed by a key that is never in the database: a dump links nobody.
-- Destroyed after the dispute period.
CREATE TABLE registrar_map (
    election       TEXT NOT NULL,
    member_number  TEXT NOT NULL,
    sealed         ${blob} NOT NULL,
    PRIMARY KEY (election, member_number),
    FOREIGN KEY (election, member_number) REFERENCES member (election, member_number)
);

-- One row per ballot in the log. The primary key is what makes a credential good for one ballot only.
CREATE TABLE ballot (
    election   TEXT NOT NULL,
    k          ${blob} NOT NULL,
    position   BIGINT NOT NULL,
    hash       TEXT NOT NULL,                   -- of the ballot's bytes
    tracker    TEXT NOT NULL,
    PRIMARY KEY (election, k),
    FOREIGN KEY (election, k) REFERENCES credential (election, k),
    FOREIGN KEY (election, position) REFERENCES log_entry (election, position)
);
CREATE UNIQUE INDEX ballot_position ON ballot (election, position);
CREATE UNIQUE INDEX ballot_hash ON ballot (election, hash);
CREATE UNIQUE INDEX ballot_tracker ON ballot (election, tracker);

-- Every alpha that stands in the log: none may come twice.
CREATE TABLE alpha (
    election   TEXT NOT NULL REFERENCES election (id),
    alpha      ${blob} NOT NULL,                -- 64 bytes
    PRIMARY KEY (election, alpha)
);

-- Ballots of which the server was told that they were opened to test the encryption: refused for ever.
CREATE TABLE challenged (
    election   TEXT NOT NULL REFERENCES election (id),
    hash       TEXT NOT NULL,
    PRIMARY KEY (election, hash)
);

-- Trustees' and the registrar's messages by the digest of their bytes: the same one again is answered alike. position is null while held.
CREATE TABLE message (
    election   TEXT NOT NULL REFERENCES election (id),
    digest     TEXT NOT NULL,                   -- SHA-256 of the message as it was sent
    type       TEXT NOT NULL,
    position   BIGINT,
    PRIMARY KEY (election, digest)
);

-- Decryptions, kept off the board until publish. section is empty where the contest is not divided.
CREATE TABLE held_decryption (
    election   TEXT NOT NULL REFERENCES election (id),
    contest    TEXT NOT NULL,
    section    TEXT NOT NULL,
    trustee    INTEGER NOT NULL,
    bytes      ${blob} NOT NULL,
    PRIMARY KEY (election, contest, section, trustee)
);

-- Decisions of officers. text is exactly what they sign.
CREATE TABLE decision (
    election   TEXT NOT NULL REFERENCES election (id),
    sequence   BIGINT NOT NULL,
    action     TEXT NOT NULL,
    text       TEXT NOT NULL,
    not_before TEXT NOT NULL,
    not_after  TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('pending', 'appended', 'expired')),
    position   BIGINT,                          -- of its entry
    PRIMARY KEY (election, sequence)
);
CREATE INDEX decision_by_state ON decision (state, not_before);

CREATE TABLE decision_signature (
    election   TEXT NOT NULL,
    sequence   BIGINT NOT NULL,
    signer     TEXT NOT NULL,                   -- thumbprint
    jws        TEXT NOT NULL,
    PRIMARY KEY (election, sequence, signer),
    FOREIGN KEY (election, sequence) REFERENCES decision (election, sequence)
);

-- Messages to electors that are not delivered yet, sealed because they hold codes; deleted once delivered.
CREATE TABLE mail_queue (
    id         ${identity},
    election   TEXT NOT NULL REFERENCES election (id),
    channel    TEXT NOT NULL CHECK (channel IN ('email', 'post')),
    file       TEXT NOT NULL,                   -- its name in the outbox
    sealed     ${blob} NOT NULL,
    queued     TEXT NOT NULL
);
CREATE UNIQUE INDEX mail_queue_file ON mail_queue (election, file);
