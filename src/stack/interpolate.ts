import { StartError } from '../local/start-error';

const REFERENCE = /\$(?:\$|\{(\w+)(?:(:-|:\?)([^}]*))?\})/g;

export interface Reference {
  name: string;
  /** What stands for the variable where it is not set: `:-`. */
  fallback?: string;
  /** What to tell a person where it is not set: `:?`. */
  demand?: string;
}

/** Every `${VARIABLE}` of a text, in the forms of the Compose Specification that our file uses. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, name, form, rest = '']): Reference[] => {
    if (name === undefined) return []; // "$$", a plain dollar
    if (form === ':-') return [{ name, fallback: rest }];
    return [{ name, ...(form === ':?' && { demand: rest }) }];
  });
}

/**
 * Fills a text in as Docker Compose does; a variable that is empty counts as not set.
 * @throws StartError, exit code 2, for one that must be set and is not.
 */
export function interpolate(text: string, variables: Record<string, string | undefined>): string {
  return text.replace(REFERENCE, (whole: string) => {
    const [reference] = referencesIn(whole);
    if (!reference) return '$';
    const { name, fallback = '', demand } = reference;
    const value = variables[name];
    if (value) return value;
    if (demand !== undefined) throw new StartError(`${name} is not set: ${demand}`, 2);
    return fallback;
  });
}
