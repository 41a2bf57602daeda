-- questions: an answered question does not stand for ever, an entry can be taken down, and who wrote it is known.

-- When the words, the name and the number or address were taken out, after the clinic's time (blank-answered.job.ts).
alter table question add column blanked_at timestamptz;
create index question_to_blank on question (clinic_id, answered_at) where state = 'answered' and blanked_at is null;

-- Notes and answers stay as they were written until their question is blanked; nothing else of them can be changed.
grant update (body) on question_note, question_answer to lyster_app;

-- Whoever has changed the words since somebody last approved them, the last one last; null for a draft that is older than this column.
alter table faq add column writers jsonb check (jsonb_typeof(writers) = 'array');
-- Taken down: the public sees it no more, until words of it are approved again.
alter table faq add column withdrawn_at timestamptz;
alter table faq add column withdrawn_by uuid;
alter table faq add foreign key (clinic_id, withdrawn_by) references staff;
alter table faq add check ((withdrawn_at is null) = (withdrawn_by is null));
