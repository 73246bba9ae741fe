import type { Incoming } from '../shared/incoming';
import { jsonReply } from '../shared/reply';
import {
  noContent,
  userRoute,
  withBody,
  type Outcome,
  type ZoomRoute,
  type ZoomWorld,
} from './routes';
import type { ZoomUser } from './users';

/** Instant meetings are not listed, and meetings yet to come are not simulated. */
function listMeetings({ id: host_id, liveMeetings }: ZoomUser, { query }: Incoming): Outcome {
  const listed = query.get('type') === 'live' ? liveMeetings.filter(({ type }) => type !== 1) : [];
  return jsonReply(200, {
    page_size: 30,
    total_records: listed.length,
    next_page_token: '',
    meetings: listed.map(({ id, topic, type }) => ({ id, host_id, topic, type })),
  });
}

function endMeeting({ account }: ZoomWorld, incoming: Incoming): Outcome {
  const meetingId = incoming.params['meetingId'] ?? '';
  const host = account.hostOf(meetingId);
  if (host === undefined) return 'zoom.meeting.404.3001';
  return withBody(incoming, ({ action }) => {
    if (action !== 'end') return 'zoom.any.400.300.validation';
    // Ending takes the host's licence, which a deactivation takes away.
    if (host.status !== 'active' || host.type === 1) return 'zoom.meeting.400.200';
    host.liveMeetings = host.liveMeetings.filter(({ id }) => String(id) !== meetingId);
    return noContent();
  });
}

export const meetingRoutes: readonly ZoomRoute[] = [
  userRoute('listLiveMeetings', 'GET', '/meetings', 'Medium', (user, _world, incoming) =>
    listMeetings(user, incoming),
  ),
  {
    name: 'endMeeting',
    method: 'PUT',
    path: '/v2/meetings/:meetingId/status',
    label: 'Light',
    users({ params }, { account }) {
      const host = account.hostOf(params['meetingId'] ?? '');
      return host === undefined ? [] : [host.email];
    },
    handle: endMeeting,
  },
];
