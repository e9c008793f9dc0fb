-- Texts of letters, forms and consents kept by users (P11). Nothing here is ever changed or deleted: a version, the decision
-- which one is in force, and the note that it was reviewed are rows of their own. Shipped texts stand in the program.

CREATE TABLE text_wording (
  id            {int} PRIMARY KEY,
  version       {int} NOT NULL,
  created_at    {int} NOT NULL,
  created_by    {int},
  changed_at    {int} NOT NULL,
  changed_by    {int},
  kind          text NOT NULL,      -- code list text_kind
  language      text NOT NULL,      -- BCP 47; "de" is binding
  controller    text NOT NULL,      -- "any", or the name of the body with a text of its own
  label         text NOT NULL,      -- "eigen-1"; of a translation: the German version it belongs to, then ".2" ...
  title         text,
  body          text,               -- "## " heading, "- " item, other lines paragraphs, {placeholder}
  translator    text,
  translated_on text,
  remark        text,               -- what was changed and why
  valid_from    text                -- day it was made
) {strict};
CREATE UNIQUE INDEX text_wording_label ON text_wording (kind, language, controller, label);

CREATE TABLE text_choice (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  kind        text NOT NULL,
  language    text NOT NULL,
  controller  text NOT NULL,
  label       text NOT NULL         -- in force from now on: an own version or the shipped one
) {strict};
CREATE INDEX text_choice_key ON text_choice (kind, language, controller, id);

CREATE TABLE text_review (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  kind        text NOT NULL,
  language    text NOT NULL,
  controller  text NOT NULL,
  label       text NOT NULL,        -- the version that was looked at, own or shipped
  outcome     text,                 -- code list text_review_outcome; the last one counts
  reviewed_on text,
  reviewed_by text                  -- name and office
) {strict};
CREATE INDEX text_review_key ON text_review (kind, language, controller, id);

-- A letter keeps the wording it was made with.
ALTER TABLE letter ADD COLUMN translation_version text;
