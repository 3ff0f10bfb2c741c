-- What the newsroom works on. The words themselves are in story_version; what readers may see is in live_story and nowhere else.
create table story (
  id bigint generated always as identity constraint story_id primary key,
  state text not null constraint known_state check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
  revision integer not null default 1,
  version integer not null default 1,
  live_version integer,
  scheduled_for timestamptz,
  first_published_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  note_to_readers text not null default '',
  created_at timestamptz not null,
  created_by jsonb not null,
  changed_at timestamptz not null,
  changed_by jsonb not null,
  constraint scheduled_has_a_time check ((state = 'scheduled') = (scheduled_for is not null)),
  constraint published_has_a_live_version check (state <> 'published' or (live_version is not null and published_at is not null)),
  constraint withdrawn_has_a_time check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index story_by_change on story (changed_at desc, id desc);
create index story_by_schedule on story (scheduled_for) where state = 'scheduled';

-- Every save, whole. Nothing is ever overwritten but the newest automatic save of the same person.
create table story_version (
  story_id bigint not null constraint version_of_a_story references story,
  number integer not null,
  kind text not null constraint known_kind check (kind in
    ('created', 'autosaved', 'saved', 'published', 'corrected', 'restored', 'imported', 'set-aside')),
  copy jsonb not null,
  headline text generated always as (copy ->> 'headline') stored,
  words integer not null default 0,
  photos integer not null default 0,
  note text not null default '',
  by_whom jsonb not null,
  at timestamptz not null,
  started_at timestamptz,
  constraint one_version_to_a_number primary key (story_id, number)
);

create table topic (
  id bigint generated always as identity constraint topic_id primary key,
  slug text not null constraint one_topic_to_a_slug unique,
  name text not null
);

create table live_story (
  story_id bigint constraint live_once primary key constraint live_is_a_story references story,
  address text not null constraint one_live_story_to_an_address unique,
  section_id bigint constraint live_in_a_section references section,
  headline text not null,
  deck text not null,
  kicker text not null,
  agency text not null,
  bylines jsonb not null,
  dateline jsonb,
  lead jsonb,
  body jsonb not null,
  topics jsonb not null,
  related jsonb not null,
  words integer not null,
  published_at timestamptz not null,
  updated_at timestamptz,
  day date not null
);
create index live_by_time on live_story (published_at desc, story_id desc);
create index live_by_section on live_story (section_id, published_at desc, story_id desc);
create index live_by_day on live_story (day, published_at);

create table live_byline (
  story_id bigint not null constraint byline_of_a_live_story references live_story on delete cascade,
  position integer not null,
  slug text not null,
  name text not null,
  title text not null,
  agency text not null,
  published_at timestamptz not null,
  constraint one_byline_to_a_place primary key (story_id, position)
);
create index live_byline_by_person on live_byline (slug, published_at desc);

create table live_topic (
  story_id bigint not null constraint topic_of_a_live_story references live_story on delete cascade,
  topic_id bigint not null constraint live_topic_is_a_topic references topic,
  published_at timestamptz not null,
  constraint a_topic_once_a_story primary key (story_id, topic_id)
);
create index live_topic_by_topic on live_topic (topic_id, published_at desc);

create table live_photo (
  story_id bigint not null constraint photo_of_a_live_story references live_story on delete cascade,
  photo_id bigint not null constraint live_photo_is_a_photo references photo,
  constraint a_photo_once_a_story primary key (story_id, photo_id)
);
create index live_photo_by_photo on live_photo (photo_id);

-- Every address a story has ever had. The live one is in live_story; the others forward to it for ever.
create table story_address (
  address text constraint an_address_leads_to_one_story primary key,
  story_id bigint not null constraint address_of_a_story references story
);
create index story_address_by_story on story_address (story_id);

create table correction (
  id bigint generated always as identity constraint correction_id primary key,
  story_id bigint not null constraint correction_of_a_story references story,
  text text not null constraint a_correction_says_something check (text <> ''),
  placement text not null constraint known_placement check (placement in ('top', 'foot')),
  at timestamptz not null,
  by_whom jsonb not null
);
create index correction_by_story on correction (story_id, at);
create index correction_by_time on correction (at desc);
