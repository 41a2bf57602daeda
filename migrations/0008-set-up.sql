-- Set-up: a clinic that is made by its owner on pages. Hours alternate between two weeks and change with the season;
-- a clinic that is not live takes no bookings from outside; the demonstration is left for a clinic of one's own.

alter table clinic
  add column country text not null default 'SE' check (country ~ '^[A-Z]{2}$'),
  add column live boolean not null default true;

-- Week A and week B may both begin on Mondays at eight, so the row has an id of its own. `anchor` is the Monday of a
-- week in which the row applies; weeks are counted from it, never by their number, since some years have 53.
alter table working_hours
  add column hours_id uuid not null default uuidv7(),
  add column every_weeks int not null default 1 check (every_weeks in (1, 2)),
  add column anchor date check (extract(isodow from anchor) = 1),
  add column valid_from date,
  add column valid_until date,
  add check (every_weeks = 1 or anchor is not null),
  add check (valid_until >= valid_from),
  drop constraint working_hours_pkey,
  add primary key (clinic_id, hours_id);
create index working_hours_resource on working_hours (clinic_id, resource_id);

-- The one clinic that the transaction has named gives its place in the directory to a new one, if it is a
-- demonstration. Nothing of it is deleted: its rows stay, and nobody finds them.
create function directory.leave_demonstration(new_clinic uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare left_clinic uuid := nullif(current_setting('app.clinic', true), '')::uuid;
begin
  perform 1 from public.clinic where clinic_id = left_clinic and demonstration;
  if not found or exists (select from directory.clinic where clinic_id = new_clinic) then return false; end if;
  update directory.clinic set clinic_id = new_clinic, opened_at = now() where clinic_id = left_clinic;
  if not found then return false; end if;
  update directory.clinic_host set clinic_id = new_clinic where clinic_id = left_clinic;
  return true;
end $$;
revoke all on function directory.leave_demonstration(uuid) from public;
grant execute on function directory.leave_demonstration(uuid) to lyster_app;
