-- Fallkonferenzen with the bodies that take part and what was agreed (src/domain/conference). Who received what is proven in
-- `disclosure`.
CREATE TABLE conference (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  planned_on text NOT NULL,
  at_time    text,                -- "09:30"
  place      {bytes},
  purpose    {bytes},             -- what it is about; all bodies read it
  contents   text NOT NULL,       -- data categories that are talked about
  mode       text NOT NULL,       -- code list conference_mode
  agenda     {bytes},
  state      text NOT NULL,       -- code list conference_state
  held_on    text,
  minutes    {bytes}
) {strict};
CREATE INDEX conference_case ON conference (case_id);
CREATE INDEX conference_planned ON conference (planned_on) WHERE state = 'planned';

CREATE TABLE conference_body (
  id            {int} PRIMARY KEY,
  conference_id {int} NOT NULL REFERENCES conference (id),
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  body_id       {int} NOT NULL,
  contact       text,             -- who comes from there
  state         text NOT NULL,    -- code list conference_part
  release_id    {int} REFERENCES release (id)  -- what naming the person towards it rested on
) {strict};
CREATE UNIQUE INDEX conference_body_once ON conference_body (conference_id, body_id);

-- What was agreed; it lives on as a task, or as a step of a goal.
CREATE TABLE conference_agreement (
  id            {int} PRIMARY KEY,
  conference_id {int} NOT NULL REFERENCES conference (id),
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  what          {bytes},
  who           text NOT NULL,    -- code list step_owner
  who_name      {bytes},          -- name or body
  owner_id      {int},            -- colleague who takes care of it
  goal_id       {int},            -- goal it became a step of; NULL = a task
  until_on      text,
  task_id       {int}             -- the task it became
) {strict};
CREATE INDEX conference_agreement_conference ON conference_agreement (conference_id);
