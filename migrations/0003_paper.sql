-- The paper itself. One row: a database holds one paper.
create table nameplate (
  singleton boolean default true constraint one_paper_to_a_database primary key constraint the_only_row check (singleton),
  name text not null constraint a_paper_has_a_name check (name <> ''),
  place text not null,
  established_on date not null,
  zone text not null,
  tagline text not null default '',
  made_at timestamptz not null,
  is_sample boolean not null default false
);

create table section (
  id bigint generated always as identity constraint section_id primary key,
  parent_id bigint constraint parent_is_a_section references section,
  slug text not null constraint section_slug_is_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null constraint a_section_has_a_name check (name <> ''),
  path text not null constraint one_section_to_a_path unique,
  position integer not null,
  constraint a_section_is_not_its_own_parent check (parent_id is distinct from id)
);
create index section_by_parent on section (parent_id, position);
