-- What is booked of a resource, a bit for five minutes: the read path, never the guard (docs/decisions/0014).
-- A period is 16,384 ticks since 1970 (56 days and 21 hours); bit n of its bytes is its n-th tick, as get_bit counts.
-- It holds what is occupied without a time limit, so it never depends on a clock; live holds are read as rows.
-- A period without a row is one nobody has written down yet: whoever reads asks `occupancy` for it.
create table busy_bitmap (
  clinic_id uuid not null,
  resource_id uuid not null,
  period int not null,
  bits bytea not null check (octet_length(bits) = 2048),
  -- A new one with each write, in no other database and after no rollback the same: a copy may be known by it.
  version uuid not null default uuidv7(),
  primary key (clinic_id, resource_id, period),
  foreign key (clinic_id, resource_id) references resource
) with (fillfactor = 40);
-- In the page itself and as it is: two kilobytes are read and rewritten whole, and room is left for the next write.
alter table busy_bitmap alter column bits set storage plain;

-- Under row-level security only comparisons that can leak nothing may be looked up in an index, and `&&` of ranges is
-- not one: each look would read all that a resource ever had. Looked up by its start, at most a day before, it is a few.
alter table occupancy add column starts timestamptz not null generated always as (lower(during)) stored;
alter table occupancy add constraint occupancy_within_a_day check (upper(during) - lower(during) <= interval '1 day');
create index occupancy_starts on occupancy (clinic_id, resource_id, starts);
create index occupancy_held on occupancy (clinic_id, held_until) where held_until is not null;

alter table busy_bitmap enable row level security;
alter table busy_bitmap force row level security;
create policy own_clinic on busy_bitmap using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid);
grant select, insert, update, delete on busy_bitmap to lyster_app;
