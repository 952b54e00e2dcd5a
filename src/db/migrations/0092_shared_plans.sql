-- A family gets a plan when it is made, and hears how it went when it is closed.

alter table plan_copies add column about text not null default 'closed';
alter table plan_copies add constraint plan_copies_about_ck check (about in ('shared', 'closed'));
comment on table plan_copies is 'A plan as one household was told of it, frozen: in its language, by e-mail or on paper.';
comment on column plan_copies.about is 'shared: the plan as it was made; closed: how it went';
