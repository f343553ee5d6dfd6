-- Usage by hour for Burnrate (Amazon Athena, Trino and Presto). Save the result as CSV with its header:
--   the CSV file that Athena writes to its result location
-- Written by the documentation of this engine; not run on it by our tests.
WITH burnrate_rows AS (
  SELECT TO_UNIXTIME(TRY(FROM_ISO8601_TIMESTAMP(REPLACE(CASE WHEN REGEXP_LIKE(SUBSTR("created_at", 11), '(Z|z|[+-][0-9][0-9]:?([0-9][0-9])?)$') THEN "created_at" WHEN LENGTH("created_at") = 10 THEN "created_at" || 'T00:00:00Z' ELSE "created_at" || 'Z' END, ' ', 'T')))) AS b_time,
    LOWER('open''ai') AS b_provider,
    COALESCE(NULLIF(TRIM(CAST("model" AS VARCHAR)), ''), '') AS b_model,
    COALESCE(NULLIF(TRIM(CAST("team" AS VARCHAR)), ''), '') AS b_project,
    '' AS b_user,
    '' AS b_task,
    '' AS b_tier,
    TRY_CAST("prompt_tokens" AS DOUBLE) AS b_input_tokens,
    CASE WHEN "prompt_tokens" IS NULL THEN 0 ELSE 1 END AS b_input_tokens_given,
    TRY_CAST("cached" AS DOUBLE) AS b_cache_read_tokens,
    CASE WHEN "cached" IS NULL THEN 0 ELSE 1 END AS b_cache_read_tokens_given,
    TRY_CAST("completion_tokens" AS DOUBLE) AS b_output_tokens,
    CASE WHEN "completion_tokens" IS NULL THEN 0 ELSE 1 END AS b_output_tokens_given
  FROM "lake"."requests"
), burnrate_checked AS (
  SELECT burnrate_rows.*,
    CASE WHEN b_time IS NOT NULL
      AND (b_input_tokens_given = 0 OR (b_input_tokens >= 0 AND b_input_tokens <= 9007199254740991 AND b_input_tokens = FLOOR(b_input_tokens)))
      AND (b_cache_read_tokens_given = 0 OR (b_cache_read_tokens >= 0 AND b_cache_read_tokens <= 9007199254740991 AND b_cache_read_tokens = FLOOR(b_cache_read_tokens)))
      AND (b_output_tokens_given = 0 OR (b_output_tokens >= 0 AND b_output_tokens <= 9007199254740991 AND b_output_tokens = FLOOR(b_output_tokens)))
      AND (CASE WHEN b_input_tokens_given = 1 THEN (COALESCE(b_input_tokens, 0) - COALESCE(b_cache_read_tokens, 0)) ELSE 0 END) >= 0 THEN 1 ELSE 0 END AS b_readable
  FROM burnrate_rows
  WHERE b_input_tokens_given = 1 OR b_cache_read_tokens_given = 1 OR b_output_tokens_given = 1
), burnrate_split AS (
  SELECT CASE WHEN b_time IS NOT NULL THEN CAST(FLOOR(b_time / 3600) * 3600 AS BIGINT) END AS b_hour,
    b_provider,
    b_model,
    b_project,
    b_user,
    b_task,
    b_tier,
    b_readable,
    CASE WHEN b_readable = 1 THEN CAST(1 AS BIGINT) END AS b_requests,
    CASE WHEN b_readable = 1 THEN CAST((CASE WHEN b_input_tokens_given = 1 THEN (COALESCE(b_input_tokens, 0) - COALESCE(b_cache_read_tokens, 0)) ELSE 0 END) AS BIGINT) END AS b_input_tokens,
    CASE WHEN b_readable = 1 THEN CAST(COALESCE(b_cache_read_tokens, 0) AS BIGINT) END AS b_cache_read_tokens,
    CASE WHEN b_readable = 1 THEN CAST(COALESCE(b_output_tokens, 0) AS BIGINT) END AS b_output_tokens
  FROM burnrate_checked
), burnrate_sized AS (
  SELECT burnrate_split.*,
    CASE WHEN b_readable = 0 OR b_requests = 0 THEN NULL
      WHEN (b_input_tokens + b_cache_read_tokens) > 1000000 * b_requests THEN CAST(1000000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 512000 * b_requests THEN CAST(512000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 511999 * b_requests THEN CAST(511999 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 272000 * b_requests THEN CAST(272000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 271999 * b_requests THEN CAST(271999 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 256000 * b_requests THEN CAST(256000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 255999 * b_requests THEN CAST(255999 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 200000 * b_requests THEN CAST(200000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 199999 * b_requests THEN CAST(199999 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 128000 * b_requests THEN CAST(128000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 127999 * b_requests THEN CAST(127999 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 100000 * b_requests THEN CAST(100000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 64000 * b_requests THEN CAST(64000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 32000 * b_requests THEN CAST(32000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 16000 * b_requests THEN CAST(16000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 8000 * b_requests THEN CAST(8000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 4000 * b_requests THEN CAST(4000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 2000 * b_requests THEN CAST(2000 AS BIGINT)
      WHEN (b_input_tokens + b_cache_read_tokens) > 1000 * b_requests THEN CAST(1000 AS BIGINT)
      ELSE CAST(0 AS BIGINT) END AS b_above
  FROM burnrate_split
)
SELECT b_hour AS "start_time",
  b_hour + 3600 AS "end_time",
  b_provider AS "provider",
  b_model AS "model",
  b_project AS "project",
  b_user AS "user",
  b_task AS "task",
  b_tier AS "service_tier",
  b_above AS "prompt_above",
  CASE WHEN b_above = 0 THEN 1000 WHEN b_above = 1000 THEN 2000 WHEN b_above = 2000 THEN 4000 WHEN b_above = 4000 THEN 8000 WHEN b_above = 8000 THEN 16000 WHEN b_above = 16000 THEN 32000 WHEN b_above = 32000 THEN 64000 WHEN b_above = 64000 THEN 100000 WHEN b_above = 100000 THEN 127999 WHEN b_above = 127999 THEN 128000 WHEN b_above = 128000 THEN 199999 WHEN b_above = 199999 THEN 200000 WHEN b_above = 200000 THEN 255999 WHEN b_above = 255999 THEN 256000 WHEN b_above = 256000 THEN 271999 WHEN b_above = 271999 THEN 272000 WHEN b_above = 272000 THEN 511999 WHEN b_above = 511999 THEN 512000 WHEN b_above = 512000 THEN 1000000 END AS "prompt_up_to",
  CASE WHEN b_readable = 1 THEN 'ok' ELSE 'unreadable' END AS "status",
  COUNT(*) AS "log_rows",
  SUM(b_requests) AS "requests",
  SUM(b_input_tokens) AS "input_tokens",
  SUM(b_cache_read_tokens) AS "cache_read_tokens",
  SUM(b_output_tokens) AS "output_tokens"
FROM burnrate_sized
GROUP BY b_hour, b_provider, b_model, b_project, b_user, b_task, b_tier, b_above, b_readable
ORDER BY b_hour, b_provider, b_model, b_project, b_user, b_task, b_tier, b_above, b_readable;
