import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Ends the meetings the leaver hosts right now. Zoom does not list instant meetings. */
export const endLiveZoomMeetings = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ zoomUser }: StepInput, { call }) => {
    const meetings = await zoom.listLiveMeetings(zoomUser, call);
    for (const meeting of meetings) await zoom.endMeeting(meeting.id, call);
    return meetings.length === 0
      ? { outcome: 'notApplicable', message: 'No scheduled meeting is live.' }
      : { outcome: 'done', message: `Ended ${meetings.length} live meeting(s).` };
  });
