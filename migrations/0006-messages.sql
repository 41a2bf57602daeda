-- How a message fares: when it may go, who is sending it, what came of it. A reminder is also known by the visit
-- and the start that it tells of, so that it is written once, and not at all for a visit that has moved.
alter table message drop constraint message_kind_check;
alter table message drop constraint message_state_check;
alter table message add constraint message_kind_check
  check (kind in ('course-booked', 'visit-moved', 'visits-cancelled', 'reminder-days', 'reminder-hours'));
alter table message add constraint message_state_check
  check (state in ('waiting', 'sending', 'sent', 'failed', 'withdrawn'));

alter table message
  add column due_at timestamptz not null default now(),
  add column useless_after timestamptz,
  add column handed_until timestamptz,
  add column sending_until timestamptz,
  add column tries int not null default 0,
  add column doubts int not null default 0,
  add column sent_at timestamptz,
  add column failure text check (failure in ('no-answer', 'later', 'refused', 'sign-in', 'address', 'in-doubt', 'broken')),
  add column answer_code int,
  add column visit_id uuid,
  add column visit_start timestamptz;
update message set due_at = created_at;
alter table message add constraint message_sending_check check ((state = 'sending') = (sending_until is not null));
alter table message add constraint message_reminder_check check ((visit_id is null) = (visit_start is null));

create unique index message_reminder on message (clinic_id, visit_id, kind, visit_start) where visit_id is not null;
create index message_due on message (clinic_id, due_at) where state in ('waiting', 'sending');
create index message_client on message (clinic_id, client_id, created_at);
create index message_newest on message (clinic_id, created_at);

-- On the clinic's wall clock; the same time twice means that no hour is quiet.
alter table clinic
  add column quiet_from time not null default '21:00',
  add column quiet_until time not null default '08:00';
