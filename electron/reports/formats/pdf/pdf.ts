import { assertNever } from '#shared/result.ts';
import { drawChart } from '../../charts/draw-chart.ts';
import { chartFontSize, type Shape } from '../../charts/shapes.ts';
import type { Block, Chart, Facts, ReportDocument } from '../../documents/report-document.ts';
import type { ReportFormat } from '../report-format.ts';
import { isWritable } from './encode-text.ts';
import { createPageWriter, ink, inkOf, margin, textColumn, type PageWriter } from './page-writer.ts';
import { pdfFile } from './pdf-file.ts';
import { writeTable } from './pdf-table.ts';

/**
 * A4 pages. The file is written here and not by a browser, so that every host makes the same one. Its fonts are those that
 * each reader has, with Western European letters; a report with others says so and points at the web page.
 */
export const pdfFormat: ReportFormat = {
  id: 'pdf',
  extension: 'pdf',
  mediaType: 'application/pdf',
  write(report: ReportDocument) {
    const page = createPageWriter();
    page.paragraph(report.title, { size: 20, weight: 'bold' });
    page.paragraph(report.subtitle, { size: 10, color: ink.dim });
    for (const { title, blocks } of report.sections) {
      page.skip(14);
      page.need(70);
      page.paragraph(title, { size: 14, weight: 'bold' });
      page.skip(4);
      for (const block of blocks) writeBlock(page, block);
    }
    page.skip(14);
    for (const line of [...report.origin, ...missingLetters(report)]) page.paragraph(line, { size: 8, color: ink.dim });
    const foot = (number: number, of: number): string => `${report.title} · page ${number} of ${of}`;
    return Promise.resolve(pdfFile(report.title, page.pages(foot)));
  },
};

function missingLetters(report: ReportDocument): readonly string[] {
  if (isWritable(JSON.stringify(report))) return [];
  return [
    'Some letters are written as ? here: PDF readers have no font of their own for them. The web page has them all.',
  ];
}

function writeBlock(page: PageWriter, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      page.paragraph(block.text, { size: 10, ...(block.isWarning === true && { weight: 'bold', color: ink.warning }) });
      page.skip(4);
      return;
    case 'list':
      for (const item of block.items) {
        page.need(14);
        page.text('•', margin + 4, page.y() + 11, { size: 10 });
        page.paragraph(item, { size: 10 }, margin + 14, textColumn - 14);
      }
      page.skip(4);
      return;
    case 'facts':
      writeFacts(page, block);
      return;
    case 'chart':
      writeChart(page, block);
      return;
    case 'table':
      writeTable(page, block);
      return;
    default:
      assertNever(block);
  }
}

const factHeight = 46;

/** Two beside each other. */
function writeFacts(page: PageWriter, { facts }: Facts): void {
  const width = textColumn / 2;
  for (let index = 0; index < facts.length; index += 2) {
    page.need(factHeight);
    for (const [column, fact] of facts.slice(index, index + 2).entries()) {
      const x = margin + column * width;
      page.text(fact.label, x, page.y() + 12, { size: 8, color: ink.dim });
      page.text(fact.cell.text, x, page.y() + 28, { size: 14, weight: 'bold' });
      if (fact.hint !== undefined) page.text(fact.hint, x, page.y() + 39, { size: 7.5, color: ink.dim });
    }
    page.skip(factHeight);
  }
  page.skip(4);
}

function writeChart(page: PageWriter, { title, sentence, chart }: Chart): void {
  const { width, height, shapes } = drawChart(chart);
  const scale = textColumn / width;
  page.need(height * scale + 40);
  page.paragraph(`${title}. ${sentence}`, { size: 9, color: ink.dim });
  page.skip(4);
  const top = page.y();
  for (const shape of shapes) drawShape(page, shape, scale, top);
  page.skip(height * scale + 10);
}

function drawShape(page: PageWriter, shape: Shape, scale: number, top: number): void {
  switch (shape.shape) {
    case 'rectangle':
      page.rectangle(
        margin + shape.x * scale,
        top + shape.y * scale,
        shape.width * scale,
        shape.height * scale,
        inkOf(shape.tone),
      );
      return;
    case 'line': {
      const points = shape.points.map(({ x, y }) => ({ x: margin + x * scale, y: top + y * scale }));
      page.line(points, shape.isThin === true ? 0.5 : 1.8, shape.isThin === true ? ink.rule : inkOf(shape.tone));
      return;
    }
    case 'text':
      page.text(
        shape.text,
        margin + shape.x * scale,
        top + shape.y * scale,
        { size: chartFontSize * scale },
        shape.anchor,
      );
      return;
    default:
      assertNever(shape);
  }
}
