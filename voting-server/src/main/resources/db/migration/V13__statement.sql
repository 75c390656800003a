-- What the organisation states of its roll and its messages, kept as counts when the rows that they are counted from are destroyed.
CREATE TABLE statement (
    election  TEXT PRIMARY KEY REFERENCES election (id),
    text      TEXT NOT NULL
);
