-- Gifts: who receives them, what they are for, what was given, what was matched, and the double-entry book under all of it.
-- Money is whole cents (minor units) with a currency. What happened to money is never changed: money_event, the book and the
-- allocations of a match are append-only, and a mistake is mended by another line.

create function the_gift_book_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'What is written in % stays as it is; write a new line that mends it.', tg_table_name;
end $$;

-- Who receives a gift. A practice entity is a rehearsal: its funds, gifts and campaigns never touch those of a live one.
create table entity (
  id bigint generated always as identity constraint entity_id primary key,
  slug text not null constraint one_entity_to_a_slug unique constraint entity_slug_is_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null constraint known_entity_kind check (kind in ('taxable', '501c3', 'fiscal-sponsor', 'outside-fund')),
  mode text not null constraint known_entity_mode check (mode in ('live', 'practice')),
  created_at timestamptz not null
);

-- What a giver is told of the recipient. Append-only: the version that stood above the button is kept with each gift.
create table entity_statement (
  id bigint generated always as identity constraint entity_statement_id primary key,
  entity_id bigint not null constraint statement_of_an_entity references entity,
  version integer not null,
  legal_name text not null constraint an_entity_has_a_legal_name check (legal_name <> ''),
  city text not null constraint an_entity_has_a_city check (city <> ''),
  ein text not null default '',
  -- The sentence above the button, in receipts and mails.
  statement text not null constraint a_statement_says_something check (statement <> ''),
  checks_to text not null default '',
  registrations text not null default '',
  made_at timestamptz not null,
  made_by jsonb not null,
  constraint one_statement_to_a_version unique (entity_id, version),
  constraint statement_and_its_entity unique (id, entity_id)
);
create trigger entity_statement_is_append_only before update or delete on entity_statement
  for each row execute function the_gift_book_is_append_only();

create table fund (
  id bigint generated always as identity constraint fund_id primary key,
  entity_id bigint not null constraint fund_of_an_entity references entity,
  slug text not null constraint one_fund_to_a_slug unique constraint fund_slug_is_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null constraint a_fund_has_a_name check (name <> ''),
  purpose text not null default '',
  restriction text not null default 'none' constraint known_restriction check (restriction in ('none', 'purpose', 'position', 'event-series')),
  -- Where an outside fund takes gifts.
  outside_url text not null default '',
  minimum_minor bigint not null default 500 constraint a_fund_has_a_minimum check (minimum_minor > 0),
  amounts bigint[] not null default '{1500,3500,7500,15000}',
  position integer not null default 0,
  is_active boolean not null default true,
  created_at timestamptz not null,
  constraint fund_and_its_entity unique (id, entity_id)
);

-- A reporter or editor that gifts pay for. The person's page and the topic lead to the stories.
create table paid_position (
  id bigint generated always as identity constraint paid_position_id primary key,
  fund_id bigint not null constraint position_of_a_fund references fund,
  title text not null constraint a_position_has_a_title check (title <> ''),
  beat text not null default '',
  holder text not null default '',
  writer_slug text not null default '',
  topic_slug text not null default '',
  starts_on date,
  ends_on date,
  cost_minor bigint not null default 0
);

create table donor (
  id bigint generated always as identity constraint donor_id primary key,
  kind text not null default 'individual' constraint known_donor_kind
    check (kind in ('individual', 'daf', 'family-foundation', 'business', 'foundation', 'government', 'staff', 'board')),
  name text not null default '',
  email text constraint a_donor_email_is_kept_small check (email = lower(email)),
  postal_code text not null default '',
  address text not null default '',
  -- Givers of one household share one cap.
  household_id bigint,
  stripe_customer_id text constraint one_donor_to_a_stripe_customer unique,
  created_at timestamptz not null,
  forgotten_at timestamptz
);
create unique index one_donor_to_an_email on donor (email) where email is not null;

