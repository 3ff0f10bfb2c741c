-- The wire desk. Where agency copy comes from, what came, every revision of it with the very bytes, and what became of it here.

-- Desks and saved searches: a filter with a name. A desk is everybody's; a saved search belongs to one person.
create table wire_desk (
  id bigint generated always as identity constraint wire_desk_id primary key,
  slug text not null constraint one_desk_to_a_slug unique,
  name text not null constraint a_desk_has_a_name check (name <> ''),
  position integer not null default 0,
  person_id text,
  filter jsonb not null default '{}'
);

create table wire_source (
  id bigint generated always as identity constraint wire_source_id primary key,
  name text not null constraint one_source_to_a_name unique constraint a_source_has_a_name check (name <> ''),
  kind text not null constraint known_source_kind check (kind in ('folder', 'http', 'ap-media', 'sftp', 'ftp', 'imap', 'push', 'by-hand')),
  is_on boolean not null default true,
  -- Where and how (never passwords): see source.ts.
  settings jsonb not null default '{}',
  -- Passwords and keys, sealed with the key of the installation.
  sealed text not null default '',
  -- What a push sender shows: only its SHA-256 is kept.
  push_key_hash text,
  every_seconds integer not null default 60 constraint a_source_is_asked_at_a_sane_pace check (every_seconds between 1 and 86400),
  agency text not null default '',
  desk_id bigint constraint source_feeds_a_desk references wire_desk on delete set null,
  section_id bigint constraint source_has_a_default_section references section on delete set null,
  rules jsonb not null default '[]',
  usage_terms text[] not null default '{}',
  expires_after_days integer constraint a_source_expires_in_days check (expires_after_days between 1 and 3650),
  quiet_after_minutes integer constraint a_source_falls_quiet_in_minutes check (quiet_after_minutes between 1 and 43200),
  kill_policy text not null default 'ask' constraint known_kill_policy check (kill_policy in ('ask', 'withdraw')),
  expiry_policy text not null default 'warn' constraint known_expiry_policy check (expiry_policy in ('warn', 'withdraw')),
  -- Where the next look begins; saved only after what came before it is stored.
  cursor jsonb not null default '{}',
  next_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  tried_at timestamptz,
  succeeded_at timestamptz,
  heard_at timestamptz,
  failures integer not null default 0,
  last_error text not null default '',
  is_quiet boolean not null default false,
  created_at timestamptz not null,
  created_by jsonb not null
);
create index wire_source_due on wire_source (next_at) where is_on;

-- What happened at a source, in words an editor understands.
create table wire_source_log (
  id bigint generated always as identity constraint wire_source_log_id primary key,
  source_id bigint not null constraint log_of_a_source references wire_source on delete cascade,
  at timestamptz not null,
  level text not null constraint known_log_level check (level in ('good', 'look', 'bad')),
  sentence text not null,
  items integer not null default 0
);
create index wire_source_log_by_source on wire_source_log (source_id, id desc);

