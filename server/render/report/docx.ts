import { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import type { Report } from './content'
import { partsOf } from './content'
import type { Pictures } from './docx-blocks'
import { childrenOf } from './docx-blocks'
import { footOf, headOf, titleOf } from './docx-letterhead'
import { font, page, size } from './docx-page'
import { reportWords } from './words'

/** The report as a Word document that opens in Word and LibreOffice. */
export async function reportDocx(report: Report, pictures: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  const w = reportWords[report.language]
  const [main, annexes] = partsOf(report)
  const document = new Document({
    creator: report.head.issuer,
    title: `${w.type}: ${report.head.subject}`,
    styles: {
      default: {
        document: {
          run: {
            font,
            size: size.body,
            color: '000000',
            language: { value: report.language === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
      },
      paragraphStyles: [1, 2].map((level) => ({
        id: `Heading${level}`,
        name: `heading ${level}`,
        basedOn: 'Normal',
        next: 'Normal',
        run: { font, size: size.body, bold: true, color: '000000' },
        paragraph: { spacing: { before: 160, after: 80 }, keepNext: true },
      })),
    },
    sections: [
      {
        properties: { page, titlePage: true },
        // the decree wants the number from the second page on, above and in the middle
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph('')] }) },
        children: [
          headOf(report),
          ...titleOf(report),
          ...main.flatMap((block) => childrenOf(block, report, pictures)),
          // annexes follow the signature
          footOf(report),
          ...annexes.flatMap((block) => childrenOf(block, report, pictures)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const pageNumber = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: size.agency })],
      }),
    ],
  })
