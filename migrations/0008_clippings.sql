-- Which story came from which saved page, so that the same page brought in again is recognized. The fingerprint is of its words.
create table clipping (
  fingerprint text
    constraint a_page_is_brought_in_once primary key
    constraint clipping_fingerprint_is_a_sha256 check (fingerprint ~ '^[0-9a-f]{64}$'),
  story_id bigint not null constraint clipping_became_a_story references story,
  brought_in_at timestamptz not null,
  by_whom jsonb not null
);
create index clipping_by_story on clipping (story_id);
