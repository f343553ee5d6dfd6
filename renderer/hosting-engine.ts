/**
 * The other door to the pure engine: what only the screen Self-host asks of it. Apart from `engine.ts`, so that it comes with that
 * screen and not with the window.
 */
export { mergeHostingBooks, pricesInForce, publishedApis, publishedFigures, readHostingBook } from '#selfhosting';
export type { PublishedFigures } from '#selfhosting';
