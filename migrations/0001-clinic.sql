-- The ground floor: the clinic, its people, rooms, pens, hours, products and services.
-- Every key begins with clinic_id and every table is guarded by row-level security, so that many clinics
-- share one database, and a chain can later be spread by clinic (docs/decisions/0003).

create extension if not exists btree_gist;
create schema directory;

-- Names that are unique across clinics stand outside the clinics' tables.
create table directory.clinic_host (
  host text primary key check (host = lower(host)),
  clinic_id uuid not null
);
create table directory.clinic (
  clinic_id uuid primary key,
  opened_at timestamptz not null default now()
);

create table clinic (
  clinic_id uuid primary key,
  name text not null,
  street text not null,
  postcode text not null,
  city text not null,
  phone text not null,
  email text not null,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  languages text[] not null check (cardinality(languages) > 0),
  demonstration boolean not null default false,
  grid_minutes int not null default 15 check (grid_minutes between 5 and 60),
  hold_minutes int not null default 10 check (hold_minutes between 1 and 60),
  live_holds_per_address int not null default 4 check (live_holds_per_address > 0),
  lead_minutes int not null default 120 check (lead_minutes >= 0),
  cors_origins text[] not null default '{}'
);

create table opening_hours (
  clinic_id uuid not null references clinic,
  weekday int not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (clinic_id, weekday, opens)
);

create table staff (
  clinic_id uuid not null references clinic,
  staff_id uuid not null default uuidv7(),
  user_id text,
  name text not null,
  title jsonb not null,
  role text not null check (role in ('owner', 'therapist', 'desk')),
  left_on date,
  primary key (clinic_id, staff_id),
  unique (clinic_id, user_id)
);

create table resource (
  clinic_id uuid not null references clinic,
  resource_id uuid not null default uuidv7(),
  kind text not null check (kind in ('therapist', 'room', 'device')),
  name text not null,
  staff_id uuid,
  position int not null default 0,
  retired boolean not null default false,
  primary key (clinic_id, resource_id),
  foreign key (clinic_id, staff_id) references staff,
  check ((kind = 'therapist') = (staff_id is not null))
);

create table working_hours (
  clinic_id uuid not null,
  resource_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null check (ends > starts),
  primary key (clinic_id, resource_id, weekday, starts),
  foreign key (clinic_id, resource_id) references resource
);

-- Time that cannot be booked; no resource means that the whole clinic is closed.
-- Rows may overlap each other and visits: a person settles what they touch.
create table unavailable (
  clinic_id uuid not null references clinic,
  unavailable_id uuid not null default uuidv7(),
  resource_id uuid,
  during tstzrange not null check (not isempty(during)),
  why text not null,
  primary key (clinic_id, unavailable_id),
  foreign key (clinic_id, resource_id) references resource
);
create index unavailable_during on unavailable using gist (clinic_id, during);

create table client (
  clinic_id uuid not null references clinic,
  client_id uuid not null default uuidv7(),
  name text not null,
  email text not null,
  phone text not null,
  contact text not null check (contact in ('email', 'sms', 'phone')),
  language text not null,
  created_at timestamptz not null,
  primary key (clinic_id, client_id)
);

create table anaesthetic (
  clinic_id uuid not null references clinic,
  anaesthetic_id uuid not null default uuidv7(),
  name jsonb not null,
  minutes int not null check (minutes > 0),
  source text not null,
  grade text not null,
  reviewed_on date not null,
  primary key (clinic_id, anaesthetic_id)
);

create table service (
  clinic_id uuid not null references clinic,
  service_id uuid not null default uuidv7(),
  kind text not null check (kind in ('analysis', 'treatment')),
  name jsonb not null,
  summary jsonb not null,
  visits int not null check (visits between 1 and 10),
  rest_least_days int,
  rest_most_days int,
  rest_ideal_days int,
  price_minor int not null check (price_minor >= 0),
  vat_percent numeric(4, 2) not null check (vat_percent >= 0),
  position int not null default 0,
  retired boolean not null default false,
  primary key (clinic_id, service_id),
  check (visits = 1 or (rest_least_days > 0 and rest_least_days <= rest_ideal_days and rest_ideal_days <= rest_most_days))
);

-- A service is a protocol of segments. Minutes come from the row, or from the anaesthetic that must have time to work.
create table segment (
  clinic_id uuid not null,
  service_id uuid not null,
  position int not null,
  name jsonb not null,
  minutes int check (minutes > 0),
  anaesthetic_id uuid,
  holds text[] not null check (holds <@ array['therapist', 'room', 'device']),
  client_present boolean not null default true,
  primary key (clinic_id, service_id, position),
  foreign key (clinic_id, service_id) references service,
  foreign key (clinic_id, anaesthetic_id) references anaesthetic,
  check ((minutes is null) = (anaesthetic_id is not null))
);

-- What was done, by whom, to what: written in the transaction of the act, never changed.
create table audit (
  clinic_id uuid not null references clinic,
  audit_id uuid not null default uuidv7(),
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject_id uuid not null,
  detail jsonb not null default '{}',
  primary key (clinic_id, audit_id)
);

-- Token buckets for rate limits. Losing them in a crash costs nothing.
create unlogged table rate_bucket (
  clinic_id uuid not null,
  bucket text not null,
  tokens real not null,
  at timestamptz not null,
  primary key (clinic_id, bucket)
);
