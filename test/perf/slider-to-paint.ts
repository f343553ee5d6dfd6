import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumExecutable } from '../e2e/chromium.ts';
import { startLoopbackApp } from '../e2e/start-loopback-app.ts';
import { percentile, type Benchmark } from './benchmark.ts';

const moves = 240;
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

async function draggedFrames(page: Page): Promise<readonly number[]> {
  const slider = page.getByRole('slider').first();
  await slider.scrollIntoViewIfNeeded();
  const thumb = await slider.boundingBox();
  if (thumb === null) throw new Error('There is no slider on the screen.');
  const y = thumb.y + thumb.height / 2;
  const x = thumb.x + thumb.width / 2;
  await page.evaluate(() => performance.clearMeasures('slider-to-paint'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 0; move < moves; move += 1) {
    // oxlint-disable-next-line no-await-in-loop -- a hand moves once at a time.
    await page.mouse.move(x + 60 * Math.sin((move / moves) * 4 * Math.PI), y);
  }
  await page.mouse.up();
  await page.waitForTimeout(100);
  return page.evaluate(() => performance.getEntriesByName('slider-to-paint').map(({ duration }) => duration));
}

/** From moving a slider to the painted result, on the sample scenario, in the Chromium of the tests. */
export const sliderToPaint: Benchmark = {
  name: 'slider-to-paint',
  async run() {
    const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-bench-'));
    const app = await startLoopbackApp(dataFolder);
    const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(app.url);
      await page.getByTestId('optimized-monthly').waitFor();
      const idleMs = percentile(await idleFrames(page), 0.95);
      // The engine of a fresh page compiles its code during the first drag.
      const drags = [
        { name: 'first drag', frames: await draggedFrames(page) },
        { name: 'second drag', frames: await draggedFrames(page) },
      ];
      const goal = `p95 within one frame (${frameMs.toFixed(1)} ms)`;
      return drags.flatMap(({ name, frames }) =>
        [0.5, 0.95].map((share) => {
          const value = percentile(frames, share);
          return {
            name: `slider to paint, ${name}, p${share * 100} of ${frames.length} frames`,
            value,
            unit: 'ms',
            ratio: value / idleMs,
            peer: `an idle frame of this page (p95 ${idleMs.toFixed(1)} ms)`,
            goal,
          };
        }),
      );
    } finally {
      await browser.close();
      await app.stop();
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
