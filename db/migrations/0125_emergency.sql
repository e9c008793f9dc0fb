-- Emergency access (O7): who opened a case of another area, why, and what the check of it found.

CREATE TABLE emergency_access (
  id          {int} PRIMARY KEY,
  case_id     {int} NOT NULL REFERENCES access_case (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},              -- who opened it; until_at in access_assignment ends it
  changed_at  {int} NOT NULL,
  changed_by  {int},
  reason      {bytes},            -- sealed with the person's key
  seen_on     text,               -- who is responsible for the case took note
  result      text,               -- code list emergency_result; empty = not checked yet
  remark      {bytes},            -- of the check
  checked_on  text
) {strict};
CREATE INDEX emergency_access_case ON emergency_access (case_id);
CREATE INDEX emergency_access_open ON emergency_access (id) WHERE result IS NULL;
CREATE INDEX emergency_access_unseen ON emergency_access (case_id) WHERE seen_on IS NULL;

-- Numbers and names that fitted no case: bounds guessing. No names.
CREATE TABLE emergency_attempt (
  id         {int} PRIMARY KEY,
  account_id {int} NOT NULL,
  at         {int} NOT NULL
) {strict};
CREATE INDEX emergency_attempt_account ON emergency_attempt (account_id, at);
