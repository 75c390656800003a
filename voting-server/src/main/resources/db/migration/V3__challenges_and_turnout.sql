-- Ballots of which the server was told that they were opened: their number is bounded, and counting rows would be slow.
ALTER TABLE election ADD COLUMN challenges BIGINT NOT NULL DEFAULT 0;

-- Electors of each section, for the turnout.
CREATE INDEX credential_by_section ON credential (election, status, section);
