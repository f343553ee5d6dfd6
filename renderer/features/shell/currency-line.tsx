import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { displayCurrencySentence } from '../../ui/display-currency.ts';

/** At which rate amounts are shown, above every screen; nothing while they are shown in US dollars as asked. */
export function CurrencyLine(): ReactNode {
  const display = useApp((state) => state.displayCurrency);
  const sentence = display === null ? undefined : displayCurrencySentence(display);
  if (display === null || sentence === undefined) return null;
  return (
    <Text size="xs" c="dimmed" mb="xs" role="status">
      {sentence}{' '}
      {display.rate === null ? (
        <Anchor href={hashOf('catalogue', 'my-prices')} size="xs">
          Add a rate
        </Anchor>
      ) : (
        'Published prices, inputs and derivations stay in US dollars.'
      )}
    </Text>
  );
}
