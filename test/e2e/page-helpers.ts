import { expect, type Locator, type Page } from '@playwright/test';
import { basename } from 'node:path';

/** The amount of money that a figure shows, in USD: `$16,073.66` is 16073.66. */
export async function amount(figure: Locator): Promise<number> {
  await expect(figure).toHaveText(/\$\d/);
  const text = await figure.innerText();
  const value = Number(text.replace(/[^\d.]/g, ''));
  return /^[−-]/.test(text) ? -value : value;
}

/** Width of a slider's thumb, px: `--thumb` in base.css. */
const thumbWidth = 12;

/** A slider's thumb and track on the page, px. */
export async function sliderPlace(
  slider: Locator,
): Promise<{ readonly x: number; readonly y: number; readonly leftX: number; readonly rightX: number }> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('The slider is not on the screen.');
  const share = await slider.evaluate((element) => {
    if (!(element instanceof HTMLInputElement)) throw new TypeError('A slider is an input.');
    const [min, max] = [Number(element.min), Number(element.max)];
    return (element.valueAsNumber - min) / (max - min);
  });
  const leftX = box.x + thumbWidth / 2;
  const rightX = box.x + box.width - thumbWidth / 2;
  return { x: leftX + share * (rightX - leftX), y: box.y + box.height / 2, leftX, rightX };
}

/** Drags a slider by its thumb, in small steps as a hand does. @param byPixels to the right; negative to the left. */
export async function dragSlider(
  page: Page,
  name: string,
  byPixels: number,
  { release = true }: { readonly release?: boolean } = {},
): Promise<void> {
  const { x, y } = await sliderPlace(page.getByRole('slider', { name }));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byPixels, y, { steps: 10 });
  if (release) await page.mouse.up();
}

/** Chooses a usage file on the Import screen, as a person does: by the button and the system's dialog. */
export async function chooseFile(page: Page, path: string): Promise<void> {
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Choose (a file|files)$/ }).click();
  await (await dialog).setFiles(path);
}

/** Imports a file whose format needs no answer, and waits until it is in the ledger. */
export async function importFile(page: Page, path: string): Promise<void> {
  const name = basename(path);
  await page.getByRole('link', { name: 'Import' }).click();
  await chooseFile(page, path);
  await page.getByRole('region', { name }).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: `Imported ${name}` })).toBeVisible({ timeout: 30_000 });
}
