-- Casting halted by staff: since when, and what voters are told. Null while ballots are taken.
ALTER TABLE election ADD COLUMN halted TEXT;
ALTER TABLE election ADD COLUMN halted_text TEXT;
