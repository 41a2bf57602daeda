-- The clinic's own look: its colours, as #RRGGBB, and its logo. Empty: Lyster's own.
alter table clinic
  add column act_light text check (act_light ~ '^#[0-9A-Fa-f]{6}$'),
  add column act_dark text check (act_dark ~ '^#[0-9A-Fa-f]{6}$'),
  add column warmth_light text check (warmth_light ~ '^#[0-9A-Fa-f]{6}$'),
  add column warmth_dark text check (warmth_dark ~ '^#[0-9A-Fa-f]{6}$');

create table clinic_logo (
  clinic_id uuid not null references clinic,
  kind text not null check (kind in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) <= 307200),
  primary key (clinic_id)
);
alter table clinic_logo enable row level security;
alter table clinic_logo force row level security;
create policy own_clinic on clinic_logo using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid);
grant select, insert, update, delete on clinic_logo to lyster_app;
