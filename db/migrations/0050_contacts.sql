-- Contacts of a case: talks, visits, calls, open hours (src/domain/contacts).
CREATE TABLE contact (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  version    {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},               -- the author; decides with `entrusted` who may read the note
  changed_at {int} NOT NULL,
  changed_by {int},
  form       text NOT NULL,       -- code list contact_form
  contact_on text NOT NULL,       -- day
  minutes    {int},
  note       {bytes},
  place      {bytes},
  interpreter text,               -- code list interpreter_kind
  interpreter_language text,      -- BCP 47
  present    {bytes},             -- who else was there
  fields     text,                -- fields of action, joined by ","
  entrusted  {int} NOT NULL       -- 1 = section 65 SGB VIII: only the author and the author's deputy
) {strict};
CREATE INDEX contact_case ON contact (case_id, contact_on);
CREATE INDEX contact_author ON contact (created_by, contact_on);
