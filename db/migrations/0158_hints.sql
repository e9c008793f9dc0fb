-- Structural hints (src/domain/hints). Nothing personal, and no way back to the case a hint came from.
CREATE TABLE hint (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  obstacle        text NOT NULL,  -- code list obstacle
  field           text,           -- code list field_of_action
  municipality_id {int},          -- NULL: the whole Kreis
  text            text NOT NULL,  -- guarded against personal data
  state           text NOT NULL,  -- code list hint_state
  answer          text,           -- of the coordinating body, to who gave the hint
  raised_on       text NOT NULL,
  taken_up_on     text,
  closed_on       text
) {strict};
CREATE INDEX hint_state ON hint (state, id);

-- Which hint a goal gave (src/domain/goals): sealed under the person's key, so the way goes from the case to the hint only.
CREATE TABLE goal_hint (
  id         {int} PRIMARY KEY,
  goal_id    {int} NOT NULL REFERENCES goal (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  hint       {bytes} NOT NULL     -- its id
) {strict};
CREATE INDEX goal_hint_goal ON goal_hint (goal_id);
