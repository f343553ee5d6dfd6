import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { leverDefinitions } from '#simulator';
import { inProject } from '../../../tools/project.ts';
import { scenarioJsonSchema, scenarioSchemaFile } from '../../../tools/scenario-json-schema.ts';

it('is published as it is now: run `npm run schema` after a change of the scenario format or of a lever', () => {
  expect(readFileSync(inProject(scenarioSchemaFile), 'utf8')).toBe(scenarioJsonSchema());
});

it('describes the parameters of every lever', () => {
  const text = scenarioJsonSchema();
  for (const { kind } of leverDefinitions) expect(text).toContain(`"const": "${kind}"`);
});