-- The very bytes that came, once each however often they came.
create table wire_original (
  fingerprint text constraint original_by_its_sha256 primary key constraint original_fingerprint_is_a_sha256 check (fingerprint ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  received_at timestamptz not null
);

-- One story or picture of an agency through all its revisions. The columns from headline to moved_at repeat the newest revision, for the list.
create table wire_item (
  id bigint generated always as identity constraint wire_item_id primary key,
  agency text not null,
  external_id text not null,
  constraint one_item_to_an_agency_id unique (agency, external_id),
  revision_id bigint,
  -- killed for ever, withheld until a later usable revision.
  standing text not null default 'usable' constraint known_item_standing check (standing in ('usable', 'withheld', 'killed')),
  -- What the desk did with it.
  desk_state text not null default 'new' constraint known_desk_state check (desk_state in ('new', 'held', 'spiked')),
  desk_state_by jsonb,
  desk_state_at timestamptz,
  type text not null default 'text',
  signal text not null default 'new',
  is_advisory boolean not null default false,
  urgency smallint not null default 4,
  headline text not null default '',
  slugline text not null default '',
  place text not null default '',
  words integer not null default 0,
  photos integer not null default 0,
  revisions integer not null default 0,
  -- Through which source its newest revision came first.
  source_id bigint constraint item_came_through_a_source references wire_source on delete set null,
  embargo_until timestamptz,
  -- true: nobody knows when it ends, until an editor has decided.
  embargo_unknown boolean not null default false,
  embargo_decided_by jsonb,
  embargo_decided_at timestamptz,
  expires_at timestamptz,
  usage_terms text[] not null default '{}',
  tags text[] not null default '{}',
  categories text[] not null default '{}',
  section_id bigint constraint item_leans_to_a_section references section on delete set null,
  -- Near-duplicates of one another share a cluster: the id of the first.
  cluster_id bigint,
  shingles integer[] not null default '{}',
  first_at timestamptz not null,
  -- When the newest revision came: the order of the list.
  moved_at timestamptz not null,
  search tsvector not null default ''
);
create index wire_item_by_move on wire_item (moved_at desc, id desc);
create index wire_item_by_state on wire_item (desk_state, moved_at desc, id desc) where desk_state <> 'new';
create index wire_item_embargoed on wire_item (moved_at desc, id desc) where embargo_until is not null or embargo_unknown;
create index wire_item_stopped on wire_item (moved_at desc, id desc) where standing <> 'usable' or signal in ('correction', 'kill');
create index wire_item_expiring on wire_item (expires_at) where expires_at is not null;
create index wire_item_by_cluster on wire_item (cluster_id) where cluster_id is not null;
-- A short list of what is not yet sorted in: every search reads that list from end to end.
create index wire_item_by_search on wire_item using gin (search) with (gin_pending_list_limit = 512);
create index wire_item_by_shingles on wire_item using gin (shingles) with (gin_pending_list_limit = 512);
create index wire_item_by_external_id on wire_item (external_id);
create index wire_item_by_source on wire_item (source_id, moved_at desc, id desc);
create index wire_item_by_type on wire_item (type, moved_at desc, id desc) where type <> 'text';
create index wire_item_urgent on wire_item (moved_at desc, id desc) where urgency <= 3;

create table wire_revision (
  id bigint generated always as identity constraint wire_revision_id primary key,
  item_id bigint not null constraint revision_of_an_item references wire_item,
  revision_key text not null,
  constraint one_revision_to_a_key unique (item_id, revision_key),
  -- SHA-256 of what it says, so that the same words from another source or in another format are not a revision.
  digest text not null,
  constraint one_revision_to_a_digest unique (item_id, digest),
  version text not null default '',
  -- As the agency orders its revisions: by version where both are numbers, else by its own time, else by arrival.
  version_number numeric,
  revised_at timestamptz,
  signal text not null,
  status text not null constraint known_revision_status check (status in ('usable', 'embargoed', 'withheld', 'killed')),
  -- The canonical item of CONTRACT.md as this release read it.
  item jsonb not null,
  original text not null constraint revision_has_its_original references wire_original,
  -- Which of the items in the original, from 0.
  place_in_original integer not null default 0,
  parser_version text not null,
  received_at timestamptz not null
);
create index wire_revision_by_item on wire_revision (item_id, id);
alter table wire_item add constraint item_shows_a_revision foreign key (revision_id) references wire_revision;

-- Through which sources a revision came.
create table wire_arrival (
  revision_id bigint not null constraint arrival_of_a_revision references wire_revision,
  source_id bigint not null constraint arrival_through_a_source references wire_source on delete cascade,
  at timestamptz not null,
  constraint one_arrival_to_a_source primary key (revision_id, source_id)
);
create index wire_arrival_by_source on wire_arrival (source_id, at desc);

-- On which desks an item lies. moved_at repeats that of the item, so that a desk is one index scan.
create table wire_on_desk (
  desk_id bigint not null constraint on_a_desk references wire_desk on delete cascade,
  item_id bigint not null constraint an_item_on_a_desk references wire_item on delete cascade,
  moved_at timestamptz not null,
  constraint once_on_a_desk primary key (desk_id, item_id)
);
create index wire_on_desk_by_move on wire_on_desk (desk_id, moved_at desc, item_id desc);
create index wire_on_desk_by_item on wire_on_desk (item_id);

-- Which stories of ours use an item, and on which of its revisions ours rests.
create table wire_use (
  item_id bigint not null constraint use_of_an_item references wire_item,
  story_id bigint not null constraint use_in_a_story references story,
  constraint one_use_to_a_story primary key (item_id, story_id),
  revision_id bigint not null constraint use_rests_on_a_revision references wire_revision,
  -- Revisions that an editor looked at and left are not offered again.
  seen_revision_id bigint constraint use_saw_a_revision references wire_revision,
  expires_at timestamptz,
  at timestamptz not null,
  by_whom jsonb not null
);
create index wire_use_by_story on wire_use (story_id);
create index wire_use_expiring on wire_use (expires_at) where expires_at is not null;

-- A picture that came with an item, and the photo it became.
create table wire_picture (
  item_id bigint not null constraint picture_of_an_item references wire_item,
  picture text not null,
  constraint one_picture_to_a_name primary key (item_id, picture),
  href text,
  photo_id bigint constraint picture_became_a_photo references photo,
  state text not null default 'waiting' constraint known_picture_state check (state in ('waiting', 'here', 'refused', 'not-to-be-had')),
  why text not null default '',
  tries integer not null default 0,
  source_id bigint constraint picture_came_from_a_source references wire_source on delete set null
);
create index wire_picture_waiting on wire_picture (item_id) where state = 'waiting';
create index wire_picture_by_photo on wire_picture (photo_id) where photo_id is not null;

-- What someone must answer: a kill, a correction of a story of ours, a source that fell silent, rights that ran out.
create table wire_alarm (
  id bigint generated always as identity constraint wire_alarm_id primary key,
  kind text not null constraint known_alarm check (kind in ('kill', 'withheld', 'correction', 'quiet', 'failing', 'expired', 'alert')),
  item_id bigint constraint alarm_about_an_item references wire_item,
  revision_id bigint constraint alarm_about_a_revision references wire_revision,
  source_id bigint constraint alarm_about_a_source references wire_source on delete cascade,
  sentence text not null,
  raised_at timestamptz not null,
  answered_at timestamptz,
  answered_by jsonb,
  answer text not null default '',
  constraint one_alarm_to_a_revision unique (kind, item_id, revision_id)
);
create index wire_alarm_open on wire_alarm (raised_at) where answered_at is null;

-- Which revision of an item a person has read.
create table wire_read (
  person_id text not null,
  item_id bigint not null constraint reading_of_an_item references wire_item on delete cascade,
  revision_id bigint not null,
  at timestamptz not null,
  constraint one_reading_to_a_person primary key (person_id, item_id)
);

-- What keeps a story from readers, whatever its own state: an embargo, a kill, a hold of the agency. Published only when none is left.
create table story_hold (
  id bigint generated always as identity constraint story_hold_id primary key,
  story_id bigint not null constraint hold_on_a_story references story,
  kind text not null constraint known_hold check (kind in ('killed', 'withheld', 'embargo', 'embargo-unknown', 'advisory', 'rights')),
  -- What it comes from, such as "wire:17": one hold of a kind from one origin.
  origin text not null,
  constraint one_hold_to_an_origin unique (story_id, kind, origin),
  -- Ends by itself then; null lasts until it is lifted.
  until timestamptz,
  sentence text not null,
  at timestamptz not null
);
