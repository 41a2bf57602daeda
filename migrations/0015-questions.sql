-- questions: what somebody wonders after reading, how she wants the answer, what the clinic answered; and the good
-- answers that became entries of their own, without anything personal.

-- The clinic's promise: an answer within so many of its working days.
alter table clinic
  add column answer_within_days int not null default 1 check (answer_within_days between 1 and 10);

-- For likeness of words that are spelt otherwise or typed without dots. What is compared comes from the statement
-- itself (questions/closest.store.ts), so no index and no policy stands between.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table question (
  clinic_id uuid not null references clinic,
  question_id uuid not null default uuidv7(),
  -- The form it was sent with: the same form sent twice is one question.
  form_id uuid not null,
  -- The article it is about, by its id, where it was asked at the foot of one.
  article_id text,
  language text not null,
  body text not null check (body <> ''),
  name text not null check (name <> ''),
  way text not null check (way in ('phone', 'sms', 'email')),
  -- The one address or number that this way needs: E.164, or an e-mail address.
  reach_at text not null check (reach_at <> ''),
  reach_when text not null check (reach_when in ('any', 'morning', 'midday', 'afternoon')),
  consent_at timestamptz not null,
  urgency text check (urgency in ('emergency', 'same-day')),
  state text not null default 'new' check (state in ('new', 'taken', 'waiting', 'answered')),
  taken_by uuid,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  -- While it waits for whoever asked: when it is looked at again though she has not been heard of.
  waits_until timestamptz,
  -- Her card, made when the clinic first writes to her.
  client_id uuid,
  primary key (clinic_id, question_id),
  unique (clinic_id, form_id),
  foreign key (clinic_id, taken_by) references staff,
  foreign key (clinic_id, client_id) references client,
  check (state <> 'taken' or taken_by is not null),
  check ((state = 'answered') = (answered_at is not null)),
  check ((state = 'waiting') = (waits_until is not null))
);
create index question_open on question (clinic_id, answer_by) where state <> 'answered';
create index question_newest on question (clinic_id, asked_at desc);

-- What colleagues write to each other. Added to and never changed, as the answers are.
create table question_note (
  clinic_id uuid not null,
  note_id uuid not null default uuidv7(),
  question_id uuid not null,
  body text not null check (body <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (clinic_id, note_id),
  foreign key (clinic_id, question_id) references question,
  foreign key (clinic_id, written_by) references staff
);
create index question_note_of on question_note (clinic_id, question_id, note_id);

create table question_answer (
  clinic_id uuid not null,
  answer_id uuid not null default uuidv7(),
  question_id uuid not null,
  body text not null check (body <> ''),
  way text not null check (way in ('phone', 'sms', 'email')),
  answered_by uuid not null,
  answered_at timestamptz not null,
  -- None where somebody called.
  message_id uuid,
  primary key (clinic_id, answer_id),
  foreign key (clinic_id, question_id) references question,
  foreign key (clinic_id, answered_by) references staff,
  foreign key (clinic_id, message_id) references message,
  check ((way = 'phone') = (message_id is null))
);
create index question_answer_of on question_answer (clinic_id, question_id, answer_id);

-- How often an answer was shown and how often it answered; nothing of what was asked. The key is an entry's id, or an
-- article's id and the place of its question.
create table suggestion_count (
  clinic_id uuid not null references clinic,
  answer_key text not null,
  language text not null,
  shown int not null default 0,
  answered int not null default 0,
  primary key (clinic_id, answer_key, language)
);

-- A question and its answer on their own. The row is the present draft; the public reads the newest review's text.
create table faq (
  clinic_id uuid not null references clinic,
  faq_id uuid not null default uuidv7(),
  language text not null,
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  content_hash text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (clinic_id, faq_id),
  foreign key (clinic_id, written_by) references staff
);

create table faq_review (
  clinic_id uuid not null,
  review_id uuid not null default uuidv7(),
  faq_id uuid not null,
  content_hash text not null,
  question text not null,
  answer text not null,
  reviewed_by uuid not null,
  reviewed_on date not null,
  next_review_on date not null check (next_review_on > reviewed_on),
  primary key (clinic_id, review_id),
  foreign key (clinic_id, faq_id) references faq,
  foreign key (clinic_id, reviewed_by) references staff
);
create index faq_review_of on faq_review (clinic_id, faq_id, review_id desc);

do $$
declare guarded text;
begin
  foreach guarded in array array['question', 'question_note', 'question_answer', 'suggestion_count', 'faq', 'faq_review']
  loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)', guarded);
    execute format('grant select, insert on %I to lyster_app', guarded);
  end loop;
end $$;
grant update on question, suggestion_count, faq to lyster_app;

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in
  ('course-booked', 'visit-moved', 'therapist-changed', 'visits-cancelled', 'reminder-days', 'reminder-hours',
   'question-answered'));
