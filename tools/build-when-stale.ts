import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, projectFolder } from './project.ts';

/** What the build reads: a change to any of these makes it stale. */
const sources = ['electron', 'renderer', 'shared', 'examples', 'vite.config.ts', 'package.json', 'package-lock.json'];
const outputs = [
  'dist/main/main.cjs',
  'dist/main/cli.cjs',
  'dist/main/serve.cjs',
  'dist/main/worker.cjs',
  'dist/main/reader.cjs',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
];
const fingerprintFile = inProject('dist', '.fingerprint');
const lockFolder = inProject('node_modules', '.burnrate-build-lock');
/** A lock this old was left by a build that was killed. */
const staleLockMs = 120_000;

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

/** Hash of the paths, sizes and times of everything that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((source) => filesUnder(inProject(source))).sort((a, b) => (a < b ? -1 : 1));
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function isFresh(wanted: string): boolean {
  if (!existsSync(fingerprintFile) || readFileSync(fingerprintFile, 'utf8') !== wanted) return false;
  return outputs.every((output) => existsSync(inProject(output)));
}

/** Takes the build lock, so that two commands started together build once. */
async function takeLock(): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lockFolder);
      return;
    } catch {
      const ageMs = existsSync(lockFolder) ? Date.now() - statSync(lockFolder).mtimeMs : 0;
      if (ageMs > staleLockMs) rmSync(lockFolder, { recursive: true, force: true });
      else await wait(200);
    }
  }
}

/** Runs Vite in a process of its own, so that neither this one's mode (tests, say) nor its output mixes in. */
function build(): void {
  const { status } = spawnSync(
    process.execPath,
    [inProject('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'production' },
      // Standard output belongs to the command that asked for the build.
      stdio: ['ignore', process.stderr, process.stderr],
    },
  );
  if (status !== 0) throw new Error('The build failed; its messages are above.');
}

/**
 * Builds the app into `dist/` when its sources changed since the last build; says so on standard error.
 * @throws when the build fails.
 */
export async function buildWhenStale(): Promise<void> {
  const wanted = fingerprint();
  if (isFresh(wanted)) return;
  await takeLock();
  try {
    if (isFresh(wanted)) return;
    process.stderr.write('Building Burnrate…\n');
    build();
    writeFileSync(fingerprintFile, wanted);
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}