create table recurring_gift (
  id bigint generated always as identity constraint recurring_gift_id primary key,
  entity_id bigint not null,
  fund_id bigint not null,
  donor_id bigint constraint recurring_gift_of_a_donor references donor,
  statement_id bigint not null,
  amount_minor bigint not null constraint a_recurring_gift_is_something check (amount_minor > 0),
  cover_minor bigint not null default 0 constraint a_cover_is_not_negative check (cover_minor >= 0),
  currency text not null,
  every text not null constraint known_rhythm check (every in ('month', 'year')),
  state text not null constraint known_recurring_state check (state in ('asked', 'active', 'failing', 'paused', 'ended')),
  stripe_subscription_id text constraint one_recurring_gift_to_a_subscription unique,
  started_at timestamptz,
  ended_at timestamptz,
  next_at timestamptz,
  created_at timestamptz not null,
  constraint recurring_gift_goes_to_a_fund_of_its_entity foreign key (fund_id, entity_id) references fund (id, entity_id),
  constraint recurring_gift_under_a_statement_of_its_entity foreign key (statement_id, entity_id) references entity_statement (id, entity_id)
);

-- What somebody said they will give. Never counted as raised.
create table pledge (
  id bigint generated always as identity constraint pledge_id primary key,
  entity_id bigint not null,
  fund_id bigint not null,
  donor_id bigint not null constraint pledge_of_a_donor references donor,
  amount_minor bigint not null constraint a_pledge_is_something check (amount_minor > 0),
  currency text not null,
  due_on date,
  state text not null default 'open' constraint known_pledge_state check (state in ('open', 'kept', 'released')),
  made_at timestamptz not null,
  constraint pledge_to_a_fund_of_its_entity foreign key (fund_id, entity_id) references fund (id, entity_id)
);

-- Checks and cash taken to the bank together.
create table deposit (
  id bigint generated always as identity constraint deposit_id primary key,
  entity_id bigint not null constraint deposit_of_an_entity references entity,
  slip text not null default '',
  deposited_at timestamptz not null,
  made_by jsonb not null
);

create table gift (
  id bigint generated always as identity constraint gift_id primary key,
  -- What stands on the receipt; says nothing of how many there are.
  number text not null constraint one_gift_to_a_number unique,
  entity_id bigint not null,
  fund_id bigint not null,
  donor_id bigint constraint gift_of_a_donor references donor,
  recurring_id bigint constraint gift_of_a_recurring_gift references recurring_gift,
  pledge_id bigint constraint gift_keeps_a_pledge references pledge,
  deposit_id bigint constraint gift_in_a_deposit references deposit,
  statement_id bigint not null,
  currency text not null constraint currency_is_three_letters check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null constraint a_gift_is_something check (amount_minor > 0),
  cover_minor bigint not null default 0 constraint a_fee_cover_is_not_negative check (cover_minor >= 0),
  -- The fair market value of what the giver gets in return, such as a seat.
  fair_value_minor bigint not null default 0 constraint a_fair_value_is_part_of_the_gift check (fair_value_minor between 0 and amount_minor),
  instrument text not null constraint known_instrument
    check (instrument in ('card', 'bank-debit', 'check', 'cash', 'stock', 'daf', 'employer-match', 'in-kind')),
  every text not null default 'once' constraint known_gift_rhythm check (every in ('once', 'month', 'year')),
  is_first_of_recurring boolean not null default true,
  -- asked: at the payment page. pending: the bank is on its way. quarantined: authorized, not taken. captured: ours, whatever came after.
  state text not null constraint known_gift_state check (state in ('asked', 'pending', 'quarantined', 'captured', 'failed', 'expired', 'void')),
  -- Repeats of the log, for lists and rules; the log is what is true.
  captured_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  disputed_minor bigint not null default 0,
  lost_minor bigint not null default 0,
  is_anonymous boolean not null default false,
  roll_name text not null default '',
  -- What the form said of the giver; a donor is made of it once money came.
  giver jsonb,
  dedication jsonb,
  message text not null default '',
  note text not null default '',
  check_number text not null default '',
  asked_at timestamptz not null,
  authorized_at timestamptz,
  captured_at timestamptz,
  postmarked_at timestamptz,
  deposited_at timestamptz,
  -- When this giver first gave anything, as known when this gift came in.
  donor_first_gave_at timestamptz,
  failure text not null default '',
  stripe_session_id text constraint one_gift_to_a_session unique,
  stripe_payment_intent_id text constraint one_gift_to_a_payment_intent unique,
  stripe_charge_id text constraint one_gift_to_a_charge unique,
  stripe_invoice_id text constraint one_gift_to_an_invoice unique,
  -- Under which key the payment page was asked for; saved before it is asked, so that asking again asks for the same.
  call_key text constraint one_gift_to_a_call_key unique,
  thanked_at timestamptz,
  made_by jsonb not null,
  constraint gift_to_a_fund_of_its_entity foreign key (fund_id, entity_id) references fund (id, entity_id),
  constraint gift_under_a_statement_of_its_entity foreign key (statement_id, entity_id) references entity_statement (id, entity_id),
  constraint a_captured_gift_has_its_time check (state <> 'captured' or captured_at is not null),
  constraint a_gift_gives_back_no_more_than_it_took check (refunded_minor >= 0 and disputed_minor >= 0 and lost_minor >= 0
    and refunded_minor + disputed_minor + lost_minor <= captured_minor)
);
create index gift_by_state on gift (state, id desc);
create index gift_by_donor on gift (donor_id, id desc);
create index gift_by_fund on gift (fund_id, captured_at) where state = 'captured';
create index gift_unthanked on gift (id) where state = 'captured' and thanked_at is null;

