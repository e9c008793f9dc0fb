-- Zielvereinbarung: goals in the person's words, steps, signed agreements (src/domain/goals).
CREATE TABLE goal (
  id            {int} PRIMARY KEY,
  case_id       {int} NOT NULL REFERENCES access_case (id),
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  words         {bytes},          -- in the person's own words
  agreed        {bytes},          -- as agreed, observable
  field         text,             -- field of action
  sign          {bytes},          -- sign of success
  until_on      text,
  state         text NOT NULL,
  obstacle      text,             -- Hinderungsgrund
  obstacle_note {bytes},
  reached_on    text
) {strict};
CREATE INDEX goal_case ON goal (case_id);

CREATE TABLE goal_step (
  id         {int} PRIMARY KEY,
  goal_id    {int} NOT NULL REFERENCES goal (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  what       {bytes},
  who        text NOT NULL,       -- staff, person, family, body
  who_name   {bytes},
  until_on   text,
  done_on    text
) {strict};
CREATE INDEX goal_step_goal ON goal_step (goal_id);
CREATE INDEX goal_step_due ON goal_step (until_on) WHERE done_on IS NULL;

-- One row a signature; the newest one holds.
CREATE TABLE agreement (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  agreed_on  text NOT NULL,
  review_on  text,
  channel    text,
  language   text
) {strict};
CREATE INDEX agreement_case ON agreement (case_id);
CREATE INDEX agreement_review ON agreement (review_on) WHERE review_on IS NOT NULL;
