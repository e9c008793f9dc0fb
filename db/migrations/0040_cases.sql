-- Cases and their closings. Who may read a case, its state and its responsible stand in access_case.

CREATE TABLE case_file (
  id              {int} PRIMARY KEY REFERENCES access_case (id),
  person_id       {int} NOT NULL REFERENCES person (id),
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  number          text NOT NULL,      -- KIM-2026-0417: per year, without a gap
  phase           text NOT NULL,      -- code list case_phase
  municipality_id {int},              -- follows the person while the case is not closed
  access_route    text,
  inquired_on     text,
  opened_on       text,
  decision        text,               -- code list decision
  decided_on      text,
  last_contact_on text,               -- latest contact; kept by the contacts
  closed_on       text,
  -- For the list of cases, not part of the record: kept in the transaction of what they come from.
  list_team_id    {int},              -- area whose list shows the case (access_case.team_id)
  list_version    {int} NOT NULL DEFAULT 0,  -- version of the area's list with which this row changed last
  consent_until   text,               -- end of the consent for the case file
  next_due_on     text                -- earliest open date, from the tasks
) {strict};
CREATE UNIQUE INDEX case_file_number ON case_file (number);
CREATE INDEX case_file_person ON case_file (person_id);
CREATE INDEX case_file_list ON case_file (list_team_id, id);
CREATE INDEX case_file_list_version ON case_file (list_team_id, list_version);
CREATE INDEX case_file_consent ON case_file (list_team_id, consent_until, id);
CREATE INDEX case_file_contact ON case_file
  (list_team_id, (CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END), (COALESCE(last_contact_on, opened_on)), id);

-- Last number given in a year.
CREATE TABLE case_counter (
  year {int} PRIMARY KEY,
  last {int} NOT NULL
) {strict};

-- Counts what changes the order or the filters of an area's list; see docs/adr/0007-name-order-in-memory.md.
CREATE TABLE case_list_version (
  team_id {int} PRIMARY KEY,
  version {int} NOT NULL
) {strict};

-- One row per closing: a case can be re-opened and closed again.
CREATE TABLE closure (
  id                  {int} PRIMARY KEY,
  case_id             {int} NOT NULL REFERENCES case_file (id),
  version             {int} NOT NULL,
  created_at          {int} NOT NULL,
  created_by          {int},
  changed_at          {int} NOT NULL,
  changed_by          {int},
  reason              text,
  closed_on           text,
  summary             {bytes},        -- what was reached
  self_reliance_start text,           -- effect, measured the same way at start and end
  self_reliance_end   text,
  language_start      text,
  language_end        text,
  housing_start       text,
  housing_end         text,
  feedback            {bytes},        -- in the person's words
  satisfaction        text,
  follow_up_on        text,           -- agreed contact after some months
  follow_up_done_on   text,
  phase_before        text            -- where a re-opened case goes on
) {strict};
CREATE INDEX closure_case ON closure (case_id);
CREATE INDEX closure_follow_up ON closure (follow_up_on) WHERE follow_up_done_on IS NULL;
