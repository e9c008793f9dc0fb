-- The audit trail. Rows are appended, never changed; each hash covers the one before (src/domain/audit/chain.cpp).
CREATE TABLE audit_entry (
  sequence   INTEGER PRIMARY KEY,   -- 1, 2, 3 ... without a gap
  at         INTEGER NOT NULL,      -- moment, microseconds UTC
  act        text NOT NULL,       -- created, changed, opened, disclosed ...
  actor      INTEGER,               -- account; empty for the program itself
  what       text NOT NULL,       -- record name
  record_id  INTEGER,
  case_id    INTEGER,
  subject_id INTEGER,               -- person or inquiry concerned
  purpose    text NOT NULL,       -- context of a read
  note       text NOT NULL,       -- codes and counts, never content
  sealed     BLOB,             -- difference of fields, encrypted with the subject's key
  address    text NOT NULL,       -- client address
  hash       BLOB NOT NULL
) STRICT;
CREATE INDEX audit_entry_case ON audit_entry (case_id, sequence) WHERE case_id IS NOT NULL;
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, sequence) WHERE subject_id IS NOT NULL AND case_id IS NULL;
CREATE INDEX audit_entry_record ON audit_entry (record_id, sequence)
  WHERE record_id IS NOT NULL AND case_id IS NULL AND subject_id IS NULL;

-- Keys, accounts, sessions, and what access needs to know about persons and cases in order to decide.

-- The tenant key, wrapped by the master key (a file outside the database). One row.
CREATE TABLE tenant_key (
  id         INTEGER PRIMARY KEY,
  wrapped    BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Regional teams and the UmA team, as far as access must know them; the organisation slice keeps them.
CREATE TABLE access_team (
  id   INTEGER PRIMARY KEY,
  name text NOT NULL
) STRICT;

-- Whoever has a key: persons, inquirers, accounts.
CREATE TABLE access_subject (
  id            INTEGER PRIMARY KEY,
  team_id       INTEGER,            -- area that may see the subject
  controller_id INTEGER,            -- body responsible under data-protection law (DP-01)
  wrapped_key   BLOB,          -- NULL = key destroyed, the subject is erased
  created_at    INTEGER NOT NULL,
  guarded       INTEGER NOT NULL DEFAULT 0  -- 1 = protected person: the own area alone opens nothing (H3)
) STRICT;
CREATE INDEX access_subject_guarded ON access_subject (team_id) WHERE guarded = 1;

CREATE TABLE access_case (
  id            INTEGER PRIMARY KEY,
  subject_id    INTEGER NOT NULL REFERENCES access_subject (id),
  team_id       INTEGER NOT NULL,
  controller_id INTEGER NOT NULL,
  path          text NOT NULL CHECK (path IN ('regional', 'uma')),
  state         text NOT NULL CHECK (state IN ('open', 'blocked', 'closed')),
  responsible   INTEGER NOT NULL    -- the account of the open responsible line in access_assignment
) STRICT;
-- One case at a time per person and path that is not closed.
CREATE UNIQUE INDEX access_case_open ON access_case (subject_id, path) WHERE state <> 'closed';
CREATE INDEX access_case_subject ON access_case (subject_id);
CREATE INDEX access_case_responsible ON access_case (responsible, state);
CREATE INDEX access_case_team ON access_case (team_id, state);

-- Who was responsible or deputy for a case, and when. The responsible lines of a case follow each other without a gap.
CREATE TABLE access_assignment (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  account_id INTEGER NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('responsible', 'deputy', 'emergency')),
  from_at    INTEGER NOT NULL,
  until_at   INTEGER                -- NULL = open; a deputy and an emergency always have an end
) STRICT;
CREATE UNIQUE INDEX access_assignment_one ON access_assignment (case_id) WHERE kind = 'responsible' AND until_at IS NULL;
CREATE INDEX access_assignment_case ON access_assignment (case_id, account_id);
CREATE INDEX access_assignment_account ON access_assignment (account_id) WHERE kind = 'deputy';

-- Accounts. Names and login are encrypted with the account's own key; login_token finds the row at sign-in.
CREATE TABLE account (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  login           BLOB,
  name            BLOB,
  email           BLOB,
  role            text,
  team_id         INTEGER,
  employer_id     INTEGER,
  body_id         INTEGER,
  language        text,
  active          INTEGER NOT NULL,
  integration     INTEGER NOT NULL,
  login_token     INTEGER,          -- blind index of the login
  password_hash   text,           -- Argon2id
  password_changed_at INTEGER,
  must_change     INTEGER NOT NULL DEFAULT 0,
  totp_secret     BLOB,        -- sealed with the account's key
  totp_last_step  INTEGER NOT NULL DEFAULT 0,  -- a code works once
  theme           text NOT NULL DEFAULT '',  -- light, dark; empty = as the device says
  failed_count    INTEGER NOT NULL DEFAULT 0,
  locked_until    INTEGER
) STRICT;
CREATE UNIQUE INDEX account_login ON account (login_token);

-- Recovery codes for the second factor, as hashes; used ones are removed.
CREATE TABLE recovery_code (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  hash       text NOT NULL
) STRICT;
CREATE INDEX recovery_code_account ON recovery_code (account_id);

