/** The page's own rules, after those that all pages share. */
export const PAGE_STYLES = `
a { color: var(--told); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 3px solid var(--told); outline-offset: 3px; border-radius: 2px; }
header, footer { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 0; }
header + main { padding-top: .5rem; padding-bottom: 1rem; }
footer { padding-top: 0; padding-bottom: 2.5rem; font-size: .9em; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1.25rem; top: .25rem; background: var(--paper); padding: .25rem .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.counts { list-style: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1rem 0 0; padding: 0; }
.counts a { display: block; height: 100%; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--shade); color: var(--ink); text-decoration: none; }
.counts a:hover { border-color: var(--told); }
.counts strong { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts .urgent { border-color: var(--bad); box-shadow: inset 4px 0 0 var(--bad); }
.counts .urgent strong { color: var(--bad); }
section { margin-top: 2.25rem; }
h2 { margin-top: 0; scroll-margin-top: 1rem; }
.cause { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 0 8px 8px 0; }
.cause h3 { margin: 0; }
.cause > p { margin: .15rem 0; }
.cause table { margin: .5rem 0; }
.answer { padding-top: .25rem; }
.command code { display: inline-block; padding: .25rem .5rem; border-radius: 4px; background: var(--shade); user-select: all; }
.count { font-weight: 400; }
time { display: inline; }
table { table-layout: fixed; position: relative; }
thead th { font-size: .92em; }
thead th:nth-child(1) { width: 40%; } thead th:nth-child(2) { width: 27%; } thead th:nth-child(3):not(:last-child) { width: 18%; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
tbody tr:last-child > * { border-bottom: 0; }
.state { font-weight: 500; white-space: normal; }
.state.told { color: var(--told); } .state.soft { color: var(--soft); }
svg.sign { display: inline-block; width: .85em; min-width: 0; height: .85em; margin-right: .45em; vertical-align: -.05em;
  fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
svg.sign .full { fill: currentColor; }
.aside { display: block; font-size: .9em; font-weight: 400; color: var(--soft); }
.more { padding: .4rem .75rem; background: var(--shade); border-radius: 4px; }
@media (max-width: 44rem) {
  time { white-space: normal; }
  .counts { grid-template-columns: repeat(2, 1fr); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, tbody th, td { display: block; width: auto; }
  tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  tbody th, td { border: 0; padding: .1rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--soft); }
  td .aside { display: inline; margin-left: .35em; }
}
`;