-- The log of money: everything that moved, once each. The book and the match are made from it and can be made again.
create table money_event (
  id bigint generated always as identity constraint money_event_id primary key,
  entity_id bigint not null constraint money_of_an_entity references entity,
  kind text not null constraint known_money_event check (kind in (
    'captured', 'fee', 'refunded', 'refund-failed', 'disputed', 'dispute-won', 'dispute-lost', 'deposited', 'bounced', 'voided',
    'payout', 'payout-arrived', 'payout-failed', 'remitted', 'grant-released', 'grant-received')),
  -- Which record of which house says so: a charge, a refund, a check.
  source_type text not null,
  source_id text not null,
  constraint one_event_to_a_source unique (kind, source_type, source_id),
  gift_id bigint constraint money_of_a_gift references gift,
  fund_id bigint constraint money_of_a_fund references fund,
  amount_minor bigint not null constraint an_event_moves_something check (amount_minor > 0),
  -- The part of amount_minor that was given to cover the fee.
  cover_minor bigint not null default 0 constraint a_cover_is_part_of_what_moved check (cover_minor between 0 and amount_minor),
  fee_minor bigint not null default 0,
  currency text not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  recorded_at timestamptz not null
);
create index money_event_by_gift on money_event (gift_id, id);
create trigger money_event_is_append_only before update or delete on money_event
  for each row execute function the_gift_book_is_append_only();
create trigger money_event_is_not_emptied before truncate on money_event
  for each statement execute function the_gift_book_is_append_only();

create table book_account (
  id bigint generated always as identity constraint book_account_id primary key,
  entity_id bigint not null constraint account_of_an_entity references entity,
  code text not null,
  kind text not null constraint known_account_kind check (kind in ('asset', 'liability', 'revenue', 'contra', 'expense')),
  currency text not null,
  constraint one_account_to_a_code unique (entity_id, code, currency)
);
create table book_journal (
  id bigint generated always as identity constraint book_journal_id primary key,
  entity_id bigint not null constraint journal_of_an_entity references entity,
  event_id bigint not null constraint journal_of_an_event references money_event,
  kind text not null,
  memo text not null default '',
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint one_journal_to_an_event unique (event_id)
);
create index book_journal_by_time on book_journal (entity_id, effective_at);
-- Debits are positive, credits negative.
create table book_posting (
  id bigint generated always as identity constraint book_posting_id primary key,
  journal_id bigint not null constraint posting_of_a_journal references book_journal,
  account_id bigint not null constraint posting_to_an_account references book_account,
  amount_minor bigint not null constraint a_posting_is_not_nothing check (amount_minor <> 0)
);
create index book_posting_by_journal on book_posting (journal_id);
create index book_posting_by_account on book_posting (account_id) include (amount_minor);
-- A month that is closed: what belongs before it and comes later is booked in the open month.
create table book_close (
  id bigint generated always as identity constraint book_close_id primary key,
  entity_id bigint not null constraint close_of_an_entity references entity,
  through timestamptz not null,
  closed_at timestamptz not null,
  closed_by jsonb not null
);

