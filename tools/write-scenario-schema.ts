import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectFolder } from './project.ts';
import { scenarioJsonSchema, scenarioSchemaFile } from './scenario-json-schema.ts';

/** `npm run schema`: publishes the JSON Schema of scenario files. */
writeFileSync(resolve(projectFolder, scenarioSchemaFile), scenarioJsonSchema());
