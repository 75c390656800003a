-- Codes of the reserve in mode server, sealed by a key that is never in the database; deleted once a replacement is queued for its elector.
CREATE TABLE reserve_code (
    election   TEXT NOT NULL,
    k          ${blob} NOT NULL,
    sealed     ${blob} NOT NULL,
    PRIMARY KEY (election, k),
    FOREIGN KEY (election, k) REFERENCES credential (election, k)
);
