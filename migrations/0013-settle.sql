-- A block is a short stretch that the desk takes out of a day and may give back; its reason stands on the board. An
-- absence or a closure is the owner's, and its reason stands nowhere but on her own page.
alter table unavailable
  add column is_block boolean not null default false,
  add constraint unavailable_block_is_of_somebody check (not is_block or resource_id is not null);

-- The absence over which somebody has let a booked visit stand on purpose: it is no longer one to settle.
alter table visit
  add column left_in uuid;