create function the_book_balances() returns trigger language plpgsql as $$
declare
  journal bigint := case tg_table_name when 'book_journal' then (to_jsonb(new) ->> 'id')::bigint else (to_jsonb(new) ->> 'journal_id')::bigint end;
  lines integer;
begin
  select count(*) into lines from book_posting where journal_id = journal;
  if lines < 2 then
    raise exception 'Journal % has % postings; it needs two at least.', journal, lines using errcode = 'check_violation', constraint = 'a_journal_has_two_sides';
  end if;
  if exists (
    select from book_posting join book_account on book_account.id = account_id
    where journal_id = journal group by book_account.currency having sum(amount_minor) <> 0
  ) then
    raise exception 'Journal % does not balance.', journal using errcode = 'check_violation', constraint = 'a_journal_balances';
  end if;
  if exists (
    select from book_posting join book_account on book_account.id = account_id join book_journal on book_journal.id = journal_id
    where journal_id = journal and book_account.entity_id <> book_journal.entity_id
  ) then
    raise exception 'Journal % writes in the book of another entity.', journal using errcode = 'check_violation', constraint = 'a_journal_stays_in_its_book';
  end if;
  return null;
end $$;
create constraint trigger a_journal_balances after insert on book_journal deferrable initially deferred
  for each row execute function the_book_balances();
create constraint trigger a_posting_balances after insert on book_posting deferrable initially deferred
  for each row execute function the_book_balances();

create function the_month_is_open() returns trigger language plpgsql as $$
begin
  if exists (select from book_close where entity_id = new.entity_id and through > new.effective_at) then
    raise exception 'The book is closed through that day.' using errcode = 'check_violation', constraint = 'a_journal_is_in_an_open_month';
  end if;
  return new;
end $$;
create trigger a_journal_is_in_an_open_month before insert on book_journal
  for each row execute function the_month_is_open();

create trigger book_account_is_append_only before update or delete on book_account for each row execute function the_gift_book_is_append_only();
create trigger book_journal_is_append_only before update or delete on book_journal for each row execute function the_gift_book_is_append_only();
create trigger book_posting_is_append_only before update or delete on book_posting for each row execute function the_gift_book_is_append_only();
create trigger book_close_is_append_only before update or delete on book_close for each row execute function the_gift_book_is_append_only();
create trigger book_account_is_not_emptied before truncate on book_account for each statement execute function the_gift_book_is_append_only();
create trigger book_journal_is_not_emptied before truncate on book_journal for each statement execute function the_gift_book_is_append_only();
create trigger book_posting_is_not_emptied before truncate on book_posting for each statement execute function the_gift_book_is_append_only();

