-- Photos: one row for each picture, told apart by its bytes. The bytes are in the files (originals/ masters/ renditions/), never here.
create table photo (
  id bigint generated always as identity constraint photo_id primary key,
  fingerprint text not null
    constraint one_photo_to_a_fingerprint unique
    constraint fingerprint_is_a_sha256 check (fingerprint ~ '^[0-9a-f]{64}$'),
  media_type text not null constraint known_photo_media_type check (media_type in
    ('image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff', 'image/gif')),
  master_type text not null constraint known_master_media_type check (master_type in ('image/jpeg', 'image/png')),
  -- As a person sees it: after the camera's orientation has been applied.
  width integer not null constraint a_photo_has_a_width check (width > 0),
  height integer not null constraint a_photo_has_a_height check (height > 0),
  bytes integer not null constraint a_photo_has_bytes check (bytes > 0),
  thumbhash text not null,
  name text not null default '',
  caption text not null default '',
  creator text not null default '',
  credit text not null default '',
  source text not null default '',
  alt text not null default '',
  is_file boolean not null default false,
  focus_x double precision constraint focus_x_is_a_fraction check (focus_x between 0 and 1),
  focus_y double precision constraint focus_y_is_a_fraction check (focus_y between 0 and 1),
  headline text not null default '',
  city text not null default '',
  country text not null default '',
  keywords text[] not null default '{}',
  -- ISO 8601, as exact as the camera or the agency said and no more: a day, a wall time, or an instant ending in Z.
  taken_at text constraint taken_at_is_iso_8601 check (taken_at ~ '^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z?)?$'),
  instructions text not null default '',
  uploaded_by jsonb not null,
  uploaded_at timestamptz not null,
  retired_at timestamptz,
  retired_reason text not null default '',
  -- The parser takes AFP/Getty for a path and mill_3.jpg for a host, and would find neither by its parts.
  words tsvector generated always as (to_tsvector('simple'::regconfig, translate(
    caption || ' ' || creator || ' ' || credit || ' ' || source || ' ' || headline || ' ' || city || ' ' || country || ' ' || alt || ' ' || name,
    '/._-:@', '      '))) stored,
  constraint a_focus_has_both_parts check ((focus_x is null) = (focus_y is null)),
  constraint only_the_retired_have_a_reason check (retired_reason = '' or retired_at is not null)
);
create index photo_by_words on photo using gin (words);
create index photo_in_the_library on photo (id desc) where retired_at is null;
