/** Makes small PDF files for the tests, byte by byte: what a library of ours would write would only prove that it reads itself. */

/** A line of text: where its left end stands, in points from the left and the bottom of the page, and how high it is. */
export type Written = { readonly text: string; readonly x?: number; readonly y: number; readonly size?: number };

/** Returns a PDF of pages of lines; with no line a page holds a filled square only. `encrypted` asks for a password that nobody has. */
export function pdfFile(pages: readonly (readonly Written[])[], encrypted = false): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [index, lines] of pages.entries()) {
    const drawn = lines.map(
      ({ text, x = 72, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/gu, '\\$&')}) Tj ET`,
    );
    const stream = lines.length === 0 ? '0.5 g 72 72 300 300 re f' : drawn.join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`,
    );
  }
  const hex = '00'.repeat(32);
  const encrypt = encrypted
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${hex}> /U <${hex}> >> /ID [<${hex}> <${hex}>]`
    : '';
  let file = '%PDF-1.4\n';
  const at = objects.map((object, index) => {
    const from = Buffer.byteLength(file, 'latin1');
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return from;
  });
  const from = Buffer.byteLength(file, 'latin1');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${from}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
