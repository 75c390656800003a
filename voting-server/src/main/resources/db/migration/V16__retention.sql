-- For how many days what names people is kept; a row with an empty election is the organisation's standard. Null: the standard is meant.
CREATE TABLE retention (
    election    TEXT PRIMARY KEY,
    imports     INTEGER,
    roll        INTEGER,
    complaints  INTEGER
);

-- What was erased, and on which day.
CREATE TABLE retention_done (
    election    TEXT NOT NULL REFERENCES election (id),
    what        TEXT NOT NULL CHECK (what IN ('imports', 'roll', 'complaints')),
    day         TEXT NOT NULL,
    PRIMARY KEY (election, what)
);
