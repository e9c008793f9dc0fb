-- Pairs of files that may be one person: proposals of the comparison, and what people decided about them. No names: those
-- are opened from the persons each time.

CREATE TABLE duplicate_pair (
  lower_id  {int} NOT NULL REFERENCES person (id),   -- the pair in one order
  higher_id {int} NOT NULL REFERENCES person (id),
  team_id   {int} NOT NULL,                          -- area whose list shows it
  points    {int} NOT NULL,                          -- 0 to 100, order of the list
  found_at  {int} NOT NULL,
  PRIMARY KEY (lower_id, higher_id),
  CHECK (lower_id < higher_id)
) {strict};
CREATE INDEX duplicate_pair_list ON duplicate_pair (team_id, points, lower_id);
CREATE INDEX duplicate_pair_higher ON duplicate_pair (higher_id);

-- "Sind verschiedene Personen": said by whom and when; such a pair is not proposed again.
CREATE TABLE duplicate_dismissal (
  id           {int} PRIMARY KEY,
  lower_id     {int} NOT NULL REFERENCES person (id),
  higher_id    {int} NOT NULL REFERENCES person (id),
  dismissed_at {int} NOT NULL,
  dismissed_by {int} NOT NULL,
  CHECK (lower_id < higher_id)
) {strict};
CREATE UNIQUE INDEX duplicate_dismissal_pair ON duplicate_dismissal (lower_id, higher_id);

-- How far the persons of an area were compared, by id (ids grow with time).
CREATE TABLE duplicate_checked (
  team_id {int} PRIMARY KEY,
  up_to   {int} NOT NULL
) {strict};

-- Persons changed since they were compared.
CREATE TABLE duplicate_due (
  person_id {int} PRIMARY KEY REFERENCES person (id)
) {strict};
