/** The look of the service's pages: that of the map, in one small file. */
export const style = `:root { font-family: 'Noto Sans', 'Segoe UI', system-ui, sans-serif; font-size: 15px; line-height: 1.5; color: #17242e; background: #f3f6f7 }
* { box-sizing: border-box }
body { margin: 0 }
header { padding: 10px 16px; color: #fff; background: #0e4a5a }
header nav { display: flex; flex-wrap: wrap; gap: 4px 18px; max-width: 1200px; margin: 0 auto }
header a { color: #fff }
header a.other { margin-left: auto }
main { max-width: 1200px; margin: 0 auto; padding: 20px 16px 64px }
h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.25; color: #093743 }
h2 { margin: 28px 0 8px; font-size: 1.15rem; color: #093743 }
p { max-width: 75ch; margin: 0 0 8px }
a { color: #0e4a5a }
a:focus-visible { outline: 2px solid #1668d6; outline-offset: 2px }
.notice { padding: 8px 12px; border-left: 4px solid #e3b956; background: #fff6e0; color: #5e4305 }
.links { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none }
.scroll { overflow-x: auto; border: 1px solid #d9e0e5; background: #fff }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: 5px 12px; border-bottom: 1px solid #d9e0e5; text-align: left; vertical-align: top }
thead th { background: #e2eef0; vertical-align: bottom }
tbody th { font-weight: 500 }
td.number { text-align: right; white-space: nowrap }
td.short { white-space: nowrap }
td.missing { color: #4d5d6b }
.status { font-size: 0.8rem; color: #4d5d6b }
.status.illustrative { color: #a33f12 }
code { font-size: 0.92em; overflow-wrap: break-word }
`
