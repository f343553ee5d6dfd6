import { Accordion, Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { publishedApis, publishedFigures, type PublishedFigures as Figures } from '../../hosting-engine.ts';
import { formatCount, formatPercentChange, formatUsDollars } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

const nonBreakingHyphen = '\u2011';

/** How published figures come out here, and what they leave out: so that a reader can tell why this screen says otherwise. */
export function PublishedFigures(): ReactNode {
  const { onPremise, guide, roofline } = useMemo(() => publishedFigures(), []);
  return (
    <Section
      title="Published figures, read again"
      description="Worked out by the same formulas as your fleet: what they assume is why they differ from your answer."
    >
      <Accordion multiple variant="contained" chevronPosition="left" order={3}>
        <Accordion.Item value="on-premise">
          <Accordion.Control>Months to earn back on-premise hardware (arXiv 2509.18101, Table IV)</Accordion.Control>
          <Accordion.Panel>
            <OnPremise readings={onPremise} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="ratio">
          <Accordion.Control>“Months to break even” of a popular guide: $2,000 against $3,000</Accordion.Control>
          <Accordion.Panel>
            <Guide guide={guide} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="roofline">
          <Accordion.Control>The roofline against measurements: 14 to 27 % optimistic</Accordion.Control>
          <Accordion.Panel>
            <Roofline errors={roofline} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Section>
  );
}

function Guide({ guide }: Pick<Figures, 'guide'>): ReactNode {
  const { selfHostedUsd, apiUsd, apiUsdPerRequest, daysPerMonth, ratio, requestsPerDay, breakEvenRequestsPerDay } =
    guide;
  return (
    <Text size="sm">
      The guide divides a self-hosted bill of {formatUsDollars(selfHostedUsd)} a month by an API bill of{' '}
      {formatUsDollars(apiUsd)} a month and calls the {ratio.toFixed(2)} months. It is a ratio of two monthly bills:
      nothing was paid up front that could be earned back. At {formatUsDollars(apiUsdPerRequest)} a request the{' '}
      {formatUsDollars(apiUsd)} are {formatCount(Math.round(requestsPerDay))} requests a day;{' '}
      {formatUsDollars(selfHostedUsd)} ÷ ({formatUsDollars(apiUsdPerRequest)} × {daysPerMonth} days) ={' '}
      {formatCount(Math.round(breakEvenRequestsPerDay))} requests a day is where both cost the same. Below that the API
      is cheaper, for ever.
    </Text>
  );
}

function OnPremise({ readings }: { readonly readings: Figures['onPremise'] }): ReactNode {
  return (
    <>
      <Text size="sm" mb="xs">
        The table follows from 176 hours a month and 300 W an A100 (500 W an RTX 5090); the text states 160 hours and
        400 W (575 W), which takes longer. Both take every GPU busy in each of these hours and count no staff, network,
        failures or idle time: at the 10 million tokens a month of a small company the EXAONE box earns itself back 15
        times later than printed.
      </Text>
      <div className="table-scroll">
        <Table aria-label="Months to earn back on-premise hardware" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model and hardware</Table.Th>
              <Table.Th>Inputs</Table.Th>
              {publishedApis.map(({ name, inputUsdPerMTok, outputUsdPerMTok }) => (
                <Table.Th key={name} className="number-cell" style={{ whiteSpace: 'normal' }}>
                  {name.replace('-', nonBreakingHyphen)}
                  <Text
                    size="xs"
                    c="dimmed"
                    style={{ whiteSpace: 'nowrap' }}
                  >{`${inputUsdPerMTok} / ${outputUsdPerMTok}`}</Text>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {readings.map((reading) => (
              <OnPremiseRows key={reading.model} reading={reading} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt={4}>
        Months against each API, its price in USD per million tokens in / out. 15,000 USD an A100, 2,000 USD an RTX
        5090, 0.15 USD per kWh; two thirds of the tokens are answers. Any other model, hardware or API:{' '}
        <code>burnrate payback</code>.
      </Text>
    </>
  );
}

/** What was printed, where it is known, above both readings. */
function OnPremiseRows({ reading }: { readonly reading: Figures['onPremise'][number] }): ReactNode {
  const { model, hardware, published, effective, stated } = reading;
  const rows = [
    { inputs: 'Published', months: published },
    { inputs: 'Effective', months: effective },
    { inputs: 'Stated', months: stated },
  ];
  return rows.map(({ inputs, months }, index) => (
    <Table.Tr key={inputs}>
      {index === 0 && (
        <Table.Td rowSpan={3}>
          {model}
          <Text size="xs" c="dimmed">
            {hardware}
          </Text>
        </Table.Td>
      )}
      <Table.Td>{inputs}</Table.Td>
      {publishedApis.map(({ name }) => (
        <Table.Td key={name} className="number-cell">
          {monthsText(months[name])}
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}

/** Absent = not in what we have of the table; null = never. */
function monthsText(months: number | null | undefined): string {
  if (months === undefined) return '–';
  return months === null ? 'never' : months.toFixed(months < 10 ? 2 : 1);
}

function Roofline({ errors }: { readonly errors: Figures['roofline'] }): ReactNode {
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
