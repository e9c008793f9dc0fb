-- Keys, accounts, sessions, and what access needs to know about persons and cases in order to decide.

-- The tenant key, wrapped by the master key (a file outside the database). One row.
CREATE TABLE tenant_key (
  id         {int} PRIMARY KEY,
  wrapped    {bytes} NOT NULL,
  created_at {int} NOT NULL
) {strict};

-- Regional teams and the UmA team, as far as access must know them; the organisation slice keeps them.
CREATE TABLE access_team (
  id   {int} PRIMARY KEY,
  name text NOT NULL
) {strict};

-- Whoever has a key: persons, inquirers, accounts.
CREATE TABLE access_subject (
  id            {int} PRIMARY KEY,
  team_id       {int},            -- area that may see the subject
  controller_id {int},            -- body responsible under data-protection law (DP-01)
  wrapped_key   {bytes},          -- NULL = key destroyed, the subject is erased
  created_at    {int} NOT NULL,
  guarded       {int} NOT NULL DEFAULT 0  -- 1 = protected person: the own area alone opens nothing (H3)
) {strict};
CREATE INDEX access_subject_guarded ON access_subject (team_id) WHERE guarded = 1;

CREATE TABLE access_case (
  id            {int} PRIMARY KEY,
  subject_id    {int} NOT NULL REFERENCES access_subject (id),
  team_id       {int} NOT NULL,
  controller_id {int} NOT NULL,
  path          text NOT NULL CHECK (path IN ('regional', 'uma')),
  state         text NOT NULL CHECK (state IN ('open', 'blocked', 'closed')),
  responsible   {int} NOT NULL    -- the account of the open responsible line in access_assignment
) {strict};
-- One case at a time per person and path that is not closed.
CREATE UNIQUE INDEX access_case_open ON access_case (subject_id, path) WHERE state <> 'closed';
CREATE INDEX access_case_subject ON access_case (subject_id);
CREATE INDEX access_case_responsible ON access_case (responsible, state);
CREATE INDEX access_case_team ON access_case (team_id, state);

-- Who was responsible or deputy for a case, and when. The responsible lines of a case follow each other without a gap.
CREATE TABLE access_assignment (
  id         {int} PRIMARY KEY,
  case_id    {int} NOT NULL REFERENCES access_case (id),
  account_id {int} NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('responsible', 'deputy', 'emergency')),
  from_at    {int} NOT NULL,
  until_at   {int}                -- NULL = open; a deputy and an emergency always have an end
) {strict};
CREATE UNIQUE INDEX access_assignment_one ON access_assignment (case_id) WHERE kind = 'responsible' AND until_at IS NULL;
CREATE INDEX access_assignment_case ON access_assignment (case_id, account_id);
CREATE INDEX access_assignment_account ON access_assignment (account_id) WHERE kind = 'deputy';

-- Accounts. Names and login are encrypted with the account's own key; login_token finds the row at sign-in.
CREATE TABLE account (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  login           {bytes},
  name            {bytes},
  email           {bytes},
  role            text,
  team_id         {int},
  employer_id     {int},
  body_id         {int},
  language        text,
  active          {int} NOT NULL,
  integration     {int} NOT NULL,
  login_token     {int},          -- blind index of the login
  password_hash   text,           -- Argon2id
  password_changed_at {int},
  must_change     {int} NOT NULL DEFAULT 0,
  totp_secret     {bytes},        -- sealed with the account's key
  totp_last_step  {int} NOT NULL DEFAULT 0,  -- a code works once
  theme           text NOT NULL DEFAULT '',  -- light, dark; empty = as the device says
  failed_count    {int} NOT NULL DEFAULT 0,
  locked_until    {int}
) {strict};
CREATE UNIQUE INDEX account_login ON account (login_token);

-- Recovery codes for the second factor, as hashes; used ones are removed.
CREATE TABLE recovery_code (
  id         {int} PRIMARY KEY,
  account_id {int} NOT NULL REFERENCES account (id),
  hash       text NOT NULL
) {strict};
CREATE INDEX recovery_code_account ON recovery_code (account_id);

-- Signed-in sessions. The cookie holds a random token, the table only its hash.
CREATE TABLE session (
  id          {int} PRIMARY KEY,
  token_hash  {bytes} NOT NULL,
  account_id  {int} NOT NULL REFERENCES account (id),
  created_at  {int} NOT NULL,
  seen_at     {int} NOT NULL,
  stage       text NOT NULL CHECK (stage IN ('password', 'full')),  -- password = second factor still to come
  csrf        text NOT NULL,
  theme       text NOT NULL DEFAULT ''
) {strict};
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_account ON session (account_id);

-- Tokens of integration accounts for /api/v1.
CREATE TABLE api_token (
  id         {int} PRIMARY KEY,
  account_id {int} NOT NULL REFERENCES account (id),
  name       text NOT NULL,
  token_hash {bytes} NOT NULL,
  created_at {int} NOT NULL,
  ended_at   {int}
) {strict};
CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash);

-- Failed sign-ins per client address and per login without an account, with growing delay (law.md IT-12). The key is a
-- blind index. Failures of an account stand with the account. Rows vanish an hour after their delay.
CREATE TABLE sign_in_failure (
  token        {int} PRIMARY KEY,
  failed_count {int} NOT NULL,
  until_at     {int} NOT NULL     -- no attempt before this moment
) {strict};

-- Drafts: what was typed and not yet saved, sealed with the account's key.
CREATE TABLE draft (
  id         {int} PRIMARY KEY,
  account_id {int} NOT NULL REFERENCES account (id),
  form       text NOT NULL,       -- which form: "contact", "inquiry", "assessment"
  about_id   {int} NOT NULL,      -- case or record the form belongs to; 0 = none
  saved_at   {int} NOT NULL,
  content    {bytes} NOT NULL,
  title      {bytes} NOT NULL,
  href       text NOT NULL        -- where the form is found again
) {strict};
CREATE UNIQUE INDEX draft_form ON draft (account_id, form, about_id);
