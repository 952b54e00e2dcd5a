-- From when a pack in use acts by itself; what was met before waits for one decision.

alter table pack_uses add column acts_from date;
comment on column pack_uses.acts_from is 'What acts by itself does so for triggers from this day on, included; earlier ones wait for one decision; null: for all of them';
