-- Handover of cases between teams, employers and controllers, and deputies for a while (src/domain/handover).

-- Since when the present controller answers for the subject. Consents and releases recorded before were given to another one
-- and do not hold for this one. 0 = from the beginning.
ALTER TABLE access_subject ADD COLUMN controller_since {int} NOT NULL DEFAULT 0;
-- Version at which a case last moved to or from another area: an order in memory that is older is built anew.
ALTER TABLE case_list_version ADD COLUMN moved_at {int} NOT NULL DEFAULT 0;

CREATE TABLE handover (
  id                {int} PRIMARY KEY,
  case_id           {int} NOT NULL REFERENCES access_case (id),
  version           {int} NOT NULL,
  created_at        {int} NOT NULL,
  created_by        {int},
  changed_at        {int} NOT NULL,
  changed_by        {int},
  to_account_id     {int} NOT NULL,    -- who is asked to take over
  to_team_id        {int} NOT NULL,    -- the team of that account when it was asked
  to_controller_id  {int} NOT NULL,    -- its employer: the new Verantwortlicher
  reason            text NOT NULL,     -- code list handover_reason
  told              text NOT NULL,     -- checklist, codes joined by ','
  informed_on       text NOT NULL,     -- the person was told
  note              {bytes},           -- what the new side must know
  state             text NOT NULL,     -- code list handover_state
  decided_on        text,
  answer_note       {bytes},           -- why it was declined
  from_account_id   {int} NOT NULL,    -- who was responsible
  from_team_id      {int} NOT NULL,
  from_controller_id {int} NOT NULL,
  release_id        {int} REFERENCES release (id)  -- what a handover to another controller rests on
) {strict};
CREATE INDEX handover_case ON handover (case_id);
CREATE UNIQUE INDEX handover_open ON handover (case_id) WHERE state = 'proposed';
CREATE INDEX handover_to ON handover (to_team_id, state);
CREATE INDEX handover_from ON handover (from_account_id, state);

-- Somebody is away and another stands in, in all cases of the moment it was entered.
CREATE TABLE absence (
  id          {int} PRIMARY KEY,
  account_id  {int} NOT NULL REFERENCES account (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  deputy_id   {int} NOT NULL REFERENCES account (id),
  from_on     text NOT NULL,
  until_on    text NOT NULL,
  cases       {int} NOT NULL,          -- how many cases it covers
  ended_on    text                     -- ended before its time
) {strict};
CREATE INDEX absence_account ON absence (account_id, until_on);
CREATE INDEX absence_deputy ON absence (deputy_id, until_on);
