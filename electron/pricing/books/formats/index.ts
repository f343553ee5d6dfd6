import type { BookFormatReader } from './book-format.ts';
import { genaiPricesFormat } from './genai-prices.ts';
import { litellmFormat } from './litellm.ts';
import { modelsDevFormat } from './models-dev.ts';

/** Every price file that can be imported; a new one is one file and one line here (and its id in `shared`). */
export const bookFormatReaders: readonly BookFormatReader[] = [genaiPricesFormat, litellmFormat, modelsDevFormat];
