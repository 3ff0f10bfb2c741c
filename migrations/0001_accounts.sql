-- People and how they sign in. The columns of person, session, credential, verification, passkey, two_factor and rate_limit
-- are better-auth's, under our names; see docs/decisions/003-sign-in.md.

-- Everyone who has ever had an account. A role makes a member of staff; without one a person is a reader.
create table person (
  id text constraint person_id primary key,
  name text not null constraint a_person_has_a_name check (name <> ''),
  email text not null
    constraint one_person_to_an_email unique
    constraint emails_are_kept_in_lower_case check (email = lower(email) and email <> ''),
  email_verified boolean not null default false,
  image text,
  role text constraint known_role check (role in ('admin', 'editor', 'copy', 'reporter', 'photo', 'business')),
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_by_role on person (role, name) where role is not null;

create table session (
  id text constraint session_id primary key,
  person_id text not null constraint session_of_a_person references person on delete cascade,
  token text not null constraint one_session_to_a_token unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_person on session (person_id);

-- A password (provider_id 'credential', scrypt), or later an account at a single sign-on provider.
create table credential (
  id text constraint credential_id primary key,
  person_id text not null constraint credential_of_a_person references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_credential_to_a_provider_account unique (provider_id, account_id)
);
create index credential_by_person on credential (person_id);

-- Short-lived challenges: a passkey ceremony under way, a second factor awaited.
create table verification (
  id text constraint verification_id primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on verification (identifier);

create table passkey (
  id text constraint passkey_id primary key,
  person_id text not null constraint passkey_of_a_person references person on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null constraint a_passkey_is_registered_once unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index passkey_by_person on passkey (person_id);

create table two_factor (
  id text constraint two_factor_id primary key,
  person_id text not null constraint second_factor_of_a_person references person on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factor_by_person on two_factor (person_id);
create index two_factor_by_secret on two_factor (secret);

create table rate_limit (
  id text constraint rate_limit_id primary key,
  key text not null constraint one_count_to_a_key unique,
  count integer not null,
  last_request bigint not null
);

-- A link that signs its person in, once. Only a hash of its token is kept, so a copy of this table opens nothing.
create table sign_in_link (
  token_hash text constraint one_link_to_a_token primary key,
  person_id text not null constraint link_of_a_person references person on delete cascade,
  kind text not null constraint known_kind_of_link check (kind in ('invite', 'email')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  made_by jsonb not null,
  constraint a_link_expires_after_it_is_made check (expires_at > made_at)
);
create index sign_in_link_by_person on sign_in_link (person_id);

-- How often something was tried lately: wrong passwords for an account, links asked for from an address. The key is a hash.
create table sign_in_tally (
  key text constraint one_tally_to_a_key primary key,
  count integer not null,
  since timestamptz not null
);
create index sign_in_tally_by_time on sign_in_tally (since);
