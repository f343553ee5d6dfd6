import { encodeText } from './encode-text.ts';

/** A4, points. */
export const pageSize = { width: 595, height: 842 } as const;

/** What stands on a page: PDF drawing operators, one each. */
export type PageContent = readonly string[];

/**
 * Writes a PDF 1.4 file: pages of text, lines and rectangles in the standard fonts, and nothing that a reader would run
 * or load. Source: PDF 32000-1:2008, sections 7.5 (file structure) and 8 to 9 (graphics and text).
 */
export function pdfFile(title: string, pages: readonly PageContent[]): Uint8Array {
  const firstPage = 6;
  const kids = pages.map((_page, index) => `${firstPage + 2 * index} 0 R`).join(' ');
  const box = `[0 0 ${pageSize.width} ${pageSize.height}]`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    fontObject('Helvetica'),
    fontObject('Helvetica-Bold'),
    `<< /Title ${titleText(title)} /Producer (Burnrate) >>`,
    ...pages.flatMap((content, index) => {
      const stream = content.join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPage + 2 * index + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // Every character is one byte: texts are written as the codes of their letters.
  return Buffer.from(text, 'latin1');
}

function fontObject(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

/** A text as a string of PDF, by the fonts' codes: all of it in hexadecimal, so that nothing of it can end the string. */
export function pdfString(text: string): string {
  return `<${encodeText(text)
    .map((code) => code.toString(16).padStart(2, '0'))
    .join('')}>`;
}

/** A title for the reader's window: UTF-16, which has every character. */
function titleText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}
