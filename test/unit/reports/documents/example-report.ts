import type { ReportDocument } from '#reports';

/** A report with every kind of block, and with names that mean something to every format. */
export const hostileName = `<script>alert(1)</script>" onload='x' | *b* [l](u) \`c\` =1+2`;

export const exampleReport: ReportDocument = {
  fileName: 'example',
  title: hostileName,
  subtitle: 'Two lines\nof text',
  sections: [
    {
      title: hostileName,
      blocks: [
        { kind: 'paragraph', text: hostileName, isWarning: true },
        { kind: 'facts', facts: [{ label: hostileName, cell: { text: '$1.50', value: 1.5 }, hint: hostileName }] },
        { kind: 'list', items: [hostileName] },
        {
          kind: 'chart',
          title: hostileName,
          sentence: hostileName,
          chart: {
            form: 'bars',
            bars: [
              { label: hostileName, fromUsd: 0, toUsd: 10, tone: 'baseline', text: '$10.00' },
              { label: 'less', fromUsd: 10, toUsd: 4, tone: 'saving', text: '−$6.00' },
            ],
          },
        },
        {
          kind: 'chart',
          title: 'Over time',
          sentence: 'It rises.',
          chart: {
            form: 'lines',
            labels: ['2026-01', '2026-02'],
            lines: [{ name: hostileName, tone: 'optimized', usd: [1, 2] }],
          },
        },
        {
          kind: 'table',
          id: 'table',
          title: hostileName,
          columns: [
            { key: 'name', title: hostileName },
            { key: 'usd', title: 'USD', isNumber: true },
          ],
          rows: [
            [
              { text: hostileName, value: hostileName },
              { text: '$0.30', value: 0.1 + 0.2 },
            ],
            [
              { text: 'unknown', value: 'unknown' },
              { text: 'not known', value: null },
            ],
          ],
          total: [
            { text: 'Total', value: 'Total' },
            { text: '$0.30', value: 0.1 + 0.2 },
          ],
        },
      ],
    },
  ],
  origin: [hostileName],
};
