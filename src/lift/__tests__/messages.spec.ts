import type { ErrorCode } from '../../core/errors';
import { MESSAGES, sentence } from '../messages';

const data = {
  path: 'lib.py',
  reason: 'why',
  format: '3',
  what: 'cell 1',
  first: 'First.',
  importers: 'b.ipynb',
  names: 'f',
  target: '/else/lib.py'
};

describe('sentence', () => {
  it.each(Object.keys(MESSAGES) as ErrorCode[])(
    'has whole sentences for %s',
    code => {
      const { message, remedy } = sentence({ code, data });
      for (const text of [message, remedy]) {
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text).not.toMatch(/[{}]/);
      }
    }
  );

  it('translates the literal, then fills it', () => {
    const seen: string[] = [];
    const translate = (literal: string) => {
      seen.push(literal);
      return literal.startsWith('The module {path} is read-only')
        ? '{path} ist schreibgeschützt.'
        : literal;
    };
    const said = sentence(
      { code: 'target-read-only', data: { path: 'a.py' } },
      translate
    );
    expect(said.message).toBe('a.py ist schreibgeschützt.');
    expect(seen).toContain(MESSAGES['target-read-only'].remedy);
  });
});
