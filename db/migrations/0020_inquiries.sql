-- First contacts before any consent, and the count of anonymous short advice.

-- An inquiry has a key of its own (access_subject, same id). When it ends, for whatever reason, the key is destroyed and the
-- encrypted columns are emptied; what stays is a line that reports can count.
CREATE TABLE inquiry (
  id              {int} PRIMARY KEY,  -- also the subject's
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  name            {bytes},
  call_back       {bytes},            -- telephone or e-mail
  comes_back      {int} NOT NULL,     -- 1: comes again in person, no call needed
  concern         {bytes},
  access_route    text,
  language        text,
  municipality_id {int},
  received_on     text NOT NULL,
  expires_on      text NOT NULL,      -- last day on which it may be read
  state           text NOT NULL CHECK (state IN ('open', 'taken', 'advised', 'ended', 'expired')),
  CHECK (state = 'open' OR (name IS NULL AND call_back IS NULL AND concern IS NULL))
) {strict};
CREATE INDEX inquiry_open ON inquiry (expires_on, id) WHERE state = 'open';

-- One anonymous short advice. No person, no case.
CREATE TABLE short_advice (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},              -- who may take it back on the same day
  changed_at      {int} NOT NULL,
  changed_by      {int},
  advised_on      text NOT NULL,
  topic           text NOT NULL,      -- field of action
  language        text,
  minutes         {int},
  access_route    text,
  municipality_id {int},
  referred        {int} NOT NULL,     -- 1: pointed to another body
  team_id         {int}
) {strict};
CREATE INDEX short_advice_team ON short_advice (team_id, advised_on);
CREATE INDEX short_advice_author ON short_advice (created_by, id);
