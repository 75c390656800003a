-- Notes of checkpoint with the signatures that witnesses gave at one time; the same size is signed again and again while nothing is appended.
-- listed: a quorum signed, so that it belongs in board/checkpoints.
CREATE TABLE cosigned_checkpoint (
    election TEXT NOT NULL REFERENCES election (id),
    size     BIGINT NOT NULL,
    second   BIGINT NOT NULL,
    note     TEXT NOT NULL,
    listed   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (election, size, second)
);
