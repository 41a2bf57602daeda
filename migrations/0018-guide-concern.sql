-- What a reader comes for is approved with the text, so it stands in the snapshot and in the hash. The hash is from now
-- on that of the hash before (of the words and the facts) with the concern: each kept hash is worked out again by the
-- same rule, so what was approved stays approved and what was changed stays changed (docs/decisions/0015).
do $$
declare here uuid;
begin
  for here in select clinic_id from directory.clinic loop
    perform set_config('app.clinic', here::text, true);
    -- An approval and a question for one are of the concern that was kept then, not of one saved since.
    update review set content_hash = encode(sha256(convert_to(
        '["' || content_hash || '","' || then_kept.concern || '"]', 'UTF8')), 'hex'),
      snapshot = snapshot || jsonb_build_object('concern', then_kept.concern)
    from (
      select r.review_id, coalesce((
          select v.concern from article_version v
          where v.clinic_id = here and v.article_id = r.article_id and v.language = r.language
            and v.saved_at <= r.approved_at
          order by v.version desc limit 1), a.concern) as concern
      from review r join article a using (clinic_id, article_id, language) where r.clinic_id = here
    ) then_kept
    where review.clinic_id = here and then_kept.review_id = review.review_id;
    update review_request set content_hash = encode(sha256(convert_to(
        '["' || content_hash || '","' || then_kept.concern || '"]', 'UTF8')), 'hex')
    from (
      select q.request_id, coalesce((
          select v.concern from article_version v
          where v.clinic_id = here and v.article_id = q.article_id and v.language = q.language
            and v.saved_at <= q.asked_at
          order by v.version desc limit 1), a.concern) as concern
      from review_request q join article a using (clinic_id, article_id, language) where q.clinic_id = here
    ) then_kept
    where review_request.clinic_id = here and then_kept.request_id = review_request.request_id;
    update article_version set content_hash = encode(sha256(convert_to(
      '["' || content_hash || '","' || concern || '"]', 'UTF8')), 'hex') where clinic_id = here;
    update article set content_hash = encode(sha256(convert_to(
      '["' || content_hash || '","' || concern || '"]', 'UTF8')), 'hex') where clinic_id = here;
  end loop;
  perform set_config('app.clinic', '', true);
end $$;
