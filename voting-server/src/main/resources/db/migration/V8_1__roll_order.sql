-- A roll is read page by page in the order of its file, however long it is.
CREATE INDEX member_line ON member (election, line);
