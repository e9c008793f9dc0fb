-- Persons: identity (sealed with the person's key), categories for reports (readable), dated histories, search index.

CREATE TABLE person (
  id               {int} PRIMARY KEY REFERENCES access_subject (id),
  version          {int} NOT NULL,
  created_at       {int} NOT NULL,
  created_by       {int},
  changed_at       {int} NOT NULL,
  changed_by       {int},
  family_name      {bytes},        -- as the person calls herself
  given_names      {bytes},
  document_name    {bytes},        -- as in the document, never a normal form
  original_script  {bytes},
  aliases          {bytes},        -- one a line
  birth            {bytes},        -- ISO, day and month as far as known
  gender           text,
  nationalities    text,           -- codes joined by commas
  municipality_id  {int},          -- Kommune; kept by the organisation slice
  street           {bytes},
  phone            {bytes},
  email            {bytes},
  languages        text,           -- spoken
  letter_language  text,
  interpreter      text,           -- yes, no, unknown
  german_level     text,
  in_germany_since text,
  in_district_since text,
  household_type   text,
  housing_type     text,
  birth_year       {int}           -- derived from birth, for age groups in reports
) {strict};

-- Somebody of the family or household.
CREATE TABLE relative (
  id           {int} PRIMARY KEY,
  person_id    {int} NOT NULL REFERENCES person (id),
  version      {int} NOT NULL,
  created_at   {int} NOT NULL,
  created_by   {int},
  changed_at   {int} NOT NULL,
  changed_by   {int},
  name         {bytes},
  relation     {bytes},
  birth        {bytes},
  also_advised {int} NOT NULL,     -- mitberaten: counted apart
  relative_id  {int}               -- the relative's own file, if there is one
) {strict};
CREATE INDEX relative_person ON relative (person_id);

CREATE TABLE residence_status (
  id          {int} PRIMARY KEY,
  person_id   {int} NOT NULL REFERENCES person (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  status      text,
  valid_from  text,
  valid_until text,
  note        {bytes}
) {strict};
CREATE INDEX residence_status_person ON residence_status (person_id);

CREATE TABLE legal_area (
  id          {int} PRIMARY KEY,
  person_id   {int} NOT NULL REFERENCES person (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  area        text,
  valid_from  text,
  valid_until text
) {strict};
CREATE INDEX legal_area_person ON legal_area (person_id);

-- Protection of a person (H3): why, until when it is looked at again, and when it ended. access_subject.guarded holds it.
CREATE TABLE protection (
  id          {int} PRIMARY KEY,
  person_id   {int} NOT NULL REFERENCES person (id),
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  reason      {bytes},            -- code list protection_reason
  note        {bytes},
  begun_on    text,
  review_on   text,               -- asked again on this day; the protection goes on until it is ended
  ended_on    text
) {strict};
CREATE INDEX protection_person ON protection (person_id);
CREATE INDEX protection_review ON protection (review_on) WHERE ended_on IS NULL;

-- Blind index of the search: keyed hashes of words, beginnings, sounds and birth dates. The area comes first, so that a
-- search touches only what the actor may see. One order for both questions: who has this token, has this person it too.
CREATE TABLE person_token (
  team_id   {int} NOT NULL,
  token     {int} NOT NULL,
  person_id {int} NOT NULL,
  PRIMARY KEY (team_id, token, person_id)
) {rowless};

-- Two files of one person, linked: nothing that hangs on either moves, so each consent, release and case stays under the key
-- and the signature it was made for (docs/adr/0009). The row is the proof of who decided; an undone merge keeps its row.
CREATE TABLE person_merge (
  id             {int} PRIMARY KEY,
  kept_id        {int} NOT NULL REFERENCES person (id),
  absorbed_id    {int} NOT NULL REFERENCES person (id),
  before_version {int} NOT NULL,   -- of the kept person, before and after the chosen values were written
  after_version  {int} NOT NULL,
  merged_at      {int} NOT NULL,
  merged_by      {int} NOT NULL,
  undone_at      {int},
  undone_by      {int},
  CHECK (kept_id <> absorbed_id)
) {strict};
CREATE UNIQUE INDEX person_merge_absorbed ON person_merge (absorbed_id) WHERE undone_at IS NULL;
CREATE INDEX person_merge_kept ON person_merge (kept_id) WHERE undone_at IS NULL;
