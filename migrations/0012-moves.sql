-- How late a client may still move or cancel by herself, the desk's reason where it went against a rule, and the
-- letter about another therapist at the same time.
alter table clinic
  add column change_notice_hours int not null default 24 check (change_notice_hours between 0 and 336);

alter table visit
  add column override_reason text check (override_reason <> '');

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in
  ('course-booked', 'visit-moved', 'therapist-changed', 'visits-cancelled', 'reminder-days', 'reminder-hours'));
