-- Sending: whose code a queued message brings, how often it was tried, and what is known of each member's message.
-- Until now the queue was empty a second after it was filled; a row without a member cannot be left.

ALTER TABLE mail_queue ADD COLUMN member_number TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_queue ADD COLUMN kind TEXT NOT NULL DEFAULT 'code' CHECK (kind IN ('code', 'replacement', 'reminder', 'voted'));
ALTER TABLE mail_queue ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_queue ADD COLUMN due TEXT NOT NULL DEFAULT '';    -- to the second; while it is being tried, when that will be over for certain
ALTER TABLE mail_queue ADD COLUMN fault TEXT NOT NULL DEFAULT '';  -- status of the last try; no text of the other side
CREATE INDEX mail_queue_due ON mail_queue (election, channel, due);
CREATE INDEX mail_queue_member ON mail_queue (election, member_number);

-- What is known of the message that brought a member the code that is good now. Never whether it was opened. The day alone, because a minute
-- could be compared with the board's. Destroyed with the registrar's map.
CREATE TABLE delivery (
    election       TEXT NOT NULL,
    member_number  TEXT NOT NULL,
    channel        TEXT NOT NULL CHECK (channel IN ('email', 'post')),
    state          TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'bounced')),
    day            TEXT NOT NULL,               -- YYYY-MM-DD on which it was sent or came back; empty before
    status         TEXT NOT NULL,               -- of a bounce, RFC 3463; otherwise empty
    envelope       TEXT NOT NULL,               -- random token of the return address
    PRIMARY KEY (election, member_number),
    FOREIGN KEY (election, member_number) REFERENCES member (election, member_number)
);
CREATE UNIQUE INDEX delivery_envelope ON delivery (envelope);
CREATE INDEX delivery_by_state ON delivery (election, channel, state);

-- How the messages of an election go out.
CREATE TABLE sending (
    election   TEXT PRIMARY KEY REFERENCES election (id),
    paused     INTEGER NOT NULL,
    rate       INTEGER NOT NULL,                -- e-mails a minute
    taken      BIGINT NOT NULL,                 -- milliseconds since 1970 up to which the rate has been used
    files      INTEGER NOT NULL,                -- messages ever queued: the number of the last one's file
    rounds     INTEGER NOT NULL,                -- of reminders
    reminded   TEXT NOT NULL                    -- when the last round was queued; empty before
);

-- What an organisation writes instead of the server's own words.
CREATE TABLE mail_template (
    election   TEXT NOT NULL REFERENCES election (id),
    kind       TEXT NOT NULL,
    language   TEXT NOT NULL,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (election, kind, language)
);
