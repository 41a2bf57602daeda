-- Who may do what. The application's role is a plain one: it owns nothing, bypasses nothing, and sees only the
-- rows of the clinic that its transaction has named (`set local app.clinic`). No name, no rows.

do $$ begin
  if not exists (select from pg_roles where rolname = 'lyster_app') then create role lyster_app nologin; end if;
end $$;

do $$
declare guarded text;
begin
  foreach guarded in array array['clinic', 'opening_hours', 'staff', 'resource', 'working_hours', 'unavailable', 'client',
    'anaesthetic', 'service', 'segment', 'audit', 'rate_bucket', 'course', 'visit', 'occupancy', 'idempotency', 'message',
    'fact', 'article', 'review', 'screening_question']
  loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)', guarded);
    execute format('grant select, insert on %I to lyster_app', guarded);
  end loop;
end $$;

-- The audit, approvals and given answers are only ever added to.
grant update on clinic, staff, resource, unavailable, client, service, course, visit, occupancy, message, article, fact,
  rate_bucket, screening_question to lyster_app;
grant delete on opening_hours, working_hours, unavailable, segment, occupancy, visit, course to lyster_app;

grant usage on schema public, directory to lyster_app;

create function directory.find_clinic(asked_host text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(
    (select h.clinic_id from directory.clinic_host h where h.host = lower(asked_host)),
    (select c.clinic_id from directory.clinic c where (select count(*) from directory.clinic) = 1))
$$;
revoke all on function directory.find_clinic(text) from public;
grant execute on function directory.find_clinic(text) to lyster_app;

-- For work that goes through all clinics in turn, such as clearing away holds that ran out.
create function directory.list_clinics() returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select clinic_id from directory.clinic order by clinic_id
$$;
revoke all on function directory.list_clinics() from public;
grant execute on function directory.list_clinics() to lyster_app;
