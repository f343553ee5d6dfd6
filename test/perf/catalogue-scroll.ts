import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MethodOutput } from '#shared/contract.ts';
import type { Success } from '#shared/result.ts';
import { chromiumExecutable } from '../e2e/chromium.ts';
import { startLoopbackApp } from '../e2e/start-loopback-app.ts';
import { percentile, type Benchmark } from './benchmark.ts';

const frames = 240;
/** Copies of the bundled list: three times 1,694 models. */
const copies = 3;
/** Pixels a frame: 60 frames of it are 12,000 pixels, more than thirteen screens a second. */
const pixelsPerFrame = 200;

/** Times between frames, in ms, while the list of prices is scrolled by so much each frame. */
async function frameTimes(page: Page, pixels: number): Promise<readonly number[]> {
  return page.getByRole('grid', { name: 'Prices' }).evaluate(
    async (grid, { frames, pixels }) => {
      grid.scrollTop = 0;
      const times: number[] = [];
      await new Promise<void>((done) => {
        let lastMs: number | undefined;
        function onFrame(nowMs: number): void {
          if (lastMs !== undefined) times.push(nowMs - lastMs);
          lastMs = nowMs;
          grid.scrollTop += pixels;
          if (times.length === frames) done();
          else requestAnimationFrame(onFrame);
        }
        requestAnimationFrame(onFrame);
      });
      return times;
    },
    { frames, pixels },
  );
}

/** The catalogue's list with thousands of rows, scrolled fast, in the Chromium of the tests. */
export const catalogueScroll: Benchmark = {
  name: 'catalogue-scroll',
  async run() {
    const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-bench-'));
    const app = await startLoopbackApp(dataFolder);
    const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      let rows = 0;
      await page.route('**/rpc/catalogue.models', async (route) => {
        const answer = await route.fetch();
        const list = (await answer.json()) as Success<MethodOutput<'catalogue.models'>>;
        const models = Array.from({ length: copies }, (_, copy) =>
          list.value.models.map((model) => ({ ...model, modelId: `${model.modelId}${copy === 0 ? '' : `-${copy}`}` })),
        ).flat();
        rows = models.length;
        await route.fulfill({ json: { ...list, value: { ...list.value, models } } });
      });
      await page.goto(app.url);
      await page.getByRole('link', { name: 'Catalogue' }).click();
      await page.getByRole('grid', { name: 'Prices' }).waitFor();
      const idleMs = percentile(await frameTimes(page, 0), 0.95);
      const scrolled = await frameTimes(page, pixelsPerFrame);
      return [0.5, 0.95].map((share) => {
        const value = percentile(scrolled, share);
        return {
          name: `scrolling ${rows} prices by ${pixelsPerFrame} px a frame, p${share * 100} between frames`,
          value,
          unit: 'ms',
          ratio: value / idleMs,
          peer: `the same page at rest (p95 ${idleMs.toFixed(1)} ms)`,
          goal: '60 frames a second (16.7 ms)',
        };
      });
    } finally {
      await browser.close();
      await app.stop();
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
