-- The living guide: the public reads what was approved, and staff write on. `article` is the present draft of a text;
-- each save of it, each value of a fact and each approval is kept and never changed (docs/decisions/0015).

-- What a reviewer is certified as; without it nobody reviews.
alter table staff add column credential jsonb;

alter table article
  add column concern text not null default 'basics'
    check (concern in ('basics', 'visit', 'care', 'acne-scars', 'pigmentation', 'texture')),
  add column author text not null default 'Lyster',
  -- Goes up with each save: who began from an older one is told so.
  add column version int not null default 1;

-- Every save, the present one too. Without `saved_by` it came with Lyster.
create table article_version (
  clinic_id uuid not null,
  article_id text not null,
  language text not null,
  version int not null,
  saved_at timestamptz not null,
  saved_by uuid,
  content_hash text not null,
  title text not null,
  summary text not null,
  body text not null,
  questions jsonb not null,
  concern text not null,
  primary key (clinic_id, article_id, language, version),
  foreign key (clinic_id, article_id, language) references article,
  foreign key (clinic_id, saved_by) references staff
);

create table review_request (
  clinic_id uuid not null,
  request_id uuid not null default uuidv7(),
  article_id text not null,
  language text not null,
  content_hash text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (clinic_id, request_id),
  foreign key (clinic_id, article_id, language) references article,
  foreign key (clinic_id, asked_by) references staff
);
create index review_request_of on review_request (clinic_id, article_id, language);

-- A review keeps what it approved: the text with the facts that it cites, as they stood. A review without one
-- approved a text that was gone when this was added, and shows nothing to the public.
alter table review
  add column review_id uuid not null default uuidv7(),
  add column approver uuid,
  add column approved_at timestamptz not null default now(),
  add column snapshot jsonb,
  add foreign key (clinic_id, approver) references staff,
  drop constraint review_pkey,
  add primary key (clinic_id, review_id);
create index review_of on review (clinic_id, article_id, language, approved_at desc);

-- An approval taken back: a row of its own, for approvals are only ever added to.
create table review_withdrawal (
  clinic_id uuid not null,
  review_id uuid not null,
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  primary key (clinic_id, review_id),
  foreign key (clinic_id, review_id) references review,
  foreign key (clinic_id, withdrawn_by) references staff
);

alter table fact
  add column reviewed_by text,
  add column version int not null default 1;

create table fact_version (
  clinic_id uuid not null,
  fact_id text not null,
  version int not null,
  changed_at timestamptz not null,
  changed_by uuid,
  value text not null,
  unit text not null,
  wording jsonb not null,
  source text not null,
  source_url text,
  grade text not null,
  primary key (clinic_id, fact_id, version),
  foreign key (clinic_id, fact_id) references fact,
  foreign key (clinic_id, changed_by) references staff
);

-- Screening's questions cite facts as texts do.
alter table screening_question add column facts text[] not null default '{}';

do $$
declare guarded text;
begin
  foreach guarded in array array['article_version', 'review_request', 'review_withdrawal', 'fact_version']
  loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)', guarded);
    execute format('grant select, insert on %I to lyster_app', guarded);
  end loop;
end $$;

-- What stands on a fact, wherever it is cited: one row for each text, question or model. It sees with its reader's eyes.
create view fact_use with (security_invoker = true) as
  select distinct a.clinic_id, cited.mark[1] as fact_id, 'article' as kind, a.article_id as subject_id, a.language, a.title
  from article a, regexp_matches(a.body || a.questions::text, '\[\^([a-z0-9-]+)\]', 'g') as cited (mark)
union all
  select q.clinic_id, cited.fact_id, 'screening-question', q.question_id, spoken.key, spoken.value
  from screening_question q, unnest(q.facts) as cited (fact_id), jsonb_each_text(q.question) as spoken
union all
  select f.clinic_id, f.fact_id, 'healing-model', 'skin-model', spoken.key, ''
  from fact f, jsonb_each_text(f.wording) as spoken
  where f.fact_id like 'model-%';
grant select on fact_use to lyster_app;

-- What is there already: the first version of each text and fact, and for each approval that still holds what it
-- approved. The owner is held by the policies too, so each clinic is named in its turn.
do $$
declare here uuid;
begin
  for here in select clinic_id from directory.clinic loop
    perform set_config('app.clinic', here::text, true);
    insert into article_version (clinic_id, article_id, language, version, saved_at, content_hash, title, summary, body,
      questions, concern)
    select here, article_id, language, 1, published_on, content_hash, title, summary, body, questions, concern from article;
    insert into fact_version (clinic_id, fact_id, version, changed_at, value, unit, wording, source, source_url, grade)
    select here, fact_id, 1, reviewed_on, value, unit, wording, source, source_url, grade from fact;
    update review set approved_at = reviewed_on, snapshot = (
      select jsonb_build_object('title', a.title, 'summary', a.summary, 'body', a.body, 'questions', a.questions,
        'facts', coalesce((
          select jsonb_agg(jsonb_build_object('factId', f.fact_id, 'value', f.value, 'unit', f.unit, 'wording', f.wording,
            'source', f.source, 'sourceUrl', f.source_url, 'grade', f.grade, 'reviewedOn', f.reviewed_on::text)
            order by f.fact_id)
          from fact f where position('[^' || f.fact_id || ']' in a.body || a.questions::text) > 0), '[]'))
      from article a
      where a.article_id = review.article_id and a.language = review.language and a.content_hash = review.content_hash);
  end loop;
  perform set_config('app.clinic', '', true);
end $$;
