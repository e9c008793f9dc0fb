-- Letters made for a case; the PDF itself is made anew from the row (src/domain/documents).
CREATE TABLE letter (
  id           {int} PRIMARY KEY,
  case_id      {int} NOT NULL REFERENCES access_case (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  text         text NOT NULL,      -- which letter
  language     text NOT NULL,      -- beside German
  invited_on   text,
  time         text,
  place        {bytes},
  note         {bytes},            -- stands in the letter word for word
  referral_id  {int},
  text_version text NOT NULL,      -- version of the text
  made_on      text NOT NULL
) {strict};
CREATE INDEX letter_case ON letter (case_id);

-- Uploaded papers of a case. The bytes lie in pieces below; all of a file is written in one transaction, or nothing.
CREATE TABLE document (
  id           {int} PRIMARY KEY,
  case_id      {int} NOT NULL REFERENCES access_case (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  kind         text NOT NULL,
  title        {bytes},
  file_name    {bytes},            -- as the person's file was called
  media_type   text NOT NULL,      -- by content
  size         {int} NOT NULL      -- bytes
) {strict};
CREATE INDEX document_case ON document (case_id);

CREATE TABLE document_piece (
  document_id {int} NOT NULL REFERENCES document (id),
  piece       {int} NOT NULL,      -- from 0
  content     {bytes} NOT NULL,    -- sealed with the person's key, bound to document, place and number of pieces
  PRIMARY KEY (document_id, piece)
) {strict};
