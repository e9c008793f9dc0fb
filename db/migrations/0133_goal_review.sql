-- What became of each goal at each joint review (src/domain/goals); one row a goal and review.
CREATE TABLE goal_review (
  id          {int} PRIMARY KEY,
  goal_id     {int} NOT NULL REFERENCES goal (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  reviewed_on text NOT NULL,
  next_on     text,               -- became the agreement's review day
  state       text NOT NULL,      -- code list goal_state
  obstacle    text,
  note        {bytes}             -- in words: what helped, what hindered
) {strict};
CREATE INDEX goal_review_goal ON goal_review (goal_id);
