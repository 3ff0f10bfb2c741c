-- The weather beside the nameplate. One place, because a paper has one.
create table weather_setting (
  singleton boolean default true constraint one_place_for_the_weather primary key constraint the_only_weather_setting check (singleton),
  is_on boolean not null,
  place text not null constraint the_weather_is_of_a_place check (place <> ''),
  latitude double precision not null constraint latitude_is_on_earth check (latitude between -90 and 90),
  longitude double precision not null constraint longitude_is_on_earth check (longitude between -180 and 180),
  unit text not null constraint known_unit_of_temperature check (unit in ('F', 'C')),
  source text not null constraint known_weather_source check (source in ('auto', 'nws', 'open-meteo'))
);

create table weather_report (
  singleton boolean default true constraint one_weather_report primary key constraint the_only_weather_report check (singleton),
  -- What was asked for; a report of another spot, or from another source, that comes late is dropped.
  spot text not null,
  -- Where the source keeps the forecasts for the spot, so that it is not asked each time.
  route jsonb,
  route_at timestamptz,
  report jsonb,
  -- The ear's part of the report, small, because every page reads it.
  summary jsonb,
  -- What pages show in the ear, as last announced to them. Pages are made afresh only when this changes.
  shown text not null default '',
  tried_at timestamptz,
  fetched_at timestamptz,
  -- When to ask next; later and later while it fails.
  next_at timestamptz not null,
  claimed_until timestamptz,
  failures integer not null default 0,
  trouble text not null default ''
);
