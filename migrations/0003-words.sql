-- messages: what is to be sent to a client, and how it fared. Written in the transaction of the act that it tells of.
-- The payload holds ids and times; the words are made from it, and secrets are derived, when it is shown or sent.
create table message (
  clinic_id uuid not null references clinic,
  message_id uuid not null default uuidv7(),
  client_id uuid not null,
  kind text not null check (kind in ('course-booked', 'visits-cancelled')),
  language text not null,
  channel text not null check (channel in ('email', 'sms', 'phone')),
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  created_at timestamptz not null,
  primary key (clinic_id, message_id),
  foreign key (clinic_id, client_id) references client
);

-- guide: a clinical number is a row with its source; an article is a text; a review approves one exact text.
create table fact (
  clinic_id uuid not null references clinic,
  fact_id text not null,
  value text not null,
  unit text not null,
  wording jsonb not null,
  source text not null,
  source_url text,
  grade text not null check (grade in ('verified', 'judgement', 'derived', 'memory')),
  reviewed_on date not null,
  primary key (clinic_id, fact_id)
);

create table article (
  clinic_id uuid not null references clinic,
  article_id text not null,
  language text not null,
  slug text not null,
  title text not null,
  summary text not null,
  body text not null,
  questions jsonb not null,
  content_hash text not null,
  published_on date not null,
  primary key (clinic_id, article_id, language),
  unique (clinic_id, language, slug)
);

create table review (
  clinic_id uuid not null,
  article_id text not null,
  language text not null,
  content_hash text not null,
  reviewer text not null,
  credential jsonb not null,
  reviewed_on date not null,
  next_review_on date not null check (next_review_on > reviewed_on),
  fictitious boolean not null,
  primary key (clinic_id, article_id, language, content_hash, reviewed_on),
  foreign key (clinic_id, article_id, language) references article
);

-- screening: the few questions asked before a treatment is booked. The answers are never stored.
create table screening_question (
  clinic_id uuid not null references clinic,
  question_id text not null,
  position int not null,
  question jsonb not null,
  advice jsonb not null,
  leads_to text not null check (leads_to in ('analysis', 'call')),
  source text not null,
  grade text not null,
  reviewed_on date not null,
  primary key (clinic_id, question_id)
);
