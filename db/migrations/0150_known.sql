-- "Bekannt an anderer Stelle" (H3): who created a person asked the coordination whether another area knows her. No names: the
-- coordination learns which areas and whose cases, the asker learns the answer alone.

CREATE TABLE known_question (
  id          {int} PRIMARY KEY,
  person_id   {int} NOT NULL REFERENCES person (id),  -- the new file that asks
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},              -- who asks
  changed_at  {int} NOT NULL,
  changed_by  {int},
  answer      text,               -- code list known_answer; empty = open
  answered_on text,
  answered_by {int},              -- account of the coordination
  seen_on     text                -- the asker took note of the answer
) {strict};
CREATE INDEX known_question_person ON known_question (person_id);
CREATE INDEX known_question_open ON known_question (id) WHERE answer IS NULL;
CREATE INDEX known_question_unseen ON known_question (created_by) WHERE seen_on IS NULL;

-- The files elsewhere that fitted when it was asked.
CREATE TABLE known_side (
  question_id {int} NOT NULL REFERENCES known_question (id),
  person_id   {int} NOT NULL REFERENCES person (id),
  PRIMARY KEY (question_id, person_id)
) {strict};
CREATE INDEX known_side_person ON known_side (person_id);
