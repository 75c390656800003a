-- Codes that are handed out at the door. Such a credential takes a ballot only once the desk has activated its slip for a member. The gate is this
-- server's: for the board it is a credential like any other. Empty where there is none.
ALTER TABLE credential ADD COLUMN gate TEXT NOT NULL DEFAULT '' CHECK (gate IN ('', 'shut', 'open', 'lost'));

-- Slips by their serial numbers. Which credential a slip holds is sealed as in the registrar's map, with which it is destroyed.
CREATE TABLE door_slip (
    election   TEXT NOT NULL REFERENCES election (id),
    serial     INTEGER NOT NULL,                -- from 1, without its check digit
    style      TEXT NOT NULL,
    weight     INTEGER NOT NULL,
    sealed     ${blob} NOT NULL,
    code       ${blob},                         -- sealed; null once the slip is in a print file
    PRIMARY KEY (election, serial)
);
