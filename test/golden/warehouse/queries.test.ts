import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bucketQuery, fromPairs, sqlDialects } from '#warehouse';

/**
 * The whole text of one query in every dialect, read and checked by hand against each engine's documentation. DuckDB
 * and PostgreSQL also run such queries (test/unit/warehouse/engines.test.ts); the other engines are not run here.
 */

const pairs = [
  'created_at=time:iso',
  'model=model',
  'team=project',
  'prompt_tokens=input',
  'cached=cache-read',
  'completion_tokens=output',
];

describe.each(sqlDialects)('the query for $name', (dialect) => {
  it('is the one on file', () => {
    const mapping = fromPairs(pairs, {
      inputIncludesCached: true,
      outputIncludesReasoning: false,
      constants: ["provider=open'ai"],
    });
    if (!mapping.ok) throw new Error(mapping.error.message);
    const query = bucketQuery(dialect, 'lake.requests', mapping.value);
    if (!query.ok) throw new Error(query.error.message);
    const onFile = readFileSync(new URL(`${dialect.id}.sql`, import.meta.url), 'utf8');
    expect(query.value.sql).toBe(onFile);
  });

  it('says when no test runs it on the engine', () => {
    const onFile = readFileSync(new URL(`${dialect.id}.sql`, import.meta.url), 'utf8');
    expect(onFile.includes('not run on it by our tests')).toBe(!['duckdb', 'postgres'].includes(dialect.id));
    expect(dialect.isTestedOnEngine).toBe(['duckdb', 'postgres'].includes(dialect.id));
  });
});
