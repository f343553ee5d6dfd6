import { z } from 'zod';
import { leverDefinitions } from '#simulator';
import { mapNodes } from '#shared/map-nodes.ts';
import { scenarioSchema } from '#shared/domain/scenario.ts';

/** Where the schema is published, from the root of the project. */
export const scenarioSchemaFile = 'docs/scenario.schema.json';

/**
 * The JSON Schema (draft 2020-12) of a scenario file, with the parameters of each kind of lever: editors complete and check
 * `*.burnrate.json` by it. What spans several fields (shares that sum to 1, names that must exist) only Burnrate checks.
 */
export function scenarioJsonSchema(): string {
  const document = z.toJSONSchema(scenarioSchema, { io: 'input', unrepresentable: 'any' });
  const levers = leverDefinitions.map(({ kind, name, schema }) => {
    const {
      $schema: _draft,
      $defs: _definitions,
      ...parameters
    } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return {
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema; nothing awaits it.
      then: { properties: { parameters: { title: name, ...withRanges(parameters) } } },
    };
  });
  const published = {
    ...document,
    title: 'Burnrate scenario',
    properties: { ...document.properties, levers: withLevers(document.properties?.['levers'], levers) },
  };
  return `${JSON.stringify(published, null, 2)}\n`;
}

/** Lets a range stand wherever a schema takes a number: levers are given the mean of it. */
function withRanges(schema: object): object {
  return mapNodes(schema, (node) =>
    typeof node === 'object' && node !== null && 'type' in node && (node.type === 'number' || node.type === 'integer')
      ? withRange(node)
      : undefined,
  ) as object;
}

/** What is said of the field stays with the field. */
function withRange(number: object): object {
  const { default: preset, ...bounds }: { readonly default?: unknown } = number;
  return {
    anyOf: [bounds, { $ref: '#/$defs/distribution' }],
    ...(preset === undefined ? {} : { default: preset }),
  };
}

function withLevers(list: unknown, levers: readonly object[]): object {
  const { items, ...others } = z.looseObject({ items: z.looseObject({}) }).parse(list);
  return { ...others, items: { ...items, allOf: levers } };
}
