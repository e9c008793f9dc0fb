-- Tasks and Wiedervorlagen of a case (src/domain/tasks).
CREATE TABLE task (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  title      {bytes} NOT NULL,    -- what is to be done
  kind       text NOT NULL,       -- code list task_kind: task, follow_up ...
  due_on     text,                -- day; NULL = whenever it fits
  owner_id   {int},               -- account that takes care of it
  note       {bytes},
  done_on    text                 -- day it was done; NULL = open
) {strict};
CREATE INDEX task_case ON task (case_id);
-- "Mein Tag" and "Meine Aufgaben": what is open and when it is due.
CREATE INDEX task_owner_open ON task (owner_id, due_on) WHERE done_on IS NULL;
CREATE INDEX task_owner_done ON task (owner_id, done_on) WHERE done_on IS NOT NULL;
