-- What an agency allows with a photo, when that ends, and the bytes that stood in its place before.
alter table photo
  -- Counts how often the picture itself was replaced. Its words may change without that.
  add column version integer not null default 1 constraint a_photo_version_counts_from_one check (version > 0),
  add column usage_terms text[] not null default '{}',
  -- Read out of instructions and usage_terms when they came: [{kind, words, places?, days?, until?}]
  add column restrictions jsonb not null default '[]'
    constraint restrictions_are_a_list check (jsonb_typeof(restrictions) = 'array'),
  -- Restrictions that the agency or owner lifted for this paper: [{words, note, by, at}]
  add column cleared jsonb not null default '[]'
    constraint cleared_is_a_list check (jsonb_typeof(cleared) = 'array'),
  add column expires_at timestamptz,
  add column when_expired text not null default 'mark'
    constraint known_end_of_a_photo check (when_expired in ('mark', 'retire')),
  add column expired_at timestamptz,
  -- The agency's own name for the picture, so that its next revision and its kill are found.
  add column agency_id text not null default '',
  add column has_credentials boolean not null default false,
  -- The day it was taken, or where nobody says, the day it came: what the library is searched by.
  add column day date;

update photo set day = case
    when taken_at ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])' then left(taken_at, 10)::date
    else (uploaded_at at time zone 'UTC')::date
  end;
alter table photo alter column day set not null;

create index photo_by_day on photo (day desc, id desc);
create index photo_by_expiry on photo (expires_at) where expires_at is not null;
create index photo_by_agency_id on photo (agency_id) where agency_id <> '';

-- The bytes that a photo had before they were replaced. They are kept, and are still this photo if they come again.
create table photo_version (
  photo_id bigint not null constraint version_of_a_photo references photo,
  version integer not null,
  fingerprint text not null constraint replaced_bytes_are_one_photo unique,
  media_type text not null,
  master_type text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  name text not null,
  replaced_by jsonb not null,
  replaced_at timestamptz not null,
  constraint one_replaced_photo_to_a_version primary key (photo_id, version)
);

-- Which photos a story's copy uses, for asking where a photo is used: the lead, those in the text and those in galleries.
create function photos_of_copy(copy jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct id #>> '{}'), '{}') from (
    select jsonb_path_query(copy, '$.lead.photoId')
    union all select jsonb_path_query(copy, '$.body[*].photo.photoId')
    union all select jsonb_path_query(copy, '$.body[*].photos[*].photoId')
  ) used (id)
$$;
create index story_version_by_photo on story_version using gin (photos_of_copy(copy));
