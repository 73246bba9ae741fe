import { jsonReply } from '../shared/reply';
import type { ZoomRoute } from './routes';

export const accountRoutes: readonly ZoomRoute[] = [
  {
    name: 'getSecuritySettings',
    method: 'GET',
    path: '/v2/accounts/me/settings',
    label: 'Medium',
    users: () => [],
    handle({ settings }, { query }) {
      if (!settings.paidAccount) return 'zoom.settings.200.200';
      // Other options have settings of their own, which nothing here needs.
      if (query.get('option') !== 'security') return jsonReply(200, {});
      return jsonReply(200, { security: { password_requirement: settings.passwordRequirement } });
    },
  },
];
