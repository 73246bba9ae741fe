import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { protectionOf } from '../../src/domain/protected-accounts';

const account = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const email = fc.emailAddress();
const OWN: readonly string[] = ['engine@example.com'];

describe('a protected account', () => {
  it.each([
    ['ceo@example.com', 'ceo@example.com'],
    ['CEO@Example.com', 'ceo@example.com'],
    ['anna@board.example.com', '*@board.example.com'],
    ['svc-backup@example.com', 'svc-*@example.com'],
    ['4711', '47*'],
  ])('%s is held for %s', (name, pattern) => {
    expect(protectionOf([name], [pattern], OWN)).toContain(`"${pattern}"`);
  });

  it.each([
    ['xceo@example.com', 'ceo@example.com'],
    ['ceo@example.com.evil.org', 'ceo@example.com'],
    ['ceo@exampleXcom', 'ceo@example.com'],
    ['anna@board.example.com.evil.org', '*@board.example.com'],
    ['anna@example.com', '*@board.example.com'],
  ])('%s is not meant by %s', (name, pattern) => {
    expect(protectionOf([name], [pattern], OWN)).toBeUndefined();
  });

  it('is meant by its own name, in any case, and by no other', () => {
    fc.assert(
      fc.property(email, email, (one, other) => {
        expect(protectionOf([one.toUpperCase()], [one], [])).toBeDefined();
        if (one.toLowerCase() !== other.toLowerCase())
          expect(protectionOf([other], [one], [])).toBeUndefined();
      }),
    );
  });

  it('is meant by every pattern made of its name with parts left out', () => {
    const cuts = fc.record({ name: account, from: fc.nat(40), to: fc.nat(40) });
    fc.assert(
      fc.property(cuts, ({ name, from, to }) => {
        if (name.includes('*')) return;
        const [start, end] = [Math.min(from, to), Math.max(from, to)];
        const pattern = `${name.slice(0, start)}*${name.slice(end)}`;
        expect(protectionOf([name], [pattern], [])).toBeDefined();
      }),
    );
  });

  it('never breaks, whatever the pattern', () => {
    fc.assert(
      fc.property(account, account, (name, pattern) => {
        expect(() => protectionOf([name], [pattern], OWN)).not.toThrow();
        expect(protectionOf([name], ['*'], OWN)).toBeDefined();
      }),
    );
  });

  it('is each one that the engine itself works with, before any pattern', () => {
    expect(protectionOf(['jane@example.com', 'Engine@Example.com'], ['*'], [])).toContain('jane');
    expect(protectionOf(['Engine@Example.com'], ['*'], OWN)).toContain('the engine itself');
  });
});
