-- Why two persons were called different, and the way back: the pair is then proposed again, the row stays as proof.
-- The reason may name either of them: it is sealed with both keys, so the erasure of one makes it unreadable.
ALTER TABLE duplicate_dismissal ADD COLUMN reason {bytes};
ALTER TABLE duplicate_dismissal ADD COLUMN reopened_at {int};
ALTER TABLE duplicate_dismissal ADD COLUMN reopened_by {int};
DROP INDEX duplicate_dismissal_pair;
CREATE UNIQUE INDEX duplicate_dismissal_pair ON duplicate_dismissal (lower_id, higher_id) WHERE reopened_at IS NULL;
