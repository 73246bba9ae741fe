/** Words of `offboard --help` that commander does not write by itself. */
export const DESCRIPTION = `Takes a leaver's access away: at once, all of it, and provably.

<id> is the leaver's employee id or e-mail, or the workflow id that the Temporal Web UI shows.`;

export const AFTERWORD = `
Exit codes:
  0   done or accepted
  1   refused, or it needs a person: blocked, held, cancelled, ended before
  2   wrong use or configuration
  3   no connection: Temporal, or a worker behind it, does not answer
  130 interrupted (the run itself goes on)

With --json, results are JSON on standard output, and errors {"error":{"code","message"}} on
standard error.

Temporal is found by TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS_*, or
by the profile of Temporal's own config file; by default at localhost:7233.

Examples:
  $ npx offboard start jane.doe@example.com --urgency immediate --watch
  $ npx offboard start jane.doe@example.com --effective-at 2026-11-27T17:00:00+01:00
  $ npx offboard watch jane.doe@example.com
  $ npx offboard blocked
  $ npx offboard decide jane.doe@example.com deactivateZoomUser retry --reason "role withdrawn"
  $ npx offboard report jane.doe@example.com --json > evidence.json
  $ npx offboard batch leavers.csv --reason "site Graz closes"`;

const examples = (...lines: string[]) =>
  [
    '',
    lines.length === 1 ? 'Example:' : 'Examples:',
    ...lines.map((line) => `  $ npx offboard ${line}`),
  ].join('\n');

