import { DAY, inFuture } from '../support/hr-event';
import { isState } from './operations/stage';
import { playAll } from './operations/play-all';
import type { Situation } from './operations/walk';

const IVAN = 'ivan.petrov@example.com';
const ROSA = 'rosa.garcia@example.com';
const MAYA = 'maya.cohen@example.com';
const NINA = 'nina.kovac@example.com';
const PAUL = 'paul.meyer@example.com';
const LENA = 'lena.vogel@example.com';

const inAMonth = () => ({ effective: { when: inFuture(30 * DAY) } });

const SITUATIONS: Record<string, Situation> = {
  '7. Breaker tripped': {
    async play(stage) {
      const leave = async (name: string, source: string, state: 'scheduled' | 'held') => {
        const email = stage.engine.addLeaver(`${name}@example.com`);
        await stage.hrSays('terminate', email, { source, ...inAMonth() });
        await stage.isCounted(email);
        await stage.stands(email, state);
      };
      await leave('one', 'bamboohr', 'scheduled');
      await leave('two', 'gusto', 'scheduled');
      await leave('yuki.sato', 'bamboohr', 'held');
      await leave('ali.demir', 'bamboohr', 'held');
      await leave('eva.jensen', 'gusto', 'held');
    },
  },
  '8. Wrong e-mail': {
    async play(stage) {
      stage.engine.addLeaver('tomas.novak@example.com');
      const email = 'tomas.nowak@example.com';
      await stage.client.start({ email, reason: 'last day' });
      await stage.engine.until(`offboarding-${email}`, isState('blocked'));
    },
  },
  '9. Taken back / Before the start': {
    async play(stage) {
      stage.engine.addLeaver(NINA);
      await stage.client.start({ email: NINA, effectiveAt: inFuture(DAY) });
      stage.engine.addLeaver(PAUL);
      await stage.hrSays('terminate', PAUL, inAMonth());
      await stage.stands(PAUL, 'scheduled');
      await stage.hrSays('cancel', PAUL, { reason: 'resignation withdrawn' });
    },
  },
  '9. Taken back / After the start': {
    async play(stage) {
      await stage.usePolicy({ sweepDelay: '1h' });
      await stage.leaves(IVAN, isState('contained'));
      stage.engine.addLeaver(ROSA);
      await stage.hrSays('revokeNow', ROSA);
      await stage.stands(ROSA, 'contained');
      await stage.hrSays('cancel', ROSA);
      await stage.stands(ROSA, 'blocked');
      await stage.usePolicy({});
    },
  },
  '9. Taken back / After the end': {
    async play(stage) {
      stage.engine.addLeaver(MAYA);
      await stage.hrSays('revokeNow', MAYA);
      await stage.stands(MAYA, 'completed');
      await stage.hrSays('cancel', MAYA);
    },
  },
  '10. Worker down': {
    isIdle: true,
    async play(stage) {
      stage.engine.addLeaver(LENA);
      await stage.client.start({ email: LENA });
    },
    others: { 'npm run worker': ({ engine }) => engine.restartWorkers() },
  },
  '10. Worker down / Temporal down': {
    play: async () => undefined,
    environment: { TEMPORAL_ADDRESS: '127.0.0.1:9' },
  },
  'Evidence for an auditor': { play: async () => undefined },
};

playAll(SITUATIONS);
