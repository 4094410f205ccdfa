-- Keys given anew are a right of their own since 0.2.0, which clerks have by their role. Whoever was given the right to dispense by
-- name could give them anew before, and goes on to; who was refused the new right meanwhile stays refused.

INSERT INTO user_rights (user_id, right_name, is_granted, daily_limit)
  SELECT user_id, 'keys.reissue', 1, NULL FROM user_rights WHERE right_name = 'keys.dispense' AND is_granted = 1
  ON CONFLICT (user_id, right_name) DO UPDATE SET is_granted = COALESCE(is_granted, 1);
