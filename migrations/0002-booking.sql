-- A course is a row of visits; a hold is a course with a time limit and no client yet.
create table course (
  clinic_id uuid not null references clinic,
  course_id uuid not null default uuidv7(),
  service_id uuid not null,
  client_id uuid,
  state text not null check (state in ('held', 'booked', 'cancelled')),
  held_until timestamptz,
  held_for text,
  language text,
  price_minor int not null,
  currency text not null,
  vat_percent numeric(4, 2) not null,
  created_at timestamptz not null,
  booked_at timestamptz,
  secret_version int not null default 1,
  primary key (clinic_id, course_id),
  foreign key (clinic_id, service_id) references service,
  foreign key (clinic_id, client_id) references client,
  check ((state = 'held') = (held_until is not null)),
  check (state = 'held' or (client_id is not null and booked_at is not null and language is not null))
);
create index course_held on course (clinic_id, held_until) where held_until is not null;

-- One identity for life: a visit that moves keeps its row, so messages and calendar entries follow it.
create table visit (
  clinic_id uuid not null,
  visit_id uuid not null default uuidv7(),
  course_id uuid not null,
  position int not null,
  therapist_id uuid,
  room_id uuid,
  device_id uuid,
  starts timestamptz not null,
  client_leaves timestamptz not null,
  ends timestamptz not null,
  segments jsonb not null,
  state text not null check (state in ('held', 'booked', 'arrived', 'done', 'cancelled', 'missed')),
  sequence int not null default 0,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  primary key (clinic_id, visit_id),
  unique (clinic_id, course_id, position),
  foreign key (clinic_id, course_id) references course,
  foreign key (clinic_id, therapist_id) references resource,
  foreign key (clinic_id, room_id) references resource,
  foreign key (clinic_id, device_id) references resource,
  check (starts < client_leaves and client_leaves <= ends),
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create index visit_starts on visit (clinic_id, starts);

-- One row for each resource and stretch that a live hold or visit occupies, and for nothing else.
-- The key is the proof that nothing is double-booked; the locks in book-course keep it from deadlocking.
create table occupancy (
  clinic_id uuid not null,
  resource_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  visit_id uuid not null,
  held_until timestamptz,
  primary key (clinic_id, resource_id, during without overlaps),
  foreign key (clinic_id, resource_id) references resource,
  foreign key (clinic_id, visit_id) references visit
);
create index occupancy_visit on occupancy (clinic_id, visit_id);

-- What a key has answered: ids only, so that a lost answer can be given again.
create table idempotency (
  clinic_id uuid not null references clinic,
  key text not null,
  request_hash text not null,
  course_id uuid not null,
  created_at timestamptz not null,
  primary key (clinic_id, key)
);
