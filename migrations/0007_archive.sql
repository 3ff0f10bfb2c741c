create extension if not exists unaccent;

-- Search must find "Coeur d'Alene" however it was typed, and both "café" and "cafe".
create text search configuration newspaper (copy = english);
alter text search configuration newspaper
  alter mapping for hword, hword_part, word with unaccent, english_stem;

create table archive_entry (
  story_id bigint constraint indexed_once primary key,
  section_id bigint,
  published_at timestamptz not null,
  byline_slugs text[] not null,
  headline text not null,
  words tsvector not null
);
create index archive_by_words on archive_entry using gin (words);
create index archive_by_time on archive_entry (published_at desc);
