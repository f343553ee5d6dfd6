import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';

/** Offered whether they have a rate or not; without one the window says so and asks for it. */
const usualCurrencies = ['EUR', 'GBP', 'CHF', 'JPY', 'INR'];

/** The currency of amounts on every screen; kept for the next start. */
export function CurrencyMenu(): ReactNode {
  const display = useApp((state) => state.displayCurrency);
  const choose = useApp((state) => state.chooseDisplayCurrency);
  const shown = display?.currency ?? 'USD';
  const known = new Set(display?.knownCurrencies);
  const others = [...new Set([...known, ...usualCurrencies])].filter((currency) => currency !== 'USD').sort();
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Currency of amounts: ${shown}`}
          title="Currency of amounts"
        >
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Show amounts in</Menu.Label>
        <Menu.RadioGroup value={shown} onChange={(currency) => void choose(currency)}>
          {['USD', ...others].map((currency) => (
            <Menu.RadioItem
              key={currency}
              value={currency}
              closeMenuOnClick
              rightSection={currency === 'USD' || known.has(currency) ? undefined : 'no rate yet'}
            >
              {currency}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={hashOf('catalogue', 'my-prices')}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          Add an exchange rate
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
