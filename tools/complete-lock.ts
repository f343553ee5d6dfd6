import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.ts';

/**
 * `npm run lock`: gives the lock file an entry for every optional platform package that its owner names. Registry mirrors
 * do not always carry every platform's build; npm then leaves the entry out, and `npm ci` refuses a lock file
 * without it on every machine. Run after `npm install`.
 */

interface LockEntry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}
interface LockFile {
  readonly packages: Record<string, LockEntry>;
}

/** Operating systems, processors and C libraries as the names of platform packages spell them. */
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = [
  ['musl', 'musl'],
  ['gnu', 'glibc'],
] as const;

/** What a platform package's name says about where it runs: `@swc/core-linux-x64-musl`. */
function platformOf(name: string): LockEntry {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const library =
    os === 'linux' ? libraries.find(([suffix]) => words.some((word) => word.startsWith(suffix))) : undefined;
  if (os === undefined || cpu === undefined) throw new Error(`Which platform is ${name} for?`);
  return { cpu: [cpu], ...(library === undefined ? {} : { libc: [library[1]] }), os: [os] };
}

const file = inProject('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    // Only exact versions are platform builds; ranges are ordinary optional packages, which npm resolves itself.
    if (lock.packages[key] !== undefined || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) continue;
    lock.packages[key] = { version, dev: true, optional: true, ...platformOf(name) };
    added += 1;
  }
}
const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
process.stdout.write(`${added} platform packages added to the lock file.\n`);
