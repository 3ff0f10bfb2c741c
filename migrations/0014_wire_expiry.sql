-- When a use whose rights ran out was seen to, so that what was seen to is not looked through again. Forgotten when they end later after all.
alter table wire_use add column expired_at timestamptz;

update wire_use use set expired_at = (
  select max(at) from ledger where fact = 'wire.expired' and detail ? 'storyId' and detail ->> 'storyId' = use.story_id::text
    and detail ->> 'itemId' = use.item_id::text and at >= use.expires_at)
where expires_at is not null;

create index wire_use_to_expire on wire_use (expires_at) where expires_at is not null and expired_at is null;