/** By command: what it says below its options. */
export const EXAMPLES = {
  start: examples(
    'start jane.doe@example.com --urgency immediate --watch',
    'start jane.doe@example.com --employee-id 4711 --effective-at 2026-11-27T17:00:00+01:00',
    'start jane.doe@example.com --dry-run --watch',
  ),
  status: `
Exits with 1 when the run is blocked, held or was cancelled, as watch does where nobody could answer,
else with 0.
${examples('status jane.doe@example.com', 'status 4711 --json')}`,
  list: `
Without a filter it lists all that Temporal keeps, runs and HR's events that wait for a person; dry
runs are left out, unless asked for by --state dryRun. Those that wait for a person come first, then those under way by their date, then
those that ended. Times are UTC: "from" the effective time, or "since" then. The list is a second or
so behind the runs.
${examples(
  'list',
  'list --state blocked held',
  'list --state scheduled --from 2026-11-01 --to 2026-11-30',
  'list --source bamboohr --json',
)}`,
  blocked: `
Blocked and held runs, and HR's events that wait for a person. Exits with 1 when somebody waits, with
0 when nobody does. Where a role may be in the way, the runs are asked if they can take it away. "since" is the time when the first of them was due, or was asked for.
${examples('blocked', 'blocked --json')}`,
  dismiss: `
Answers everything that HR's events of the employee ask at the moment. An event that could not be
completed is dropped: offboard somebody who leaves by hand first, as the message says.
${examples('dismiss 4711 --reason "started by hand"', 'dismiss hr-events-4711 --reason "a test"')}`,
  watch: `
Redrawn on a terminal; elsewhere a line for each change, or with --json a status for each.
On a terminal it stays until the run ends, or until it is contained, whatever that takes. Elsewhere
nobody would answer, so it also ends, with 1, as soon as the run is blocked or held.
A dry run ends with a line that says what a real run would come to, and with its exit code; with 1,
too, where reading could not tell.
--all shows all runs under way, and those that end meanwhile, until Ctrl-C, which ends it with 0. It
asks Temporal's list every 2 seconds, and no worker.
${examples('watch jane.doe@example.com', 'watch 4711 --until contained', 'watch --all')}`,
  decide: `
retry           try the step again: what stood in its way is mended
skip            leave the step undone; the run ends completedWithExceptions
markDone        it was done by hand
demoteAndRetry  withdraw the user's Zoom role, then deactivate again

--blocked-on sends one decision to all runs that wait with the same code: it shows them, and asks
first. Where nobody can be asked, --yes must be given. Exits with 1 when one of them did not take it.
${examples(
  'decide jane.doe@example.com deactivateZoomUser retry --reason "event moved to Bob"',
  'decide 4711 --step rotateZoomPassword --decision skip --reason "signs in by SSO only"',
  'decide --blocked-on cloudflare.403.10000 retry --reason "permission added"',
)}`,
  release: `
The breaker holds automatic terminations where a feed sends too many; --all and --source let those
go, and start its count anew. They ask first; where nobody can be asked, --yes must be given. A
protected account is released by its id only.
${examples(
  'release 4711 --reason "board agreed, ticket HR-12"',
  'release --source bamboohr --reason "team closed, ticket HR-13"',
  'release --all --reason "checked with HR"',
)}`,
  rescind: `
Before the effective time nothing is done. After it, access is restored, in reverse order.
--held and --source ask first; where nobody can be asked, --yes must be given.
${examples(
  'rescind 4711 --reason "resignation withdrawn"',
  'rescind --held --source gusto --reason "faulty feed"',
)}`,
  'start-now': examples('start-now 4711 --reason "left the building"'),
  reschedule: examples(
    'reschedule 4711 --effective-at 2026-11-30T17:00:00+01:00 --reason "last day moved"',
  ),
  report: `
--json and --html carry a hash chain over every entry; its head is printed below the text. --verify
checks such a file: exits with 0 when it is whole, with 1 and the first entry that does not fit when
it was changed, with 2 when it is no report. With an <id> it also asks Temporal for the run.
The chain has no signature. It shows that a file was changed after it was written; that somebody
made a whole new chain over other entries shows only against the head as it was noted elsewhere,
or against Temporal, as long as that keeps the run.
Of a leaver who came back and left again it is about the newest run, unless --run names an earlier
one; a file is compared with the run that it is about.
--since makes a table of all runs effective in a period, with the percentiles of the time to
contained. A bare date is a day in UTC, and --until holds that whole day; an instant for --until is
no longer in the period; without --until it ends now. A run whose evidence cannot be read is a row
that says why. Dry runs are only counted; --dry-runs lists them too.
${examples(
  'report 4711',
  'report 4711 --html --output evidence.html',
  'report --since 2026-11-01 --until 2026-11-30 --csv --output november.csv',
  'report --verify evidence.html',
  'report 4711 --verify evidence.html',
)}`,
  batch: `
Columns: email (required), employeeId, zoomUserId, effectiveAt, urgency, reason; capitals, spaces,
"_" and "-" in the header do not matter. Whatever is wrong in the file is said by line, before
anything is started. The same list again goes on where it is; it starts nobody twice.
--dry-run says what would be started, and which runs exist already; it asks no provider. What the
providers would do says: npx offboard start <email> --dry-run --watch
Ctrl-C leaves the batch running. Exits with 1 when somebody is blocked, held, failed or cancelled.
${examples(
  'batch leavers.csv --dry-run',
  'batch leavers.csv --reason "site Graz closes" --window 50',
  'batch leavers.csv --no-wait --json',
)}`,
  'batch-status': `
Exits with 1 when somebody is blocked, held, failed or cancelled, else with 0.
${examples('batch-status offboard-batch-2f4a…', 'batch-status offboard-batch-2f4a… --json')}`,
  'batch-pause': `
Runs that have begun go on.
${examples('batch-pause offboard-batch-2f4a… --reason "wrong list?"')}`,
  'batch-resume': examples('batch-resume offboard-batch-2f4a… --reason "the list is right"'),
  doctor: `
Tries Temporal, its search attributes and workers, the Zoom token and its scopes, the Cloudflare
token and the policy, with this shell's configuration; changes nothing. Exits with 1 if any fails.
A warning (!) is about what works, but could be safer or is not complete: a token that may do more
than the engine needs, for one. With --strict it exits with 1 for warnings too.
${examples('doctor', 'doctor --strict')}`,
} as const;
