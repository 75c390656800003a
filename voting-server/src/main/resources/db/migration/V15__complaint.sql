-- Complaints of voters. The file may hold a ballot and its receipt; contact and words are erased with the registrar's map, so that no row says
-- whose ballot it is. The day alone: a minute could be compared with the board's.
CREATE TABLE complaint (
    election  TEXT NOT NULL REFERENCES election (id),
    number    BIGINT NOT NULL,
    day       TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    position  BIGINT,                           -- of the entry that the outcome rests on
    ballot    TEXT NOT NULL,                    -- hash of the ballot that the file means
    rule      TEXT NOT NULL,                    -- what failed on the voter's device
    contact   TEXT NOT NULL,
    words     TEXT NOT NULL,
    file      TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('open', 'answered')),
    answer    TEXT NOT NULL,
    PRIMARY KEY (election, number)
);
