import { escape } from '../svg'
import type { Report, ReportBlock, ReportTable } from './content'
import { partsOf } from './content'
import { reportWords } from './words'

/** The report as a page that a screen reader reads well and a browser prints. @param address of each picture */
export function reportHtml(report: Report, address: (key: string) => string): string {
  const { head, language, recipients, signer } = report
  const [main, annexes] = partsOf(report)
  const w = reportWords[language]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${w.type}: ${head.subject}`)}</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/api/reports/page.css">
</head>
<body>
<header>
<p>${escape(head.superior)}<br><strong>${escape(head.issuer)}</strong><br>${escape(w.number(head.symbol))}</p>
<p><strong>${escape(w.country)}</strong><br><strong>${escape(w.motto)}</strong><br><em>${escape(w.date(head.place, head.year))}</em></p>
</header>
<main>
<h1>${escape(w.type)}<br>${escape(head.subject)}</h1>
${main.map((block) => part(block, report, address)).join('\n')}
<div class="foot">
<div><p><strong>${escape(w.recipients)}</strong></p><ul>${recipients.map((each) => `<li>${escape(each)}</li>`).join('')}</ul></div>
<p><strong>${escape(signer)}</strong><br><em>${escape(w.signature)}</em></p>
</div>
${annexes.map((block) => part(block, report, address)).join('\n')}
</main>
</body>
</html>
`
}

function part(block: ReportBlock, { language, head }: Report, address: (key: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? `<h2>${escape(block.text)}</h2>` : `<h3>${escape(block.text)}</h3>`
    case 'text':
      return `<p>${escape(block.text)}</p>`
    case 'fill':
      return `<p class="fill"><mark>${escape(block.text)}</mark></p>`
    case 'notice':
      return `<p class="notice" role="note">${escape(block.text)}</p>`
    case 'annex':
      return `<h2 class="annex">${escape(`${reportWords[language].annex(block.number)}. ${block.title}`)}</h2>
<p class="attached">${escape(reportWords[language].attached(head))}</p>`
    case 'picture':
      return `<figure><img src="${escape(address(block.picture.key))}" alt="${escape(block.picture.alt)}"><figcaption>${escape(block.picture.caption)}</figcaption></figure>`
    case 'table':
      return table(block.table)
  }
}

function table({ caption, head, rows, numbers, notes }: ReportTable): string {
  const columns = head.map((text) => `<th scope="col">${escape(text)}</th>`).join('')
  const body = rows.map((row, i) => {
    const cells = row.map((text, column) =>
      column === 0
        ? `<th scope="row">${escape(text)}</th>`
        : `<td${(numbers[i]?.[column] ?? null) === null ? '' : ' class="number"'}>${escape(text)}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table><caption>${escape(caption)}</caption><thead><tr>${columns}</tr></thead><tbody>${body.join('')}</tbody></table>${notes.map((note) => `<p class="note">${escape(note)}</p>`).join('')}`
}

export const reportStyles = `body { max-width: 820px; margin: 0 auto; padding: 24px 16px; font: 1.05rem/1.5 'Times New Roman', Times, serif; color: #000; background: #fff }
header, .foot { display: flex; justify-content: space-between; gap: 24px; text-align: center }
.foot { margin-top: 32px }
.foot > div { text-align: left }
.foot > p { text-align: center }
h1 { margin: 24px 0; font-size: 1.2rem; text-align: center }
h2 { margin: 28px 0 8px; font-size: 1.1rem }
p.attached { font-style: italic; text-align: center; white-space: pre-wrap }
h3 { margin: 16px 0 4px; font-size: 1.05rem }
p { margin: 0 0 8px; text-align: justify }
header p { text-align: center; white-space: pre-wrap }
mark { background: #fff2b3 }
.notice { padding: 8px 12px; border: 2px solid #b4690e; background: #fff0c9; font-weight: bold; text-align: center }
figure { margin: 16px 0 }
img { display: block; width: 100%; height: auto }
figcaption, caption { padding: 6px 0; font-style: italic; text-align: center }
table { width: 100%; margin: 16px 0; border-collapse: collapse; font-size: 0.95rem }
th, td { padding: 4px 8px; border: 1px solid #8a8a8a; text-align: left; font-weight: normal }
thead th { background: #e8eef0; font-weight: bold; text-align: center }
.note { margin: 0 0 4px; font-size: 0.88rem }
.number { text-align: right; font-variant-numeric: tabular-nums }
@media (max-width: 640px) { header, .foot { flex-direction: column; gap: 8px } table { display: block; overflow-x: auto } }
@media print { .annex { break-before: page } table, figure { break-inside: avoid } }
`
