-- The ledger: every fact that mattered, in order, for ever. Also the outbox: each line has one job that makes its consequences follow.
create table ledger (
  id bigint generated always as identity constraint ledger_line primary key,
  fact text not null constraint a_fact_is_noun_dot_verbed check (fact ~ '^[a-z-]+\.[a-z-]+$'),
  detail jsonb not null,
  by_whom jsonb not null,
  at timestamptz not null
);
create index ledger_by_time on ledger (at desc);
create index ledger_by_story on ledger ((detail ->> 'storyId'), id desc) where detail ? 'storyId';

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append only.';
end $$;
create trigger ledger_is_append_only before update or delete on ledger
  for each row execute function ledger_is_append_only();
