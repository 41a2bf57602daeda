-- When a client was last told of a new time for a visit: whoever has just been told is not reminded at once.
alter table visit
  add column told_at timestamptz;

-- Whether somebody has just looked at a day, without reading the whole audit: an open board asks it often.
create index audit_day_looked_at on audit (clinic_id, actor, at) where act = 'day-looked-at';
