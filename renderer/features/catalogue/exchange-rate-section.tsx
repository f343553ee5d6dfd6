import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import type { Failure } from '#shared/result.ts';
import { dayOf, parseInstant } from '#shared/time.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { DocumentList } from './document-list.tsx';

/** What other currencies are worth from a day on, for showing amounts; money is computed in US dollars only. */
export function ExchangeRateSection({ documents }: { readonly documents: readonly PriceDocument[] }): ReactNode {
  const save = useApp((state) => state.savePriceDocument);
  const [currency, setCurrency] = useState('EUR');
  const [usdPerUnit, setUsdPerUnit] = useState<number | null>(null);
  const [from, setFrom] = useState(() => dayOf(Date.now()));
  const [source, setSource] = useState('');
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const fromMs = parseInstant(from);
  const isComplete = /^[A-Z]{3}$/.test(currency) && usdPerUnit !== null && usdPerUnit > 0 && fromMs !== undefined;

  async function submit(): Promise<void> {
    if (!isComplete) return;
    const refused = await save('catalogue.saveExchangeRate', {
      currency,
      usdPerUnit,
      fromMs,
      source: source.trim() === '' ? 'entered by hand' : source.trim(),
    });
    setRefusal(refused ?? null);
    if (refused === undefined) setUsdPerUnit(null);
  }

  return (
    <Section
      title="Exchange rates"
      description="The menu at the top right shows amounts in another currency, at the rate that holds today. Prices and sums stay in US dollars."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Group gap="sm" align="flex-end" mb="sm">
          <TextInput
            label="Currency"
            description="Three letters"
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
            w={110}
          />
          <NumberInput
            label={`One ${currency === '' ? 'unit' : currency} costs`}
            description="US dollars"
            prefix="$"
            hideControls
            allowNegative={false}
            decimalScale={9}
            value={usdPerUnit ?? ''}
            onChange={(value) => setUsdPerUnit(typeof value === 'number' ? value : null)}
            w={130}
          />
          <TextInput
            type="date"
            label="From"
            description="First day, UTC"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            w={160}
          />
          <TextInput
            label="Source"
            description="Where the rate is from"
            placeholder="entered by hand"
            maxLength={300}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            w={230}
          />
          <Button type="submit" variant="default" disabled={!isComplete}>
            Add the rate
          </Button>
        </Group>
      </form>
      {refusal !== null && (
        <FailureNote title="The rate was not saved" error={refusal} onClose={() => setRefusal(null)} />
      )}
      <DocumentList documents={documents} label="Exchange rates" whenEmpty="None. Amounts are shown in US dollars." />
    </Section>
  );
}