-- A matching grant. The window is wall time in a zone: from opens to before closes.
create table match_campaign (
  id bigint generated always as identity constraint match_campaign_id primary key,
  slug text not null constraint one_match_to_a_slug unique constraint match_slug_is_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  entity_id bigint not null constraint match_of_an_entity references entity,
  kind text not null constraint known_match_kind check (kind in ('multiplier', 'threshold')),
  title text not null constraint a_match_has_a_title check (title <> ''),
  summary text not null default '',
  if_missed text not null default '',
  independence text not null default '',
  funder_name text not null,
  funder_url text not null default '',
  funder_is_anonymous boolean not null default false,
  clock text not null constraint known_match_clock check (clock in ('authorized', 'captured', 'postmarked', 'deposited')),
  currency text not null,
  zone text not null,
  opens_wall text not null,
  closes_wall text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  constraint a_match_closes_after_it_opens check (closes_at > opens_at),
  state text not null constraint known_match_state check (state in ('draft', 'announced', 'open', 'closed', 'reporting', 'paid', 'canceled')),
  received_minor bigint not null default 0,
  -- Repeats of the allocations, kept under the lock of this row: what counts, what is matched, and the newest gift looked at.
  counted_minor bigint not null default 0 constraint a_match_counts_from_nothing check (counted_minor >= 0),
  matched_minor bigint not null default 0 constraint a_match_pays_from_nothing check (matched_minor >= 0),
  last_clock timestamptz,
  last_gift_id bigint,
  moved_at timestamptz,
  created_at timestamptz not null,
  constraint match_and_its_entity unique (id, entity_id)
);
create table match_fund (
  campaign_id bigint not null,
  fund_id bigint not null,
  entity_id bigint not null,
  constraint one_match_fund primary key (campaign_id, fund_id),
  constraint match_fund_of_a_match foreign key (campaign_id, entity_id) references match_campaign (id, entity_id),
  constraint match_fund_of_the_same_entity foreign key (fund_id, entity_id) references fund (id, entity_id)
);
create table match_position (
  campaign_id bigint not null constraint position_of_a_match references match_campaign,
  position_id bigint not null constraint match_pays_a_position references paid_position,
  constraint one_match_position primary key (campaign_id, position_id)
);
-- The terms, version by version; caps do change while a campaign runs.
create table match_terms (
  id bigint generated always as identity constraint match_terms_id primary key,
  campaign_id bigint not null constraint terms_of_a_match references match_campaign,
  version integer not null,
  constraint one_terms_to_a_version unique (campaign_id, version),
  effective_from timestamptz not null,
  terms jsonb not null,
  note text not null default '',
  evidence_url text not null default '',
  approved_by jsonb not null,
  made_at timestamptz not null
);
-- How each gift stands in each campaign, as differences: the sum is what counts, the newest reason is why.
create table match_allocation (
  id bigint generated always as identity constraint match_allocation_id primary key,
  campaign_id bigint not null constraint allocation_of_a_match references match_campaign,
  gift_id bigint not null constraint allocation_of_a_gift references gift,
  terms_version integer not null,
  counted_minor bigint not null,
  matched_minor bigint not null,
  reason text not null,
  at timestamptz not null
);
create index match_allocation_by_gift on match_allocation (gift_id, campaign_id, id);
create index match_allocation_by_match on match_allocation (campaign_id, id);
create trigger match_terms_is_append_only before update or delete on match_terms for each row execute function the_gift_book_is_append_only();
create trigger match_allocation_is_append_only before update or delete on match_allocation for each row execute function the_gift_book_is_append_only();
create trigger match_allocation_is_not_emptied before truncate on match_allocation for each statement execute function the_gift_book_is_append_only();

-- Webhooks, each once, as they came.
create table stripe_event (
  id text constraint stripe_event_comes_once primary key,
  type text not null,
  made_at timestamptz not null,
  is_live boolean not null,
  body text not null,
  received_at timestamptz not null,
  handled_at timestamptz
);
create index stripe_event_unhandled on stripe_event (received_at) where handled_at is null;

-- A form is taken once.
create table gift_form (
  token text constraint gift_form_is_taken_once primary key,
  taken_at timestamptz not null
);
-- How often something was tried, for the defense against card testing.
create table gift_tally (
  key text constraint gift_tally_key primary key,
  count integer not null,
  since timestamptz not null
);

revoke update, delete, truncate on book_posting, match_allocation from public, current_user;
revoke delete, truncate on money_event, book_journal, book_account from public, current_user;
