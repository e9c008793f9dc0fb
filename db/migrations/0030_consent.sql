-- What is allowed, by which signature, and what left the office. Rows are proof: they are not deleted while the person is on
-- file, and a withdrawal only adds.

CREATE TABLE consent (
  id                 {int} PRIMARY KEY,
  person_id          {int} NOT NULL REFERENCES access_subject (id),
  version            {int} NOT NULL,
  created_at         {int} NOT NULL,
  created_by         {int},
  changed_at         {int} NOT NULL,
  changed_by         {int},
  purposes           text NOT NULL,    -- codes joined by ','
  text_id            text NOT NULL,    -- data/texts
  text_version       text NOT NULL,
  text_language      text NOT NULL,
  controller_id      {int},            -- body responsible when it was signed (DP-01)
  given_on           text NOT NULL,
  valid_until        text NOT NULL,    -- last day
  channel            text NOT NULL,
  proof              {bytes},          -- where the signed paper lies
  given_by           text NOT NULL,
  guardian_name      {bytes},
  interpreter        {bytes},
  information_given  {int} NOT NULL,
  withdrawn_purposes text,             -- codes taken back since
  withdrawn_on       text,
  CHECK (given_on <= valid_until),
  CHECK ((withdrawn_purposes IS NULL) = (withdrawn_on IS NULL))
) {strict};
CREATE INDEX consent_person ON consent (person_id, id);

-- Release from secrecy towards one recipient.
CREATE TABLE release (
  id           {int} PRIMARY KEY,
  person_id    {int} NOT NULL REFERENCES access_subject (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  recipient_id {int} NOT NULL,         -- body
  direction    text NOT NULL,
  contents     text NOT NULL,          -- codes joined by ','
  purpose      {bytes},
  given_on     text NOT NULL,
  valid_until  text NOT NULL,          -- last day
  channel      text NOT NULL,
  proof        {bytes},
  withdrawn_on text,
  CHECK (given_on <= valid_until)
) {strict};
CREATE INDEX release_person ON release (person_id, id);

CREATE TABLE withdrawal (
  id                 {int} PRIMARY KEY,
  person_id          {int} NOT NULL REFERENCES access_subject (id),
  version            {int} NOT NULL,
  created_at         {int} NOT NULL,
  created_by         {int},
  changed_at         {int} NOT NULL,
  changed_by         {int},
  scope              text NOT NULL CHECK (scope IN ('all', 'purpose', 'release')),
  purpose            text,             -- with scope purpose
  release_id         {int} REFERENCES release (id),
  withdrawn_on       text NOT NULL,
  channel            text,
  erasure_check_on   text,             -- due date; empty if nothing is to be erased
  erasure_checked_on text,
  CHECK ((scope = 'purpose') = (purpose IS NOT NULL)),
  CHECK ((scope = 'release') = (release_id IS NOT NULL))
) {strict};
CREATE INDEX withdrawal_person ON withdrawal (person_id, id);
CREATE INDEX withdrawal_check ON withdrawal (erasure_check_on) WHERE erasure_check_on IS NOT NULL AND erasure_checked_on IS NULL;

-- Something left the office.
CREATE TABLE disclosure (
  id           {int} PRIMARY KEY,
  person_id    {int} NOT NULL REFERENCES access_subject (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  recipient_id {int} NOT NULL,         -- body
  contents     text NOT NULL,          -- codes joined by ','
  legal_basis  text NOT NULL,
  release_id   {int} REFERENCES release (id),
  purpose      {bytes},                -- why; for a statutory basis the reasons
  disclosed_on text NOT NULL
) {strict};
CREATE INDEX disclosure_person ON disclosure (person_id, id);
