import { Accordion, Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { onPremiseReadings, rooflineErrors, type OnPremiseReading } from '../../hosting-engine.ts';
import { formatPercentChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** How published figures come out here, and what they leave out: so that a reader can tell why this screen says otherwise. */
export function PublishedFigures(): ReactNode {
  return (
    <Section
      title="Published figures, read again"
      description="Worked out by the same formulas as your fleet: what they assume is why they differ from your answer."
    >
      <Accordion multiple variant="contained" chevronPosition="left" order={3}>
        <Accordion.Item value="on-premise">
          <Accordion.Control>Months to earn back on-premise hardware (arXiv 2509.18101, Table IV)</Accordion.Control>
          <Accordion.Panel>
            <OnPremise />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="ratio">
          <Accordion.Control>“Months to break even” of a popular guide: $2,000 against $3,000</Accordion.Control>
          <Accordion.Panel>
            <Text size="sm">
              The guide divides a self-hosted bill of $2,000 a month by an API bill of $3,000 a month and calls the 0.67
              months. It is a ratio of two monthly bills: nothing was paid up front that could be earned back. At $0.01
              a request the $3,000 are 10,000 requests a day; $2,000 ÷ ($0.01 × 30 days) = 6,667 requests a day is where
              both cost the same. Below that the API is cheaper, for ever.
            </Text>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="roofline">
          <Accordion.Control>The roofline against measurements: 14 to 27 % optimistic</Accordion.Control>
          <Accordion.Panel>
            <Roofline />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Section>
  );
}

function OnPremise(): ReactNode {
  const readings = useMemo(() => onPremiseReadings(), []);
  return (
    <>
      <Text size="sm" mb="xs">
        The table follows from 176 hours a month and 300 W an A100 (500 W an RTX 5090); the text states 160 hours and
        400 W (575 W), which takes longer. Both take every GPU busy in each of these hours and count no staff, network,
        failures or idle time: at the 10 million tokens a month of a small company the EXAONE box earns itself back 15
        times later than printed.
      </Text>
      <div className="table-scroll">
        <Table aria-label="Months to earn back on-premise hardware">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model</Table.Th>
              <Table.Th>Hardware</Table.Th>
              <Table.Th className="number-cell">Published</Table.Th>
              <Table.Th className="number-cell">With its effective inputs</Table.Th>
              <Table.Th className="number-cell">With its stated inputs</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {readings.map(({ model, hardware, published, effective, stated }) => (
              <Table.Tr key={model}>
                <Table.Td>{model}</Table.Td>
                <Table.Td>{hardware}</Table.Td>
                <Table.Td className="number-cell">{monthsText(published)}</Table.Td>
                <Table.Td className="number-cell">{monthsText(effective)}</Table.Td>
                <Table.Td className="number-cell">{monthsText(stated)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt={4}>
        Months against GPT-5 · against Claude 4 Sonnet. 15,000 USD an A100, 2,000 USD an RTX 5090, 0.15 USD per kWh; two
        thirds of the tokens are answers.
      </Text>
    </>
  );
}

function monthsText({ gpt5, sonnet4 }: OnPremiseReading['published']): string {
  const text = (months: number | null): string => (months === null ? 'never' : months.toFixed(months < 10 ? 2 : 1));
  return `${text(gpt5)} · ${text(sonnet4)}`;
}

function Roofline(): ReactNode {
  const errors = useMemo(() => rooflineErrors(), []);
  return (
    <>
      <Text size="sm" mb="xs">
        A 13-billion model on A100s of 40 GB, one request of 512 tokens. Decoding, which decides most bills, is faster
        on paper by 14 % on one GPU; with two GPUs the estimate stays up to 27 % below what was measured. Treat an
        estimate as a range until you have measured.
      </Text>
      <div className="table-scroll">
        <Table aria-label="The roofline against measurements">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Time</Table.Th>
              <Table.Th className="number-cell">Measured</Table.Th>
              <Table.Th className="number-cell">Roofline</Table.Th>
              <Table.Th className="number-cell">Error</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map(({ what, measuredMs, estimatedMs, error }) => (
              <Table.Tr key={what}>
                <Table.Td>{what}</Table.Td>
                <Table.Td className="number-cell">{`${measuredMs.toFixed(2)} ms`}</Table.Td>
                <Table.Td className="number-cell">{`${estimatedMs.toFixed(2)} ms`}</Table.Td>
                <Table.Td className="number-cell">{formatPercentChange(error)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt={4}>
        Measured: cli99/llm-analysis, FasterTransformer. Efficiencies of 70 % of peak arithmetic and 90 % of peak
        bandwidth.
      </Text>
    </>
  );
}
