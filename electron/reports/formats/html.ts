import { assertNever } from '#shared/result.ts';
import { drawChart } from '../charts/draw-chart.ts';
import type { Block, Cell, Column, ReportDocument, Section, Table } from '../documents/report-document.ts';
import { htmlStyle } from './html-style.ts';
import { htmlText } from './html-text.ts';
import type { ReportFormat } from './report-format.ts';
import { svgOf } from './svg.ts';

/** One page that needs nothing else: no script, no font, no address. Its policy lets a browser load nothing. */
export const htmlFormat: ReportFormat = {
  id: 'html',
  extension: 'html',
  mediaType: 'text/html',
  write: ({ title, subtitle, sections, origin }: ReportDocument) =>
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<h1>${htmlText(title)}</h1>
<p class="subtitle">${htmlText(subtitle)}</p>
${sections.map(sectionText).join('\n')}
<h2>How this report was made</h2>
${origin.map((line) => `<p class="origin">${htmlText(line)}</p>`).join('\n')}
</main>
</body>
</html>
`,
};

function sectionText({ title, blocks }: Section): string {
  return `<section>\n<h2>${htmlText(title)}</h2>\n${blocks.map(blockText).join('\n')}\n</section>`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.isWarning === true ? ' class="warning"' : ''}>${htmlText(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${htmlText(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl class="facts">${block.facts
        .map(({ label, cell, hint }) => {
          const more = hint === undefined ? '' : `<span class="hint">${htmlText(hint)}</span>`;
          return `<div><dt>${htmlText(label)}</dt><dd>${htmlText(cell.text)}${more}</dd></div>`;
        })
        .join('')}</dl>`;
    case 'chart': {
      const caption = htmlText(`${block.title}. ${block.sentence}`);
      return `<figure><figcaption>${caption}</figcaption>${svgOf(drawChart(block.chart), block.sentence)}</figure>`;
    }
    case 'table':
      return tableText(block);
    default:
      return assertNever(block);
  }
}

/** A table in a box of its own that scrolls on a narrow screen, by keyboard too. */
function tableText({ title, columns, rows, total }: Table): string {
  const head = columns.map((column) => `<th scope="col"${classOf(column)}>${htmlText(column.title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${rowText(columns, row)}</tr>`).join('\n');
  const foot = total === undefined ? '' : `<tfoot><tr>${rowText(columns, total)}</tr></tfoot>`;
  const name = htmlText(title);
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><caption>${name}</caption>` +
    `<thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody>${foot}</table></div>`
  );
}

function rowText(columns: readonly Column[], row: readonly Cell[]): string {
  return columns.map((column, index) => `<td${classOf(column)}>${htmlText(row[index]?.text ?? '')}</td>`).join('');
}

function classOf({ isNumber }: Column): string {
  return isNumber === true ? ' class="number"' : '';
}
