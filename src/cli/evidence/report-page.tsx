/** @jsxRuntime automatic @jsxImportSource preact */
import { clockOf } from '../../domain/evidence/moments';
import { unsealed, type SealedReport } from '../../domain/evidence/sealed-report';
import { timelineOf } from '../../domain/evidence/timeline';
import { visible } from '../../domain/evidence/visible-text';
import { renderDocument } from '../../html/document';
import { Outside } from '../../html/outside';
import { renderHeadline } from '../status/render-status';
import { EntryTable } from './entry-table';
import { FactList } from './fact-list';
import { headFacts } from './facts';
import { needWords, outcomeOf } from './outcome';
import { ProofSection } from './proof-section';
import { StepTable } from './step-table';
import { TimelinePicture } from './timeline-picture';

/**
 * The sealed report as one HTML file. It follows from the report alone, so that it can be made anew from the data it
 * carries and compared; the clock of the employee's zone is as this machine's time zone data has it.
 */
export function renderReportPage(sealed: SealedReport): string {
  const report = unsealed(sealed);
  const { request, status, entries } = report;
  const title = `Offboarding of ${visible(request.email)}`;
  const zone = request.timeZone;
  const clock = zone === undefined ? undefined : clockOf(zone);
  const local = zone !== undefined && clock ? { zone, clock } : undefined;
  return renderDocument({
    title,
    generator: `offboarding-engine ${visible(sealed.engine)}`,
    data: sealed,
    children: (
      <>
        <h1>
          Offboarding of <Outside text={request.email} />
        </h1>
        <p class="lead">
          <Outside text={renderHeadline(status)} />
        </p>
        {status.dryRun && <p class="notice">A dry run: it only read, and nothing was changed.</p>}
        {sealed.cutOff !== undefined && (
          <p class="notice">
            <Outside text={sealed.cutOff} />
          </p>
        )}
        {sealed.asOf !== undefined && (
          <p class="soft">The run had not ended when this was read, at {visible(sealed.asOf)}.</p>
        )}
        <FactList facts={headFacts(report)} />
        {status.needs.length > 0 && (
          <>
            <h2>Still needed</h2>
            <ul>
              {status.needs.map((need) => (
                <li>
                  <Outside text={needWords(need)} />
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>Timeline</h2>
        <figure>
          <div class="wide" role="region" aria-label="Timeline of the run" tabindex={0}>
            <TimelinePicture
              timeline={timelineOf(report, sealed.asOf)}
              title={`Timeline of the ${title.replace('Offboarding', 'offboarding')}`}
              description={`${renderHeadline(status)}. A lane for each step; all that it shows stands in the tables below.`}
            />
          </div>
          <figcaption class="soft">
            Times in UTC. The scale is logarithmic from the start: the first second and the months
            after it are both to be seen.
          </figcaption>
        </figure>
        <h2>Steps</h2>
        <StepTable steps={status.steps} local={local} />
        <h2>What became of it</h2>
        {outcomeOf(report).map(({ title: heading, facts }) => (
          <>
            <h3>{heading}</h3>
            <FactList facts={facts} />
          </>
        ))}
        <h2>What happened</h2>
        <EntryTable entries={entries} local={local} />
        <ProofSection sealed={sealed} />
      </>
    ),
  });
}
