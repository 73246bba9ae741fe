import type { Refusal } from './refusal-page';
import { RETRY_AFTER_S } from '../unavailable';

export const TOKEN_WANTED: Refusal = {
  title: 'This page wants the token',
  paragraphs: [
    'Load it again. When the browser asks, give any user name, and OFFBOARDING_API_TOKEN of the intake as the password.',
    'Programs send it as “Authorization: Bearer <token>”.',
  ],
};

export const NOT_FROM_HERE: Refusal = {
  title: 'This page is for the intake’s own machine only',
  paragraphs: [
    'No token is set, and this request did not come straight from a browser of that machine: from another one, through a proxy, or by another name than localhost.',
    'To see it from elsewhere, set OFFBOARDING_API_TOKEN where the intake runs, start it again, and give the token here as the password.',
  ],
};

export const NOT_NOW: Refusal = {
  title: 'Nobody can be listed at the moment',
  paragraphs: [
    'Temporal does not answer, or its lists do not. What this page showed before may be out of date by now, so it shows nothing.',
    `Load it again in ${RETRY_AFTER_S} s. The intake’s log says what is wrong. Runs under way are not affected by this page.`,
  ],
};
