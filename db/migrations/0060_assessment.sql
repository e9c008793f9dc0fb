-- Understanding the case: Erstgespräch, Falleinschätzung with its lines, decisions (src/domain/assessment).
CREATE TABLE intake (
  id                          {int} PRIMARY KEY,
  case_id                     {int} NOT NULL REFERENCES access_case (id),
  version                     {int} NOT NULL,
  created_at                  {int} NOT NULL,
  created_by                  {int},
  changed_at                  {int} NOT NULL,
  changed_by                  {int},
  talked_on                   text NOT NULL,
  danger                      {bytes},       -- acute danger: yes, no, unknown
  danger_note                 {bytes},       -- what was done at once
  concern                     {bytes},       -- in the person's own words
  form                        text,
  interpreter                 text,
  interpreter_language        text,
  livelihood                  text,          -- code list legal_area
  other_case_management       text,
  other_case_management_where {bytes},
  indications                 text,          -- codes joined by ","
  next_appointment            {bytes}
) {strict};
CREATE UNIQUE INDEX intake_case ON intake (case_id);  -- one for each case

CREATE TABLE assessment (
  id          {int} PRIMARY KEY,
  case_id     {int} NOT NULL REFERENCES access_case (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  assessed_on text NOT NULL,
  summary     {bytes},
  state       text NOT NULL                  -- open (being written), done
) {strict};
CREATE INDEX assessment_case ON assessment (case_id);
CREATE UNIQUE INDEX assessment_open ON assessment (case_id) WHERE state = 'open';  -- one is written at a time
CREATE INDEX assessment_done ON assessment (assessed_on) WHERE state = 'done';     -- re-assessment after six months

-- One row a field of action that was touched.
CREATE TABLE assessment_line (
  id            {int} PRIMARY KEY,
  assessment_id {int} NOT NULL REFERENCES assessment (id),
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  field         text NOT NULL,               -- field of action
  wish          {bytes},                     -- Bedürfnis, in the person's words
  wish_scale    text,                        -- 1 to 5, NULL = not discussed
  need          {bytes},                     -- Bedarf, professional
  need_scale    text,
  resources     {bytes},
  urgency       text
) {strict};
CREATE UNIQUE INDEX assessment_line_field ON assessment_line (assessment_id, field);

-- Every decision stays; the newest one holds.
CREATE TABLE decision (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  changed_at {int} NOT NULL,
  changed_by {int},
  decision   text NOT NULL,                  -- code list decision
  decided_on text NOT NULL,
  reason     {bytes},
  criteria   text                            -- code list participation_criterion
) {strict};
CREATE INDEX decision_case ON decision (case_id);
