-- board/checkpoints is read a page at a time: without passing over the notes that are not listed, which are the most.
CREATE INDEX checkpoint_listed ON checkpoint (election, size) WHERE listed = 1;
CREATE INDEX cosigned_checkpoint_listed ON cosigned_checkpoint (election, size, second) WHERE listed = 1;
