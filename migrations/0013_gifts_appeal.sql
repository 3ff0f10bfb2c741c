-- What the appeal beside every story said when it was last looked at, so that those pages are made afresh only when it says something else.
-- Nothing was said before the first fund.
create table appeal_shown (
  one boolean constraint one_appeal_is_shown primary key constraint the_appeal_is_one check (one),
  shown text not null
);
insert into appeal_shown (one, shown) values (true, 'null');
