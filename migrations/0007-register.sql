-- The register: how a client is found, what staff write about her, which cards were merged, what was imported.

-- The words by which a client is found, as clients/pure/client-words.ts makes them, and one row for each: a word that
-- begins so is a range of the key. Under row-level security an index serves only comparisons that leak nothing;
-- those of text do not leak, those of trigrams may (measured: bench/register.ts).
-- A mark is a word that hardly two people share: a whole number or address, or how a name sounds.
create table client_word (
  clinic_id uuid not null,
  word text collate "C" not null,
  client_id uuid not null,
  is_mark boolean not null,
  primary key (clinic_id, word, client_id),
  foreign key (clinic_id, client_id) references client
);
create index client_word_of on client_word (clinic_id, client_id, word) include (is_mark);

-- A card that was merged into another keeps its row, so that the merge can be undone to the letter.
alter table client add column merged_into uuid;
alter table client add foreign key (clinic_id, merged_into) references client;
create index client_newest on client (clinic_id, created_at desc, client_id);
create index client_merged on client (clinic_id, merged_into) where merged_into is not null;
create index course_of_client on course (clinic_id, client_id) where client_id is not null;
create index message_of_client on message (clinic_id, client_id, created_at desc);

create table client_merge (
  clinic_id uuid not null,
  merge_id uuid not null default uuidv7(),
  kept_id uuid not null,
  merged_id uuid not null,
  -- The keys of the rows that went over, by table: what undoing puts back.
  moved jsonb not null,
  merged_by text not null,
  merged_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (clinic_id, merge_id),
  foreign key (clinic_id, kept_id) references client,
  foreign key (clinic_id, merged_id) references client,
  check (kept_id <> merged_id),
  check ((undone_by is null) = (undone_at is null))
);
create index client_merge_kept on client_merge (clinic_id, kept_id);

-- Added to and never changed; only whose they are follows a merge.
create table client_note (
  clinic_id uuid not null,
  note_id uuid not null default uuidv7(),
  client_id uuid not null,
  body text not null check (body <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (clinic_id, note_id),
  foreign key (clinic_id, client_id) references client,
  foreign key (clinic_id, written_by) references staff
);
create index client_note_of on client_note (clinic_id, client_id, note_id);

-- What a line of a file became, so that the same file may be read again and adds no doubles.
create table imported_line (
  clinic_id uuid not null references clinic,
  line_key text not null,
  subject_id uuid not null,
  imported_at timestamptz not null,
  primary key (clinic_id, line_key)
);

do $$
declare guarded text;
begin
  foreach guarded in array array['client_word', 'client_merge', 'client_note', 'imported_line']
  loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic'', true), '''')::uuid)', guarded);
    execute format('grant select, insert on %I to lyster_app', guarded);
  end loop;
end $$;
grant delete on client_word to lyster_app;
grant update (undone_by, undone_at) on client_merge to lyster_app;
grant update (client_id) on client_note to lyster_app;

-- Clients who are there already are found by what plain SQL makes of their cards; the sound of a name is added when
-- a card is next changed. The owner is held by the policies too, so each clinic is named in its turn.
do $$
declare here uuid;
begin
  for here in select clinic_id from directory.clinic loop
    perform set_config('app.clinic', here::text, true);
    insert into client_word (clinic_id, word, client_id, is_mark)
    select here, word, client_id, bool_or(is_mark) from (
      select client_id, lower(email) as word, true as is_mark from client
      union all select client_id, regexp_replace(phone, '\D', '', 'g'), true from client
      union all select client_id, '0' || substr(phone, 4), false from client where phone like '+46%'
      union all select client_id, regexp_split_to_table(
        regexp_replace(lower(normalize(name || ' ' || split_part(email, '@', 1), NFKD)), '[\u0300-\u036f]', '', 'g'),
        '[^[:alnum:]]+'), false from client
    ) words
    where word <> '' group by word, client_id;
  end loop;
  perform set_config('app.clinic', '', true);
end $$;
