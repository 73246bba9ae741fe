/** The one look of the engine's pages: light and dark on a screen, black on white on paper (A4). */
export const STYLES = `
:root { color-scheme: light dark;
  --ink: #1b1f24; --soft: #4a525c; --line: #d0d7de; --paper: #ffffff; --shade: #f3f5f7;
  --good: #116329; --bad: #a40f17; --wait: #8a4600; --person: #5a32a3; --told: #0550ae; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6edf3; --soft: #a0a9b4; --line: #3d444d; --paper: #0d1117; --shade: #171c24;
  --good: #56d364; --bad: #ff7b72; --wait: #e3a03a; --person: #c9a4ff; --told: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .5rem 0; max-width: 60rem; overflow-wrap: anywhere; }
.lead { font-size: 1.1rem; }
.soft { color: var(--soft); } .light { font-weight: 400; font-size: .95em; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.notice { border-left: 4px solid var(--bad); padding: .25rem .75rem; background: var(--shade); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .15rem 1.25rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .25rem 0; padding-left: 1.1rem; } li { overflow-wrap: anywhere; }
code, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; } tbody th { min-width: 4rem; }
thead th { color: var(--soft); overflow-wrap: normal; } .widest { width: 34%; }
td ul { margin: 0; font-size: .95em; }
time { display: block; white-space: nowrap; } .state { white-space: nowrap; }
figure { margin: .5rem 0; }
svg { display: block; width: 100%; min-width: 42rem; height: auto; }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
svg .soft { fill: var(--soft); } svg .rule { stroke: var(--line); } svg .band { fill: var(--shade); stroke: var(--line); }
svg .milestone { stroke: var(--soft); stroke-dasharray: 3 3; }
svg .milestone.contained { stroke: var(--good); stroke-width: 2; stroke-dasharray: none; }
svg .mark { stroke-width: 2; fill: none; stroke: var(--soft); }
svg .done { fill: var(--good); stroke: var(--good); } svg .failed, svg .lost { stroke: var(--bad); }
svg .retry { stroke: var(--wait); } svg .decision { fill: var(--person); stroke: var(--person); }
svg .message { fill: var(--told); stroke: var(--told); }
@page { size: A4; margin: 15mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #000; --line: #999; --paper: #fff; --shade: #fff;
    --good: #000; --bad: #000; --wait: #000; --person: #000; --told: #000; }
  html { font-size: 9.5pt; } body { font-size: 1rem; } main { max-width: none; padding: 0; }
  h2, h3, caption { break-after: avoid; } tr, figure, dl > *, li, .notice { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; } svg { min-width: 0; }
}
`;
