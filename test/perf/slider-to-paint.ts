import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumExecutable } from '../e2e/chromium.ts';
import { sliderPlace } from '../e2e/page-helpers.ts';
import { startLoopbackApp } from '../e2e/start-loopback-app.ts';
import { percentile, type Benchmark } from './benchmark.ts';

const moves = 240;
/** What a first drag takes varies from page to page: so many are measured together. */
const freshPages = 3;
/** One frame at 60 Hz, ms. */
const frameMs = 1000 / 60;

/** Times as the app's own timer does, with nothing to repaint: what a frame costs on this machine by itself. */
async function idleFrames(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const times: number[] = [];
    for (let index = 0; index < count; index += 1) {
      // One frame after the other is what is measured.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((done) => {
        const startedMs = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => {
            times.push(performance.now() - startedMs);
            port1.close();
            setTimeout(done, 1);
          });
          port1.start();
          port2.postMessage(null);
        });
      });
    }
    return times;
  }, moves);
}

/** Drags the first slider over its whole track and back, twice, so fast that each move shows other figures. */
async function draggedFrames(page: Page): Promise<readonly number[]> {
  const { x, y, leftX, rightX } = await sliderPlace(page.getByRole('slider').first());
  await page.evaluate(() => performance.clearMeasures('slider-to-paint'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move += 1) {
    // How far: 1 = once over the track.
    const way = (4 * move) / moves;
    const share = 1 - Math.abs(1 - (way % 2));
    // oxlint-disable-next-line no-await-in-loop -- a hand moves once at a time.
    await page.mouse.move(leftX + share * (rightX - leftX), y);
  }
  await page.mouse.up();
  await page.waitForTimeout(100);
  return page.evaluate(() => performance.getEntriesByName('slider-to-paint').map(({ duration }) => duration));
}

interface Drags {
  readonly idle: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Two drags in a page that nobody has used yet, in a browser that has compiled nothing. */
async function dragsInFreshPage(): Promise<Drags> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-bench-'));
  const app = await startLoopbackApp(dataFolder);
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await page.getByTestId('optimized-monthly').waitFor();
    const idle = await idleFrames(page);
    const first = await draggedFrames(page);
    return { idle, first, second: await draggedFrames(page) };
  } finally {
    await browser.close();
    await app.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** From moving a slider to the painted result, on the sample scenario, in the Chromium of the tests. */
export const sliderToPaint: Benchmark = {
  name: 'slider-to-paint',
  async run() {
    const runs: Drags[] = [];
    for (let page = 0; page < freshPages; page += 1) {
      // One at a time: they share two cores.
      // oxlint-disable-next-line no-await-in-loop
      runs.push(await dragsInFreshPage());
    }
    const idleMs = percentile(
      runs.flatMap(({ idle }) => idle),
      0.95,
    );
    const drags = [
      { name: 'first drag', frames: runs.flatMap(({ first }) => first) },
      { name: 'second drag', frames: runs.flatMap(({ second }) => second) },
    ];
    const goal = `p95 within one frame (${frameMs.toFixed(1)} ms)`;
    return drags.flatMap(({ name, frames }) =>
      [0.5, 0.95].map((share) => {
        const value = percentile(frames, share);
        return {
          name: `slider to paint, ${name}, p${share * 100} of ${frames.length} frames in ${freshPages} fresh pages`,
          value,
          unit: 'ms',
          ratio: value / idleMs,
          peer: `an idle frame of these pages (p95 ${idleMs.toFixed(1)} ms)`,
          goal,
        };
      }),
    );
  },
};
