-- Organisation as dated data: who employs whom where, and how much of it is planned and filled. No personal data; an
-- occupancy names an account. Nothing is deleted: records end by valid_until. Days are ISO text.

-- Kreis, Kommunen, Ämter, Träger ...: employers, controllers and targets of referrals.
CREATE TABLE body (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  name            text NOT NULL,
  short_name      text,
  kind            text NOT NULL,          -- code list body_kind
  target_type     text,                   -- code list referral_target; empty = nobody is referred there
  address         text,
  phone           text,
  email           text,
  controller      {int} NOT NULL,         -- responsible under data-protection law in its own right
  privacy_contact text,
  valid_from      text,
  valid_until     text,
  note            text
) {strict};

-- Regional teams and the UmA team: the area a case belongs to (access_team has the same ids).
CREATE TABLE team (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  name        text NOT NULL,
  kind        text NOT NULL,              -- code list team_kind
  employer_id {int} REFERENCES body (id), -- empty = mixed
  valid_from  text,
  valid_until text,
  note        text
) {strict};

CREATE TABLE municipality (
  id          {int} PRIMARY KEY,
  version     {int} NOT NULL,
  created_at  {int} NOT NULL,
  created_by  {int},
  changed_at  {int} NOT NULL,
  changed_by  {int},
  name        text NOT NULL,
  ags         text NOT NULL,              -- amtlicher Gemeindeschlüssel, 8 digits
  team_id     {int} REFERENCES team (id), -- empty = without case management
  valid_from  text,                       -- of the assignment to the team
  valid_until text,
  note        text
) {strict};
CREATE UNIQUE INDEX municipality_ags ON municipality (ags);

-- Sozialbezirke.
CREATE TABLE district (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  name            text NOT NULL,
  municipality_id {int} NOT NULL REFERENCES municipality (id),
  valid_from      text,
  valid_until     text
) {strict};

-- Posts as granted. Dienstaufsicht lies with the employer, Fachaufsicht with supervision_id.
CREATE TABLE post (
  id              {int} PRIMARY KEY,
  version         {int} NOT NULL,
  created_at      {int} NOT NULL,
  created_by      {int},
  changed_at      {int} NOT NULL,
  changed_by      {int},
  title           text NOT NULL,
  building_block  text NOT NULL,          -- code list building_block
  volume_percent  {int} NOT NULL CHECK (volume_percent > 0),  -- 100 = 1 VZÄ
  employer_id     {int} REFERENCES body (id),
  supervision_id  {int} REFERENCES body (id),
  team_id         {int} REFERENCES team (id),
  municipality_id {int} REFERENCES municipality (id),
  valid_from      text,
  valid_until     text,
  note            text
) {strict};

-- Who fills a post, how much of it, from when to when. Together never more than the post's volume (rule in the action).
CREATE TABLE occupancy (
  id             {int} PRIMARY KEY,
  post_id        {int} NOT NULL REFERENCES post (id),
  version        {int} NOT NULL,
  created_at     {int} NOT NULL,
  created_by     {int},
  changed_at     {int} NOT NULL,
  changed_by     {int},
  account_id     {int},                   -- empty = filled, but without an account
  volume_percent {int} NOT NULL CHECK (volume_percent > 0),
  valid_from     text NOT NULL,
  valid_until    text
) {strict};
CREATE INDEX occupancy_post ON occupancy (post_id);
