-- Files that a trustee's message names, while they come in parts: announced by the message itself, whose signature is checked first.
CREATE TABLE upload (
    election TEXT NOT NULL REFERENCES election (id),
    sha256   TEXT NOT NULL,
    length   BIGINT NOT NULL,
    token    TEXT NOT NULL,
    PRIMARY KEY (election, sha256)
);

CREATE TABLE upload_part (
    election TEXT NOT NULL REFERENCES election (id),
    sha256   TEXT NOT NULL,
    part     INTEGER NOT NULL,
    bytes    ${blob} NOT NULL,
    PRIMARY KEY (election, sha256, part)
);

-- Files of decryptions that are held until publish: verified, and no longer within reach of an upload.
CREATE TABLE held_file (
    election TEXT NOT NULL REFERENCES election (id),
    sha256   TEXT NOT NULL,
    bytes    ${blob} NOT NULL,
    PRIMARY KEY (election, sha256)
);
