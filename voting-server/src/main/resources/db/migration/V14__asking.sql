-- Members who ask whether a ballot stands for them: what they typed waits beside requests for new codes.
ALTER TABLE reissue_claim ADD COLUMN asked TEXT NOT NULL DEFAULT 'reissue' CHECK (asked IN ('reissue', 'use'));

-- Answers are messages of two kinds more. A check on a column goes with the column.
ALTER TABLE mail_queue ADD COLUMN why TEXT NOT NULL DEFAULT 'code'
    CHECK (why IN ('code', 'replacement', 'reminder', 'voted', 'used', 'unused'));
UPDATE mail_queue SET why = kind;
ALTER TABLE mail_queue DROP COLUMN kind;
ALTER TABLE mail_queue RENAME COLUMN why TO kind;

-- The day on which a member was answered last: one answer a day. Destroyed with the registrar's map.
CREATE TABLE use_answer (
    election       TEXT NOT NULL,
    member_number  TEXT NOT NULL,
    day            TEXT NOT NULL,
    PRIMARY KEY (election, member_number),
    FOREIGN KEY (election, member_number) REFERENCES member (election, member_number)
);
