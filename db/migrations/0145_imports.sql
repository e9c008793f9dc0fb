-- Tables that offices bring along: the uploaded file, its report, and what was made of which row (src/domain/imports).
CREATE TABLE import (
  id          {int} PRIMARY KEY REFERENCES access_subject (id),  -- has a key of its own: file, report and name are sealed with it
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},               -- who brought the file
  changed_at  {int} NOT NULL,
  changed_by  {int},
  file_name   {bytes},
  kind        text NOT NULL,       -- code list import_kind: cases, contacts
  sheet       {int} NOT NULL,      -- of the workbook, from 0
  mapping     text,                -- "0:person.family_name": column from 0 and field; no content of the file
  state       text NOT NULL,       -- code list import_state
  row_count   {int},               -- rows below the heading
  errors      {int},
  warnings    {int},
  keep_until  text,                -- the file and the report are deleted after this day; empty = they are gone
  trail_end   {int},               -- last entry of the audit trail that the import itself has made
  refused_why {bytes}              -- why the last attempt has written nothing
) {strict};
CREATE INDEX import_list ON import (created_at);
CREATE INDEX import_keep ON import (keep_until) WHERE keep_until IS NOT NULL;

-- The bytes of the file (part 0) and of the report (part 1), sealed in pieces.
CREATE TABLE import_piece (
  import_id {int} NOT NULL REFERENCES import (id),
  part      {int} NOT NULL,
  piece     {int} NOT NULL,        -- from 0
  content   {bytes} NOT NULL,
  PRIMARY KEY (import_id, part, piece)
) {strict};

-- What was made of a row; the way back. Rows vanish with an undo.
CREATE TABLE import_item (
  import_id  {int} NOT NULL REFERENCES import (id),
  row_number {int} NOT NULL,       -- as the office's program shows it
  person_id  {int} NOT NULL,
  case_id    {int} NOT NULL,
  contact_id {int},                -- only of contacts
  old_number {int},                -- blind index of the number the case had before KIM
  PRIMARY KEY (import_id, row_number)
) {strict};
CREATE INDEX import_item_number ON import_item (old_number) WHERE old_number IS NOT NULL;

-- Which columns meant what, for the next file with the same headings. The headings themselves are not kept, only their keyed
-- hash: in a file without headings they would be somebody's data.
CREATE TABLE import_mapping (
  headings   {int} NOT NULL,
  kind       text NOT NULL,
  mapping    text NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (headings, kind)
) {strict};
