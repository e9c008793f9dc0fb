-- Codes that users added or changed in the lists marked "# kept: users" (P11). The files' own codes stand in the program.

CREATE TABLE code_entry (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  list        text NOT NULL,      -- name of the list
  code        text NOT NULL,      -- never changes
  label_de    text,
  label_en    text,
  code_group  text,               -- coarse level; only for added codes
  external    text,               -- code in the Land database
  position    {int},              -- order in the list; empty = where the file has it, added ones at the end
  valid_until text,               -- last day on which it is offered
  origin      text                -- URN and version of the official list it was imported from
) {strict};
CREATE UNIQUE INDEX code_entry_code ON code_entry (list, code);
