-- What an editor has pinned to a front, in order. `front` is 'front' for the front page, or a section's path.
create table pin (
  front text not null,
  story_id bigint not null constraint pinned_is_a_story references story,
  position integer not null,
  pinned_at timestamptz not null,
  by_whom jsonb not null,
  constraint pinned_once_to_a_front primary key (front, story_id)
);
create index pin_by_place on pin (front, position);
