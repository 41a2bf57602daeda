-- People: invitations to join the clinic, and what better-auth 1.7.5 keeps of second factors and passkeys
-- (generated once from its configuration, as 0005-auth.sql was).
alter table auth."user" add column "twoFactorEnabled" boolean default false;

-- The secret and the backup codes are encrypted with a key that is not in the database.
create table auth."twoFactor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index two_factor_of_user on auth."twoFactor" ("userId");
create index two_factor_secret on auth."twoFactor" ("secret");

create table auth."passkey" (
  "id" text not null primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index passkey_of_user on auth."passkey" ("userId");
create index passkey_credential on auth."passkey" ("credentialID");

grant select, insert, update, delete on auth."twoFactor", auth."passkey" to lyster_auth;

-- A way in for somebody new. The link's secret is not here, only its hash; it is used once.
create table invitation (
  clinic_id uuid not null references clinic,
  invitation_id uuid not null default uuidv7(),
  secret_hash text not null,
  name text not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'therapist', 'desk')),
  treats boolean not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (clinic_id, invitation_id),
  unique (clinic_id, secret_hash),
  foreign key (clinic_id, invited_by) references staff
);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy own_clinic on invitation using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid);
grant select, insert on invitation to lyster_app;
grant update (used_at, withdrawn_at) on invitation to lyster_app;

-- When somebody last signed in, without reading the whole audit.
create index audit_signed_in on audit (clinic_id, subject_id, at) where act = 'signed-in';