-- Signed-in sessions. The cookie holds a random token, the table only its hash.
CREATE TABLE session (
  id          INTEGER PRIMARY KEY,
  token_hash  BLOB NOT NULL,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  created_at  INTEGER NOT NULL,
  seen_at     INTEGER NOT NULL,
  stage       text NOT NULL CHECK (stage IN ('password', 'full')),  -- password = second factor still to come
  csrf        text NOT NULL,
  theme       text NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_account ON session (account_id);

-- Tokens of integration accounts for /api/v1.
CREATE TABLE api_token (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name       text NOT NULL,
  token_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash);

-- Failed sign-ins per client address and per login without an account, with growing delay (law.md IT-12). The key is a
-- blind index. Failures of an account stand with the account. Rows vanish an hour after their delay.
CREATE TABLE sign_in_failure (
  token        INTEGER PRIMARY KEY,
  failed_count INTEGER NOT NULL,
  until_at     INTEGER NOT NULL     -- no attempt before this moment
) STRICT;

-- Drafts: what was typed and not yet saved, sealed with the account's key.
CREATE TABLE draft (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  form       text NOT NULL,       -- which form: "contact", "inquiry", "assessment"
  about_id   INTEGER NOT NULL,      -- case or record the form belongs to; 0 = none
  saved_at   INTEGER NOT NULL,
  content    BLOB NOT NULL,
  title      BLOB NOT NULL,
  href       text NOT NULL        -- where the form is found again
) STRICT;
CREATE UNIQUE INDEX draft_form ON draft (account_id, form, about_id);

-- Persons: identity (sealed with the person's key), categories for reports (readable), dated histories, search index.

CREATE TABLE person (
  id               INTEGER PRIMARY KEY REFERENCES access_subject (id),
  version          INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  created_by       INTEGER,
  changed_at       INTEGER NOT NULL,
  changed_by       INTEGER,
  family_name      BLOB,        -- as the person calls herself
  given_names      BLOB,
  document_name    BLOB,        -- as in the document, never a normal form
  original_script  BLOB,
  aliases          BLOB,        -- one a line
  birth            BLOB,        -- ISO, day and month as far as known
  gender           text,
  nationalities    text,           -- codes joined by commas
  municipality_id  INTEGER,          -- Kommune; kept by the organisation slice
  street           BLOB,
  phone            BLOB,
  email            BLOB,
  languages        text,           -- spoken
  letter_language  text,
  interpreter      text,           -- yes, no, unknown
  german_level     text,
  in_germany_since text,
  in_district_since text,
  household_type   text,
  housing_type     text,
  birth_year       INTEGER           -- derived from birth, for age groups in reports
) STRICT;

-- Somebody of the family or household.
CREATE TABLE relative (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES person (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  name         BLOB,
  relation     BLOB,
  birth        BLOB,
  also_advised INTEGER NOT NULL,     -- mitberaten: counted apart
  relative_id  INTEGER               -- the relative's own file, if there is one
) STRICT;
CREATE INDEX relative_person ON relative (person_id);

CREATE TABLE residence_status (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  status      text,
  valid_from  text,
  valid_until text,
  note        BLOB
) STRICT;
CREATE INDEX residence_status_person ON residence_status (person_id);

CREATE TABLE legal_area (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  area        text,
  valid_from  text,
  valid_until text
) STRICT;
CREATE INDEX legal_area_person ON legal_area (person_id);

-- Protection of a person (H3): why, until when it is looked at again, and when it ended. access_subject.guarded holds it.
CREATE TABLE protection (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  reason      BLOB,            -- code list protection_reason
  note        BLOB,
  begun_on    text,
  review_on   text,               -- asked again on this day; the protection goes on until it is ended
  ended_on    text
) STRICT;
CREATE INDEX protection_person ON protection (person_id);
CREATE INDEX protection_review ON protection (review_on) WHERE ended_on IS NULL;

-- Blind index of the search: keyed hashes of words, beginnings, sounds and birth dates. The area comes first, so that a
-- search touches only what the actor may see. One order for both questions: who has this token, has this person it too.
CREATE TABLE person_token (
  team_id   INTEGER NOT NULL,
  token     INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (team_id, token, person_id)
) STRICT, WITHOUT ROWID;

-- Two files of one person, linked: nothing that hangs on either moves, so each consent, release and case stays under the key
-- and the signature it was made for (docs/adr/0009). The row is the proof of who decided; an undone merge keeps its row.
CREATE TABLE person_merge (
  id             INTEGER PRIMARY KEY,
  kept_id        INTEGER NOT NULL REFERENCES person (id),
  absorbed_id    INTEGER NOT NULL REFERENCES person (id),
  before_version INTEGER NOT NULL,   -- of the kept person, before and after the chosen values were written
  after_version  INTEGER NOT NULL,
  merged_at      INTEGER NOT NULL,
  merged_by      INTEGER NOT NULL,
  undone_at      INTEGER,
  undone_by      INTEGER,
  CHECK (kept_id <> absorbed_id)
) STRICT;
CREATE UNIQUE INDEX person_merge_absorbed ON person_merge (absorbed_id) WHERE undone_at IS NULL;
CREATE INDEX person_merge_kept ON person_merge (kept_id) WHERE undone_at IS NULL;

-- Organisation as dated data: who employs whom where, and how much of it is planned and filled. No personal data; an
-- occupancy names an account. Nothing is deleted: records end by valid_until. Days are ISO text.

-- Kreis, Kommunen, Ämter, Träger ...: employers, controllers and targets of referrals.
CREATE TABLE body (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  name            text NOT NULL,
  short_name      text,
  kind            text NOT NULL,          -- code list body_kind
  target_type     text,                   -- code list referral_target; empty = nobody is referred there
  address         text,
  phone           text,
  email           text,
  controller      INTEGER NOT NULL,         -- responsible under data-protection law in its own right
  privacy_contact text,
  valid_from      text,
  valid_until     text,
  note            text
) STRICT;

-- Regional teams and the UmA team: the area a case belongs to (access_team has the same ids).
CREATE TABLE team (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  name        text NOT NULL,
  kind        text NOT NULL,              -- code list team_kind
  employer_id INTEGER REFERENCES body (id), -- empty = mixed
  valid_from  text,
  valid_until text,
  note        text
) STRICT;

CREATE TABLE municipality (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  name        text NOT NULL,
  ags         text NOT NULL,              -- amtlicher Gemeindeschlüssel, 8 digits
  team_id     INTEGER REFERENCES team (id), -- empty = without case management
  valid_from  text,                       -- of the assignment to the team
  valid_until text,
  note        text
) STRICT;
CREATE UNIQUE INDEX municipality_ags ON municipality (ags);

-- Sozialbezirke.
CREATE TABLE district (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  name            text NOT NULL,
  municipality_id INTEGER NOT NULL REFERENCES municipality (id),
  valid_from      text,
  valid_until     text
) STRICT;

-- Posts as granted. Dienstaufsicht lies with the employer, Fachaufsicht with supervision_id.
CREATE TABLE post (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  title           text NOT NULL,
  building_block  text NOT NULL,          -- code list building_block
  volume_percent  INTEGER NOT NULL CHECK (volume_percent > 0),  -- 100 = 1 VZÄ
  employer_id     INTEGER REFERENCES body (id),
  supervision_id  INTEGER REFERENCES body (id),
  team_id         INTEGER REFERENCES team (id),
  municipality_id INTEGER REFERENCES municipality (id),
  valid_from      text,
  valid_until     text,
  note            text
) STRICT;

-- Who fills a post, how much of it, from when to when. Together never more than the post's volume (rule in the action).
CREATE TABLE occupancy (
  id             INTEGER PRIMARY KEY,
  post_id        INTEGER NOT NULL REFERENCES post (id),
  version        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  created_by     INTEGER,
  changed_at     INTEGER NOT NULL,
  changed_by     INTEGER,
  account_id     INTEGER,                   -- empty = filled, but without an account
  volume_percent INTEGER NOT NULL CHECK (volume_percent > 0),
  valid_from     text NOT NULL,
  valid_until    text
) STRICT;
CREATE INDEX occupancy_post ON occupancy (post_id);

-- First contacts before any consent, and the count of anonymous short advice.

-- An inquiry has a key of its own (access_subject, same id). When it ends, for whatever reason, the key is destroyed and the
-- encrypted columns are emptied; what stays is a line that reports can count.
CREATE TABLE inquiry (
  id              INTEGER PRIMARY KEY,  -- also the subject's
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  name            BLOB,
  call_back       BLOB,            -- telephone or e-mail
  comes_back      INTEGER NOT NULL,     -- 1: comes again in person, no call needed
  concern         BLOB,
  access_route    text,
  language        text,
  municipality_id INTEGER,
  received_on     text NOT NULL,
  expires_on      text NOT NULL,      -- last day on which it may be read
  state           text NOT NULL CHECK (state IN ('open', 'taken', 'advised', 'ended', 'expired')),
  CHECK (state = 'open' OR (name IS NULL AND call_back IS NULL AND concern IS NULL))
) STRICT;
CREATE INDEX inquiry_open ON inquiry (expires_on, id) WHERE state = 'open';

-- One anonymous short advice. No person, no case.
CREATE TABLE short_advice (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,              -- who may take it back on the same day
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  advised_on      text NOT NULL,
  topic           text NOT NULL,      -- field of action
  language        text,
  minutes         INTEGER,
  access_route    text,
  municipality_id INTEGER,
  referred        INTEGER NOT NULL,     -- 1: pointed to another body
  team_id         INTEGER
) STRICT;
CREATE INDEX short_advice_team ON short_advice (team_id, advised_on);
CREATE INDEX short_advice_author ON short_advice (created_by, id);

-- What is allowed, by which signature, and what left the office. Rows are proof: they are not deleted while the person is on
-- file, and a withdrawal only adds.

CREATE TABLE consent (
  id                 INTEGER PRIMARY KEY,
  person_id          INTEGER NOT NULL REFERENCES access_subject (id),
  version            INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  created_by         INTEGER,
  changed_at         INTEGER NOT NULL,
  changed_by         INTEGER,
  purposes           text NOT NULL,    -- codes joined by ','
  text_id            text NOT NULL,    -- data/texts
  text_version       text NOT NULL,
  text_language      text NOT NULL,
  controller_id      INTEGER,            -- body responsible when it was signed (DP-01)
  given_on           text NOT NULL,
  valid_until        text NOT NULL,    -- last day
  channel            text NOT NULL,
  proof              BLOB,          -- where the signed paper lies
  given_by           text NOT NULL,
  guardian_name      BLOB,
  interpreter        BLOB,
  information_given  INTEGER NOT NULL,
  withdrawn_purposes text,             -- codes taken back since
  withdrawn_on       text,
  CHECK (given_on <= valid_until),
  CHECK ((withdrawn_purposes IS NULL) = (withdrawn_on IS NULL))
) STRICT;
CREATE INDEX consent_person ON consent (person_id, id);

-- Release from secrecy towards one recipient.
CREATE TABLE release (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES access_subject (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  recipient_id INTEGER NOT NULL,         -- body
  direction    text NOT NULL,
  contents     text NOT NULL,          -- codes joined by ','
  purpose      BLOB,
  given_on     text NOT NULL,
  valid_until  text NOT NULL,          -- last day
  channel      text NOT NULL,
  proof        BLOB,
  withdrawn_on text,
  CHECK (given_on <= valid_until)
) STRICT;
CREATE INDEX release_person ON release (person_id, id);

CREATE TABLE withdrawal (
  id                 INTEGER PRIMARY KEY,
  person_id          INTEGER NOT NULL REFERENCES access_subject (id),
  version            INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  created_by         INTEGER,
  changed_at         INTEGER NOT NULL,
  changed_by         INTEGER,
  scope              text NOT NULL CHECK (scope IN ('all', 'purpose', 'release')),
  purpose            text,             -- with scope purpose
  release_id         INTEGER REFERENCES release (id),
  withdrawn_on       text NOT NULL,
  channel            text,
  erasure_check_on   text,             -- due date; empty if nothing is to be erased
  erasure_checked_on text,
  CHECK ((scope = 'purpose') = (purpose IS NOT NULL)),
  CHECK ((scope = 'release') = (release_id IS NOT NULL))
) STRICT;
CREATE INDEX withdrawal_person ON withdrawal (person_id, id);
CREATE INDEX withdrawal_check ON withdrawal (erasure_check_on) WHERE erasure_check_on IS NOT NULL AND erasure_checked_on IS NULL;

-- Something left the office.
CREATE TABLE disclosure (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES access_subject (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  recipient_id INTEGER NOT NULL,         -- body
  contents     text NOT NULL,          -- codes joined by ','
  legal_basis  text NOT NULL,
  release_id   INTEGER REFERENCES release (id),
  purpose      BLOB,                -- why; for a statutory basis the reasons
  disclosed_on text NOT NULL
) STRICT;
CREATE INDEX disclosure_person ON disclosure (person_id, id);

-- Cases and their closings. Who may read a case, its state and its responsible stand in access_case.

CREATE TABLE case_file (
  id              INTEGER PRIMARY KEY REFERENCES access_case (id),
  person_id       INTEGER NOT NULL REFERENCES person (id),
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  number          text NOT NULL,      -- KIM-2026-0417: per year, without a gap
  phase           text NOT NULL,      -- code list case_phase
  municipality_id INTEGER,              -- follows the person while the case is not closed
  access_route    text,
  inquired_on     text,
  opened_on       text,
  decision        text,               -- code list decision
  decided_on      text,
  last_contact_on text,               -- latest contact; kept by the contacts
  closed_on       text,
  -- For the list of cases, not part of the record: kept in the transaction of what they come from.
  list_team_id    INTEGER,              -- area whose list shows the case (access_case.team_id)
  list_version    INTEGER NOT NULL DEFAULT 0,  -- version of the area's list with which this row changed last
  consent_until   text,               -- end of the consent for the case file
  next_due_on     text                -- earliest open date, from the tasks
) STRICT;
CREATE UNIQUE INDEX case_file_number ON case_file (number);
CREATE INDEX case_file_person ON case_file (person_id);
CREATE INDEX case_file_list ON case_file (list_team_id, id);
CREATE INDEX case_file_list_version ON case_file (list_team_id, list_version);
CREATE INDEX case_file_consent ON case_file (list_team_id, consent_until, id);
CREATE INDEX case_file_contact ON case_file
  (list_team_id, (CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END), (COALESCE(last_contact_on, opened_on)), id);

-- Last number given in a year.
CREATE TABLE case_counter (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- Counts what changes the order or the filters of an area's list; see docs/adr/0007-name-order-in-memory.md.
CREATE TABLE case_list_version (
  team_id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;

-- One row per closing: a case can be re-opened and closed again.
CREATE TABLE closure (
  id                  INTEGER PRIMARY KEY,
  case_id             INTEGER NOT NULL REFERENCES case_file (id),
  version             INTEGER NOT NULL,
  created_at          INTEGER NOT NULL,
  created_by          INTEGER,
  changed_at          INTEGER NOT NULL,
  changed_by          INTEGER,
  reason              text,
  closed_on           text,
  summary             BLOB,        -- what was reached
  self_reliance_start text,           -- effect, measured the same way at start and end
  self_reliance_end   text,
  language_start      text,
  language_end        text,
  housing_start       text,
  housing_end         text,
  feedback            BLOB,        -- in the person's words
  satisfaction        text,
  follow_up_on        text,           -- agreed contact after some months
  follow_up_done_on   text,
  phase_before        text            -- where a re-opened case goes on
) STRICT;
CREATE INDEX closure_case ON closure (case_id);
CREATE INDEX closure_follow_up ON closure (follow_up_on) WHERE follow_up_done_on IS NULL;

-- Contacts of a case: talks, visits, calls, open hours (src/domain/contacts).
CREATE TABLE contact (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,               -- the author; decides with `entrusted` who may read the note
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  form       text NOT NULL,       -- code list contact_form
  contact_on text NOT NULL,       -- day
  minutes    INTEGER,
  note       BLOB,
  place      BLOB,
  interpreter text,               -- code list interpreter_kind
  interpreter_language text,      -- BCP 47
  present    BLOB,             -- who else was there
  fields     text,                -- fields of action, joined by ","
  entrusted  INTEGER NOT NULL       -- 1 = section 65 SGB VIII: only the author and the author's deputy
) STRICT;
CREATE INDEX contact_case ON contact (case_id, contact_on);
CREATE INDEX contact_author ON contact (created_by, contact_on);

-- Tasks and Wiedervorlagen of a case (src/domain/tasks).
CREATE TABLE task (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  title      BLOB NOT NULL,    -- what is to be done
  kind       text NOT NULL,       -- code list task_kind: task, follow_up ...
  due_on     text,                -- day; NULL = whenever it fits
  owner_id   INTEGER,               -- account that takes care of it
  note       BLOB,
  done_on    text                 -- day it was done; NULL = open
) STRICT;
CREATE INDEX task_case ON task (case_id);
-- "Mein Tag" and "Meine Aufgaben": what is open and when it is due.
CREATE INDEX task_owner_open ON task (owner_id, due_on) WHERE done_on IS NULL;
CREATE INDEX task_owner_done ON task (owner_id, done_on) WHERE done_on IS NOT NULL;

-- Understanding the case: Erstgespräch, Falleinschätzung with its lines, decisions (src/domain/assessment).
CREATE TABLE intake (
  id                          INTEGER PRIMARY KEY,
  case_id                     INTEGER NOT NULL REFERENCES access_case (id),
  version                     INTEGER NOT NULL,
  created_at                  INTEGER NOT NULL,
  created_by                  INTEGER,
  changed_at                  INTEGER NOT NULL,
  changed_by                  INTEGER,
  talked_on                   text NOT NULL,
  danger                      BLOB,       -- acute danger: yes, no, unknown
  danger_note                 BLOB,       -- what was done at once
  concern                     BLOB,       -- in the person's own words
  form                        text,
  interpreter                 text,
  interpreter_language        text,
  livelihood                  text,          -- code list legal_area
  other_case_management       text,
  other_case_management_where BLOB,
  indications                 text,          -- codes joined by ","
  next_appointment            BLOB
) STRICT;
CREATE UNIQUE INDEX intake_case ON intake (case_id);  -- one for each case

CREATE TABLE assessment (
  id          INTEGER PRIMARY KEY,
  case_id     INTEGER NOT NULL REFERENCES access_case (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  assessed_on text NOT NULL,
  summary     BLOB,
  state       text NOT NULL                  -- open (being written), done
) STRICT;
CREATE INDEX assessment_case ON assessment (case_id);
CREATE UNIQUE INDEX assessment_open ON assessment (case_id) WHERE state = 'open';  -- one is written at a time
CREATE INDEX assessment_done ON assessment (assessed_on) WHERE state = 'done';     -- re-assessment after six months

-- One row a field of action that was touched.
CREATE TABLE assessment_line (
  id            INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
  field         text NOT NULL,               -- field of action
  wish          BLOB,                     -- Bedürfnis, in the person's words
  wish_scale    text,                        -- 1 to 5, NULL = not discussed
  need          BLOB,                     -- Bedarf, professional
  need_scale    text,
  resources     BLOB,
  urgency       text
) STRICT;
CREATE UNIQUE INDEX assessment_line_field ON assessment_line (assessment_id, field);

-- Every decision stays; the newest one holds.
CREATE TABLE decision (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  decision   text NOT NULL,                  -- code list decision
  decided_on text NOT NULL,
  reason     BLOB,
  criteria   text                            -- code list participation_criterion
) STRICT;
CREATE INDEX decision_case ON decision (case_id);

-- Zielvereinbarung: goals in the person's words, steps, signed agreements (src/domain/goals).
CREATE TABLE goal (
  id            INTEGER PRIMARY KEY,
  case_id       INTEGER NOT NULL REFERENCES access_case (id),
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
  words         BLOB,          -- in the person's own words
  agreed        BLOB,          -- as agreed, observable
  field         text,             -- field of action
  sign          BLOB,          -- sign of success
  until_on      text,
  state         text NOT NULL,
  obstacle      text,             -- Hinderungsgrund
  obstacle_note BLOB,
  reached_on    text
) STRICT;
CREATE INDEX goal_case ON goal (case_id);

CREATE TABLE goal_step (
  id         INTEGER PRIMARY KEY,
  goal_id    INTEGER NOT NULL REFERENCES goal (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  what       BLOB,
  who        text NOT NULL,       -- staff, person, family, body
  who_name   BLOB,
  until_on   text,
  done_on    text
) STRICT;
CREATE INDEX goal_step_goal ON goal_step (goal_id);
CREATE INDEX goal_step_due ON goal_step (until_on) WHERE done_on IS NULL;

-- One row a signature; the newest one holds.
CREATE TABLE agreement (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  agreed_on  text NOT NULL,
  review_on  text,
  channel    text,
  language   text
) STRICT;
CREATE INDEX agreement_case ON agreement (case_id);
CREATE INDEX agreement_review ON agreement (review_on) WHERE review_on IS NOT NULL;

-- Verweisungen to bodies, with or without an account (src/domain/referrals). What left the office is proven in `disclosure`.
CREATE TABLE referral (
  id             INTEGER PRIMARY KEY,
  case_id        INTEGER NOT NULL REFERENCES access_case (id),
  version        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  created_by     INTEGER,
  changed_at     INTEGER NOT NULL,
  changed_by     INTEGER,
  recipient_id   INTEGER NOT NULL,      -- body
  reason         BLOB,             -- why, and what is asked
  contents       text NOT NULL,       -- codes joined by ','
  legal_basis    text NOT NULL,
  basis_note     BLOB,             -- why, if it rests on a statute
  warm           INTEGER NOT NULL,      -- joint talk agreed
  answer_by      text,                -- answer asked for; later: when to ask again
  state          text NOT NULL,       -- code list referral_state
  sent_on        text,                -- NULL = never left the office
  release_id     INTEGER REFERENCES release (id),
  answered_on    text,                -- latest answer
  noticed_on     text,                -- the case manager took note of it; NULL with an answer = "Neue Antworten"
  decline_reason text,
  outcome        text,
  answer_note    BLOB,             -- what the body said
  CHECK (state <> 'prepared' OR sent_on IS NULL)
) STRICT;
CREATE INDEX referral_case ON referral (case_id);
CREATE INDEX referral_recipient ON referral (recipient_id, sent_on);
CREATE INDEX referral_due ON referral (answer_by) WHERE state IN ('sent', 'seen', 'accepted', 'waiting');
CREATE INDEX referral_answered ON referral (answered_on) WHERE answered_on IS NOT NULL AND noticed_on IS NULL;

-- Appointments of cases, open hours, the walk-in desk and calendar subscriptions (src/domain/calendar).

-- Own rooms: chosen for appointments and open hours, the only place that a subscribed calendar may name.
CREATE TABLE room (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  name        text NOT NULL,  -- "Rathaus Salzkotten, Raum 107"
  address     text,
  valid_until text            -- last day of use; NULL = in use
) STRICT;

-- What a series of appointments was made from. Each appointment is a row of its own.
CREATE TABLE appointment_series (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  rule       text NOT NULL,  -- RRULE of RFC 5545, in local time
  left_out   text            -- EXDATE: days left out, "2026-12-25,2027-01-01"
) STRICT;
CREATE INDEX appointment_series_case ON appointment_series (case_id);

CREATE TABLE appointment (
  id                   INTEGER PRIMARY KEY,
  case_id              INTEGER NOT NULL REFERENCES access_case (id),
  version              INTEGER NOT NULL,
  created_at           INTEGER NOT NULL,
  created_by           INTEGER,
  changed_at           INTEGER NOT NULL,
  changed_by           INTEGER,
  subject              BLOB NOT NULL,  -- what it is about
  kind                 text NOT NULL,     -- code list appointment_kind
  on_day               text NOT NULL,
  from_time            text NOT NULL,     -- "09:00", Europe/Berlin
  until_time           text,
  room_id              INTEGER REFERENCES room (id),
  place                BLOB,           -- where it is no own room
  owner_id             INTEGER NOT NULL,    -- account that holds it
  second_id            INTEGER,             -- further accounts that take part
  third_id             INTEGER,
  others               BLOB,           -- further people
  interpreter          text,              -- code list interpreter_kind
  interpreter_language text,
  interpreter_service  BLOB,
  interpreter_minutes  INTEGER,
  note                 BLOB,
  state                text NOT NULL,     -- code list appointment_state
  cancel_reason        text,              -- code list appointment_cancel
  series_id            INTEGER REFERENCES appointment_series (id)
) STRICT;
CREATE INDEX appointment_case ON appointment (case_id);
CREATE INDEX appointment_day ON appointment (on_day);

-- Sprechstunden: recurring hours at a place, without persons.
CREATE TABLE open_hour (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  title      text NOT NULL,
  first_on   text NOT NULL,  -- first day; the rhythm follows from it
  from_time  text NOT NULL,
  until_time text NOT NULL,
  repeat     text NOT NULL,  -- code list repeat_kind
  ends_on    text,           -- last possible day
  room_id    INTEGER REFERENCES room (id),
  place      text,           -- where it is no own room
  note       text,
  team_id    INTEGER NOT NULL
) STRICT;
CREATE INDEX open_hour_team ON open_hour (team_id);

-- A day on which an open hour is cancelled.
CREATE TABLE open_hour_exception (
  id           INTEGER PRIMARY KEY,
  open_hour_id INTEGER NOT NULL REFERENCES open_hour (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  off_on       text NOT NULL,
  reason       text
) STRICT;
CREATE UNIQUE INDEX open_hour_exception_day ON open_hour_exception (open_hour_id, off_on);

-- Visits to an open hour, counted without a name.
CREATE TABLE walk_in (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,  -- when the visitor came
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  came_on    text NOT NULL,
  outcome    text NOT NULL,   -- code list walk_in_outcome
  served_at  INTEGER,           -- when waiting ended
  team_id    INTEGER NOT NULL
) STRICT;
CREATE INDEX walk_in_team ON walk_in (team_id, came_on);

-- Secret addresses under which an account's calendar can be subscribed to. Only a hash of the secret is stored.
CREATE TABLE calendar_feed (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  token_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER,
  read_on    text  -- last day on which it was fetched
) STRICT;
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (token_hash);
CREATE INDEX calendar_feed_account ON calendar_feed (account_id);

-- Letters made for a case; the PDF itself is made anew from the row (src/domain/documents).
CREATE TABLE letter (
  id           INTEGER PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES access_case (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  text         text NOT NULL,      -- which letter
  language     text NOT NULL,      -- beside German
  invited_on   text,
  time         text,
  place        BLOB,
  note         BLOB,            -- stands in the letter word for word
  referral_id  INTEGER,
  text_version text NOT NULL,      -- version of the text
  made_on      text NOT NULL
) STRICT;
CREATE INDEX letter_case ON letter (case_id);

-- Uploaded papers of a case. The bytes lie in pieces below; all of a file is written in one transaction, or nothing.
CREATE TABLE document (
  id           INTEGER PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES access_case (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  kind         text NOT NULL,
  title        BLOB,
  file_name    BLOB,            -- as the person's file was called
  media_type   text NOT NULL,      -- by content
  size         INTEGER NOT NULL      -- bytes
) STRICT;
CREATE INDEX document_case ON document (case_id);

CREATE TABLE document_piece (
  document_id INTEGER NOT NULL REFERENCES document (id),
  piece       INTEGER NOT NULL,      -- from 0
  content     BLOB NOT NULL,    -- sealed with the person's key, bound to document, place and number of pieces
  PRIMARY KEY (document_id, piece)
) STRICT;

-- Pairs of files that may be one person: proposals of the comparison, and what people decided about them. No names: those
-- are opened from the persons each time.

CREATE TABLE duplicate_pair (
  lower_id  INTEGER NOT NULL REFERENCES person (id),   -- the pair in one order
  higher_id INTEGER NOT NULL REFERENCES person (id),
  team_id   INTEGER NOT NULL,                          -- area whose list shows it
  points    INTEGER NOT NULL,                          -- 0 to 100, order of the list
  found_at  INTEGER NOT NULL,
  PRIMARY KEY (lower_id, higher_id),
  CHECK (lower_id < higher_id)
) STRICT;
CREATE INDEX duplicate_pair_list ON duplicate_pair (team_id, points, lower_id);
CREATE INDEX duplicate_pair_higher ON duplicate_pair (higher_id);

-- "Sind verschiedene Personen": said by whom and when; such a pair is not proposed again.
CREATE TABLE duplicate_dismissal (
  id           INTEGER PRIMARY KEY,
  lower_id     INTEGER NOT NULL REFERENCES person (id),
  higher_id    INTEGER NOT NULL REFERENCES person (id),
  dismissed_at INTEGER NOT NULL,
  dismissed_by INTEGER NOT NULL,
  CHECK (lower_id < higher_id)
) STRICT;
CREATE UNIQUE INDEX duplicate_dismissal_pair ON duplicate_dismissal (lower_id, higher_id);

-- How far the persons of an area were compared, by id (ids grow with time).
CREATE TABLE duplicate_checked (
  team_id INTEGER PRIMARY KEY,
  up_to   INTEGER NOT NULL
) STRICT;

-- Persons changed since they were compared.
CREATE TABLE duplicate_due (
  person_id INTEGER PRIMARY KEY REFERENCES person (id)
) STRICT;

-- Path of young unaccompanied refugees (src/domain/uma): talks with the UmA-Hilfe team, target-group check, duties,
-- focus areas, the first six months of work, the end.
CREATE TABLE uma_talk (
  id           INTEGER PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES access_case (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  kind         text NOT NULL,       -- coordination, work, handback
  held_on      text NOT NULL,
  participants BLOB,             -- who took part
  agreed       BLOB,             -- what was agreed
  next_on      text                 -- the next talk agreed, if any
) STRICT;
CREATE INDEX uma_talk_case ON uma_talk (case_id);
CREATE INDEX uma_talk_next ON uma_talk (next_on) WHERE next_on IS NOT NULL;

-- One row a case; who decides again changes it, the history keeps what was decided before.
CREATE TABLE uma_target_check (
  id               INTEGER PRIMARY KEY,
  case_id          INTEGER NOT NULL UNIQUE REFERENCES access_case (id),
  version          INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  created_by       INTEGER,
  changed_at       INTEGER NOT NULL,
  changed_by       INTEGER,
  checked_on       text NOT NULL,
  adult            text NOT NULL,   -- yes, no, unknown: the three groups of the concept
  adult_reason     BLOB,
  care_ended       text NOT NULL,
  care_reason      BLOB,
  independence     text NOT NULL,
  independence_reason BLOB,
  conclusion       BLOB          -- what follows if none of them fits
) STRICT;

CREATE TABLE uma_duty (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  matter     BLOB,               -- what somebody takes care of
  owner      text NOT NULL,         -- kim, uma_help, both, other
  owner_name BLOB,
  until_on   text
) STRICT;
CREATE INDEX uma_duty_case ON uma_duty (case_id);

CREATE TABLE uma_focus (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  kind       text NOT NULL,         -- one of the four focus areas
  aim        BLOB,
  state      text NOT NULL,
  note       BLOB,
  UNIQUE (case_id, kind)
) STRICT;

-- One row a start of work; the six months run from it.
CREATE TABLE uma_work (
  id             INTEGER PRIMARY KEY,
  case_id        INTEGER NOT NULL REFERENCES access_case (id),
  version        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  created_by     INTEGER,
  changed_at     INTEGER NOT NULL,
  changed_by     INTEGER,
  kind           text NOT NULL,
  employer       BLOB,
  started_on     text NOT NULL,
  interval_weeks INTEGER NOT NULL,    -- a talk is due at least so often
  stopped_on     text,              -- work ended before the six months were over
  stop_reason    BLOB,
  six_months_on  text NOT NULL,     -- derived: the day the six months are over
  next_talk_on   text               -- derived: last talk plus interval, none after the six months
) STRICT;
CREATE INDEX uma_work_case ON uma_work (case_id);
CREATE INDEX uma_work_talk ON uma_work (next_talk_on) WHERE stopped_on IS NULL;
CREATE INDEX uma_work_end ON uma_work (six_months_on) WHERE stopped_on IS NULL;

CREATE TABLE uma_ending (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL UNIQUE REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  kind       text NOT NULL,         -- handback, closure, other_body, not_target
  ended_on   text NOT NULL,
  receiver   BLOB,               -- who takes over
  reason     BLOB
) STRICT;

-- Families, households and the Netzwerkkarte (src/domain/family).

-- Relations have a time, and relatives without a file can live in the same household.
ALTER TABLE relative ADD COLUMN valid_from text;
ALTER TABLE relative ADD COLUMN valid_until text;
ALTER TABLE relative ADD COLUMN lives_with INTEGER NOT NULL DEFAULT 0;

-- Times of persons on file in households. Who shares household_id and has not left lives together.
CREATE TABLE household_member (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES person (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  household_id INTEGER NOT NULL,
  joined_on    text NOT NULL,
  left_on      text
) STRICT;
CREATE INDEX household_member_person ON household_member (person_id);
CREATE INDEX household_member_household ON household_member (household_id, joined_on) WHERE left_on IS NULL;
-- A person lives in one household at a time.
CREATE UNIQUE INDEX household_member_one ON household_member (person_id) WHERE left_on IS NULL;

-- Own consent of relatives who are advised along with the person; the newest row counts.
CREATE TABLE relative_consent (
  id           INTEGER PRIMARY KEY,
  relative_id  INTEGER NOT NULL REFERENCES relative (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  given_on     text NOT NULL,
  given_by     text NOT NULL,
  signer       BLOB,
  channel      text NOT NULL,
  valid_until  text,
  withdrawn_on text
) STRICT;
CREATE INDEX relative_consent_relative ON relative_consent (relative_id);

-- Versions of the Netzwerkkarte, one row a day it was drawn.
CREATE TABLE network_map (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  drawn_on   text NOT NULL,
  note       BLOB
) STRICT;
CREATE INDEX network_map_case ON network_map (case_id);

CREATE TABLE network_node (
  id         INTEGER PRIMARY KEY,
  map_id     INTEGER NOT NULL REFERENCES network_map (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  name       BLOB,
  kind       BLOB,        -- person, group, body
  sector     BLOB,        -- family, friends, work and school, professionals
  closeness  BLOB,        -- near, middle, far
  quality    BLOB,        -- strong, mixed, burden, broken
  helps      BLOB,
  removed_on text,           -- taken off the card, can be put back
  origin_id  INTEGER           -- the node of an earlier version it was copied from
) STRICT;
CREATE INDEX network_node_map ON network_node (map_id);

-- Handover of cases between teams, employers and controllers, and deputies for a while (src/domain/handover).

-- Since when the present controller answers for the subject. Consents and releases recorded before were given to another one
-- and do not hold for this one. 0 = from the beginning.
ALTER TABLE access_subject ADD COLUMN controller_since INTEGER NOT NULL DEFAULT 0;
-- Version at which a case last moved to or from another area: an order in memory that is older is built anew.
ALTER TABLE case_list_version ADD COLUMN moved_at INTEGER NOT NULL DEFAULT 0;

CREATE TABLE handover (
  id                INTEGER PRIMARY KEY,
  case_id           INTEGER NOT NULL REFERENCES access_case (id),
  version           INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  created_by        INTEGER,
  changed_at        INTEGER NOT NULL,
  changed_by        INTEGER,
  to_account_id     INTEGER NOT NULL,    -- who is asked to take over
  to_team_id        INTEGER NOT NULL,    -- the team of that account when it was asked
  to_controller_id  INTEGER NOT NULL,    -- its employer: the new Verantwortlicher
  reason            text NOT NULL,     -- code list handover_reason
  told              text NOT NULL,     -- checklist, codes joined by ','
  informed_on       text NOT NULL,     -- the person was told
  note              BLOB,           -- what the new side must know
  state             text NOT NULL,     -- code list handover_state
  decided_on        text,
  answer_note       BLOB,           -- why it was declined
  from_account_id   INTEGER NOT NULL,    -- who was responsible
  from_team_id      INTEGER NOT NULL,
  from_controller_id INTEGER NOT NULL,
  release_id        INTEGER REFERENCES release (id)  -- what a handover to another controller rests on
) STRICT;
CREATE INDEX handover_case ON handover (case_id);
CREATE UNIQUE INDEX handover_open ON handover (case_id) WHERE state = 'proposed';
CREATE INDEX handover_to ON handover (to_team_id, state);
CREATE INDEX handover_from ON handover (from_account_id, state);

-- Somebody is away and another stands in, in all cases of the moment it was entered.
CREATE TABLE absence (
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  deputy_id   INTEGER NOT NULL REFERENCES account (id),
  from_on     text NOT NULL,
  until_on    text NOT NULL,
  cases       INTEGER NOT NULL,          -- how many cases it covers
  ended_on    text                     -- ended before its time
) STRICT;
CREATE INDEX absence_account ON absence (account_id, until_on);
CREATE INDEX absence_deputy ON absence (deputy_id, until_on);

-- Answers of bodies without an account, and reminders (src/domain/referrals).

-- A secret address through which a body answers one referral. Only the hash of its token is stored.
CREATE TABLE referral_link (
  id          INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral (id),
  token_hash  BLOB NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER NOT NULL,
  until_at    INTEGER NOT NULL,     -- ends by itself
  ended_at    INTEGER,              -- taken back, replaced, or the referral is over
  opened_at   INTEGER,              -- when it was opened last
  opened      INTEGER NOT NULL      -- how often
) STRICT;
CREATE UNIQUE INDEX referral_link_token ON referral_link (token_hash);
CREATE UNIQUE INDEX referral_link_one ON referral_link (referral_id) WHERE ended_at IS NULL;

-- The case manager has asked the body again.
CREATE TABLE referral_reminder (
  id           INTEGER PRIMARY KEY,
  referral_id  INTEGER NOT NULL REFERENCES referral (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  reminded_on  text NOT NULL,
  channel      text NOT NULL,     -- code list reminder_channel
  note         BLOB,           -- what was said
  ask_again_on text               -- becomes the referral's answer_by
) STRICT;
CREATE INDEX referral_reminder_referral ON referral_reminder (referral_id);

-- Fallkonferenzen with the bodies that take part and what was agreed (src/domain/conference). Who received what is proven in
-- `disclosure`.
CREATE TABLE conference (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES access_case (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  planned_on text NOT NULL,
  at_time    text,                -- "09:30"
  place      BLOB,
  purpose    BLOB,             -- what it is about; all bodies read it
  contents   text NOT NULL,       -- data categories that are talked about
  mode       text NOT NULL,       -- code list conference_mode
  agenda     BLOB,
  state      text NOT NULL,       -- code list conference_state
  held_on    text,
  minutes    BLOB
) STRICT;
CREATE INDEX conference_case ON conference (case_id);
CREATE INDEX conference_planned ON conference (planned_on) WHERE state = 'planned';

CREATE TABLE conference_body (
  id            INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id),
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
  body_id       INTEGER NOT NULL,
  contact       text,             -- who comes from there
  state         text NOT NULL,    -- code list conference_part
  release_id    INTEGER REFERENCES release (id)  -- what naming the person towards it rested on
) STRICT;
CREATE UNIQUE INDEX conference_body_once ON conference_body (conference_id, body_id);

-- What was agreed; it lives on as a task, or as a step of a goal.
CREATE TABLE conference_agreement (
  id            INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id),
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
  what          BLOB,
  who           text NOT NULL,    -- code list step_owner
  who_name      BLOB,          -- name or body
  owner_id      INTEGER,            -- colleague who takes care of it
  goal_id       INTEGER,            -- goal it became a step of; NULL = a task
  until_on      text,
  task_id       INTEGER             -- the task it became
) STRICT;
CREATE INDEX conference_agreement_conference ON conference_agreement (conference_id);

-- Emergency access (O7): who opened a case of another area, why, and what the check of it found.

CREATE TABLE emergency_access (
  id          INTEGER PRIMARY KEY,
  case_id     INTEGER NOT NULL REFERENCES access_case (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,              -- who opened it; until_at in access_assignment ends it
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  reason      BLOB,            -- sealed with the person's key
  seen_on     text,               -- who is responsible for the case took note
  result      text,               -- code list emergency_result; empty = not checked yet
  remark      BLOB,            -- of the check
  checked_on  text
) STRICT;
CREATE INDEX emergency_access_case ON emergency_access (case_id);
CREATE INDEX emergency_access_open ON emergency_access (id) WHERE result IS NULL;
CREATE INDEX emergency_access_unseen ON emergency_access (case_id) WHERE seen_on IS NULL;

-- Numbers and names that fitted no case: bounds guessing. No names.
CREATE TABLE emergency_attempt (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX emergency_attempt_account ON emergency_attempt (account_id, at);

-- Codes that users added or changed in the lists marked "# kept: users" (P11). The files' own codes stand in the program.

CREATE TABLE code_entry (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  list        text NOT NULL,      -- name of the list
  code        text NOT NULL,      -- never changes
  label_de    text,
  label_en    text,
  code_group  text,               -- coarse level; only for added codes
  external    text,               -- code in the Land database
  position    INTEGER,              -- order in the list; empty = where the file has it, added ones at the end
  valid_until text,               -- last day on which it is offered
  origin      text                -- URN and version of the official list it was imported from
) STRICT;
CREATE UNIQUE INDEX code_entry_code ON code_entry (list, code);

-- The exact text of each signed version of the agreement and its hash (src/domain/goals). Rows signed before have none.
ALTER TABLE agreement ADD COLUMN signed_text BLOB;   -- frozen at the signature
ALTER TABLE agreement ADD COLUMN text_hash text;        -- SHA-256 of it, hexadecimal

-- What became of each goal at each joint review (src/domain/goals); one row a goal and review.
CREATE TABLE goal_review (
  id          INTEGER PRIMARY KEY,
  goal_id     INTEGER NOT NULL REFERENCES goal (id),
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  reviewed_on text NOT NULL,
  next_on     text,               -- became the agreement's review day
  state       text NOT NULL,      -- code list goal_state
  obstacle    text,
  note        BLOB             -- in words: what helped, what hindered
) STRICT;
CREATE INDEX goal_review_goal ON goal_review (goal_id);

-- Work with partners that belongs to no case (src/domain/networking). No personal data of clients.
CREATE TABLE network_contact (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,           -- who may correct it
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  held_on    text NOT NULL,
  kind       text NOT NULL,   -- code list network_contact_kind
  topic      text,            -- field of action
  minutes    INTEGER,
  others     text,            -- partners that are in no register
  outcome    text,
  note       text,
  partners   text,            -- ids of bodies between blanks: " 201 204 "
  team_id    INTEGER            -- NULL: of a coordinating body
) STRICT;
CREATE INDEX network_contact_team ON network_contact (team_id, held_on);
CREATE INDEX network_contact_author ON network_contact (created_by, held_on);

-- Appointments with more than three accounts, such as a conference of the team.
ALTER TABLE appointment ADD COLUMN fourth_id INTEGER;   -- further accounts that take part
ALTER TABLE appointment ADD COLUMN fifth_id INTEGER;
ALTER TABLE appointment ADD COLUMN sixth_id INTEGER;
ALTER TABLE appointment ADD COLUMN seventh_id INTEGER;
ALTER TABLE appointment ADD COLUMN eighth_id INTEGER;

-- Mail that waits to be sent (src/domain/outbox). recipient and content are sealed with a key of the tenant and emptied once
-- the message is sent.
CREATE TABLE outgoing_mail (
  id            INTEGER PRIMARY KEY,
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
  kind          text NOT NULL,    -- code list mail_kind
  state         text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'given_up')),
  recipient     BLOB,
  content       BLOB,          -- the whole message
  attempts      INTEGER NOT NULL,
  next_at       INTEGER,            -- not tried before
  reason        text,             -- why the last try failed; code list mail_reason
  about         INTEGER,            -- id of what it is about (appointment)
  useless_after INTEGER,            -- not sent later than that
  CHECK (state <> 'sent' OR (recipient IS NULL AND content IS NULL)),
  CHECK (state <> 'waiting' OR (content IS NOT NULL AND next_at IS NOT NULL))
) STRICT;
CREATE INDEX outgoing_mail_due ON outgoing_mail (next_at) WHERE state = 'waiting';
CREATE INDEX outgoing_mail_about ON outgoing_mail (about) WHERE state = 'waiting';

-- Who was invited to an appointment by mail, and what came back (src/domain/calendar).
CREATE TABLE invitation (
  id             INTEGER PRIMARY KEY,
  appointment_id INTEGER NOT NULL REFERENCES appointment (id),
  version        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  created_by     INTEGER,
  changed_at     INTEGER NOT NULL,
  changed_by     INTEGER,
  email          BLOB NOT NULL,
  name           BLOB,          -- body or colleague; NULL = an address typed in
  account_id     INTEGER,            -- colleague: gets the link to the appointment
  state          text NOT NULL,    -- code list invitation_state
  answered_at    INTEGER,
  sequence       INTEGER NOT NULL,   -- SEQUENCE of the last message; an answer to an older one does not count
  address_token  INTEGER             -- keyed blind index of the address, to match an answer
) STRICT;
CREATE INDEX invitation_appointment ON invitation (appointment_id);
CREATE INDEX invitation_address ON invitation (address_token);

-- Tables that offices bring along: the uploaded file, its report, and what was made of which row (src/domain/imports).
CREATE TABLE import (
  id          INTEGER PRIMARY KEY REFERENCES access_subject (id),  -- has a key of its own: file, report and name are sealed with it
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,               -- who brought the file
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  file_name   BLOB,
  kind        text NOT NULL,       -- code list import_kind: cases, contacts
  sheet       INTEGER NOT NULL,      -- of the workbook, from 0
  mapping     text,                -- "0:person.family_name": column from 0 and field; no content of the file
  state       text NOT NULL,       -- code list import_state
  row_count   INTEGER,               -- rows below the heading
  errors      INTEGER,
  warnings    INTEGER,
  keep_until  text,                -- the file and the report are deleted after this day; empty = they are gone
  trail_end   INTEGER,               -- last entry of the audit trail that the import itself has made
  refused_why BLOB              -- why the last attempt has written nothing
) STRICT;
CREATE INDEX import_list ON import (created_at);
CREATE INDEX import_keep ON import (keep_until) WHERE keep_until IS NOT NULL;

-- The bytes of the file (part 0) and of the report (part 1), sealed in pieces.
CREATE TABLE import_piece (
  import_id INTEGER NOT NULL REFERENCES import (id),
  part      INTEGER NOT NULL,
  piece     INTEGER NOT NULL,        -- from 0
  content   BLOB NOT NULL,
  PRIMARY KEY (import_id, part, piece)
) STRICT;

-- What was made of a row; the way back. Rows vanish with an undo.
CREATE TABLE import_item (
  import_id  INTEGER NOT NULL REFERENCES import (id),
  row_number INTEGER NOT NULL,       -- as the office's program shows it
  person_id  INTEGER NOT NULL,
  case_id    INTEGER NOT NULL,
  contact_id INTEGER,                -- only of contacts
  old_number INTEGER,                -- blind index of the number the case had before KIM
  PRIMARY KEY (import_id, row_number)
) STRICT;
CREATE INDEX import_item_number ON import_item (old_number) WHERE old_number IS NOT NULL;

-- Which columns meant what, for the next file with the same headings. The headings themselves are not kept, only their keyed
-- hash: in a file without headings they would be somebody's data.
CREATE TABLE import_mapping (
  headings   INTEGER NOT NULL,
  kind       text NOT NULL,
  mapping    text NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (headings, kind)
) STRICT;

-- "Bekannt an anderer Stelle" (H3): who created a person asked the coordination whether another area knows her. No names: the
-- coordination learns which areas and whose cases, the asker learns the answer alone.

CREATE TABLE known_question (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person (id),  -- the new file that asks
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,              -- who asks
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  answer      text,               -- code list known_answer; empty = open
  answered_on text,
  answered_by INTEGER,              -- account of the coordination
  seen_on     text                -- the asker took note of the answer
) STRICT;
CREATE INDEX known_question_person ON known_question (person_id);
CREATE INDEX known_question_open ON known_question (id) WHERE answer IS NULL;
CREATE INDEX known_question_unseen ON known_question (created_by) WHERE seen_on IS NULL;

-- The files elsewhere that fitted when it was asked.
CREATE TABLE known_side (
  question_id INTEGER NOT NULL REFERENCES known_question (id),
  person_id   INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (question_id, person_id)
) STRICT;
CREATE INDEX known_side_person ON known_side (person_id);

-- Why two persons were called different, and the way back: the pair is then proposed again, the row stays as proof.
-- The reason may name either of them: it is sealed with both keys, so the erasure of one makes it unreadable.
ALTER TABLE duplicate_dismissal ADD COLUMN reason BLOB;
ALTER TABLE duplicate_dismissal ADD COLUMN reopened_at INTEGER;
ALTER TABLE duplicate_dismissal ADD COLUMN reopened_by INTEGER;
DROP INDEX duplicate_dismissal_pair;
CREATE UNIQUE INDEX duplicate_dismissal_pair ON duplicate_dismissal (lower_id, higher_id) WHERE reopened_at IS NULL;

-- Texts of letters, forms and consents kept by users (P11). Nothing here is ever changed or deleted: a version, the decision
-- which one is in force, and the note that it was reviewed are rows of their own. Shipped texts stand in the program.

CREATE TABLE text_wording (
  id            INTEGER PRIMARY KEY,
  version       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  created_by    INTEGER,
  changed_at    INTEGER NOT NULL,
  changed_by    INTEGER,
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
) STRICT;
CREATE UNIQUE INDEX text_wording_label ON text_wording (kind, language, controller, label);

CREATE TABLE text_choice (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  kind        text NOT NULL,
  language    text NOT NULL,
  controller  text NOT NULL,
  label       text NOT NULL         -- in force from now on: an own version or the shipped one
) STRICT;
CREATE INDEX text_choice_key ON text_choice (kind, language, controller, id);

CREATE TABLE text_review (
  id          INTEGER PRIMARY KEY,
  version     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  INTEGER,
  changed_at  INTEGER NOT NULL,
  changed_by  INTEGER,
  kind        text NOT NULL,
  language    text NOT NULL,
  controller  text NOT NULL,
  label       text NOT NULL,        -- the version that was looked at, own or shipped
  outcome     text,                 -- code list text_review_outcome; the last one counts
  reviewed_on text,
  reviewed_by text                  -- name and office
) STRICT;
CREATE INDEX text_review_key ON text_review (kind, language, controller, id);

-- A letter keeps the wording it was made with.
ALTER TABLE letter ADD COLUMN translation_version text;

-- Consents of relatives that end are found for "Mein Tag" without reading all (src/domain/family).
CREATE INDEX relative_consent_until ON relative_consent (valid_until) WHERE withdrawn_on IS NULL;

-- Whether a message about something has ever left, so that it can be called off (src/domain/outbox).
CREATE INDEX outgoing_mail_sent ON outgoing_mail (about) WHERE state = 'sent';

-- "uebergabe" becomes the letter to the person (data/letters); what was made under that name until now is the protocol.
UPDATE letter SET text = 'uebergabeprotokoll' WHERE text = 'uebergabe';

-- What was drawn on a screen below the text of a signed version (src/domain/goals); one row a signer, never changed.
CREATE TABLE agreement_signature (
  id           INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id),
  version      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   INTEGER,
  signer       text NOT NULL,     -- code list agreement_signer
  name         BLOB NOT NULL,  -- as it stood then
  strokes      BLOB NOT NULL,  -- points in a box of 900 x 300 (src/base/strokes.h)
  text_hash    text NOT NULL,     -- SHA-256 of the text that was shown: that of the agreement
  signed_on    text NOT NULL
) STRICT;
CREATE INDEX agreement_signature_agreement ON agreement_signature (agreement_id);

-- Structural hints (src/domain/hints). Nothing personal, and no way back to the case a hint came from.
CREATE TABLE hint (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  created_by      INTEGER,
  changed_at      INTEGER NOT NULL,
  changed_by      INTEGER,
  obstacle        text NOT NULL,  -- code list obstacle
  field           text,           -- code list field_of_action
  municipality_id INTEGER,          -- NULL: the whole Kreis
  text            text NOT NULL,  -- guarded against personal data
  state           text NOT NULL,  -- code list hint_state
  answer          text,           -- of the coordinating body, to who gave the hint
  raised_on       text NOT NULL,
  taken_up_on     text,
  closed_on       text
) STRICT;
CREATE INDEX hint_state ON hint (state, id);

-- Which hint a goal gave (src/domain/goals): sealed under the person's key, so the way goes from the case to the hint only.
CREATE TABLE goal_hint (
  id         INTEGER PRIMARY KEY,
  goal_id    INTEGER NOT NULL REFERENCES goal (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  hint       BLOB NOT NULL     -- its id
) STRICT;
CREATE INDEX goal_hint_goal ON goal_hint (goal_id);

