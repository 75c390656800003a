-- The import of a roll: what was uploaded, how it is read, how far that is, what was found. One at a time; it stays as the report of the last one.
CREATE TABLE roll_import (
    election   TEXT PRIMARY KEY REFERENCES election (id),
    id         TEXT NOT NULL,                   -- of the upload, 32 hexadecimal digits: the staged file's name
    file       TEXT NOT NULL,                   -- as the uploader calls it
    bytes      BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN
                 ('uploading', 'uploaded', 'reading', 'comparing', 'checked', 'writing', 'imported', 'failed')),
    survey     TEXT NOT NULL,                   -- kind, sheets and proposed settings, JSON
    settings   TEXT NOT NULL,                   -- of the last check, JSON; empty before
    terms      TEXT NOT NULL,                   -- what of the draft it was checked against
    rows_read  BIGINT NOT NULL,
    progress   INTEGER NOT NULL,                -- of the present state, in thousandths
    touched    TEXT NOT NULL,                   -- when whoever works on it last said so
    summary    TEXT NOT NULL,                   -- counts, JSON; empty before
    failure    TEXT NOT NULL                    -- why it failed, JSON; empty otherwise
);

-- Every row of the file. They become members when the import is committed, all at once.
CREATE TABLE roll_row (
    election       TEXT NOT NULL REFERENCES election (id),
    line           INTEGER NOT NULL,
    member_number  TEXT NOT NULL,
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,
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
    channel        TEXT NOT NULL,
    search_key     TEXT NOT NULL,
    email_key      TEXT NOT NULL,
    person_key     TEXT NOT NULL,
    faulty         INTEGER NOT NULL,            -- 1 if the row is bad for itself
    outcome        TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    noted          INTEGER NOT NULL,
    change         TEXT NOT NULL,               -- added, changed, same; empty for a rejected row
    PRIMARY KEY (election, line)
);
-- They hold all that finding duplicates needs: looking each row up besides would read the whole table in random order.
CREATE INDEX roll_row_number ON roll_row (election, member_number, line);
CREATE INDEX roll_row_email ON roll_row (election, email_key, outcome, line);
CREATE INDEX roll_row_person ON roll_row (election, person_key, outcome, line);

-- What there is to say about rows, and about members whom the file no longer has (line 0).
CREATE TABLE roll_remark (
    id             ${identity},
    election       TEXT NOT NULL REFERENCES election (id),
    line           INTEGER NOT NULL,
    member_number  TEXT NOT NULL,
    source         TEXT NOT NULL CHECK (source IN ('row', 'file')),
    kind           TEXT NOT NULL CHECK (kind IN ('rejected', 'noted', 'changed', 'removed')),
    rule           TEXT NOT NULL,               -- of a change the field
    reason         TEXT NOT NULL,
    old_value      TEXT NOT NULL,
    new_value      TEXT NOT NULL
);
CREATE INDEX roll_remark_line ON roll_remark (election, line);
CREATE INDEX roll_remark_kind ON roll_remark (election, kind, member_number);

-- Pairs of rows that may be one person.
CREATE TABLE roll_pair (
    election       TEXT NOT NULL REFERENCES election (id),
    line           INTEGER NOT NULL,
    other_line     INTEGER NOT NULL,            -- the earlier one
    same_email     INTEGER NOT NULL,
    same_address   INTEGER NOT NULL,            -- name and postcode
    classes        INTEGER NOT NULL,            -- 1 if they are in two classes: staff must decide
    PRIMARY KEY (election, line, other_line)
);

-- What staff decided about such pairs; kept for the next import.
CREATE TABLE roll_choice (
    election       TEXT NOT NULL REFERENCES election (id),
    member_number  TEXT NOT NULL,
    other_number   TEXT NOT NULL,
    keep           TEXT NOT NULL,               -- one of the two, or empty: they are two persons
    PRIMARY KEY (election, member_number, other_number)
);

-- How the last file was read, for the next one.
CREATE TABLE roll_settings (
    election   TEXT PRIMARY KEY REFERENCES election (id),
    settings   TEXT NOT NULL
);

ALTER TABLE member ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE member SET search_key = lower(member_number || ' ' || name || ' ' || email);
CREATE INDEX member_email ON member (election, lower(email));

-- What staff corrected about members, field by field; nothing here says which credential is whose.
CREATE TABLE member_change (
    id             ${identity},
    election       TEXT NOT NULL REFERENCES election (id),
    member_number  TEXT NOT NULL,
    time           TEXT NOT NULL,
    actor          TEXT NOT NULL,
    reason         TEXT NOT NULL,
    field          TEXT NOT NULL,
    old_value      TEXT NOT NULL,
    new_value      TEXT NOT NULL
);
CREATE INDEX member_change_by_member ON member_change (election, member_number, id);
