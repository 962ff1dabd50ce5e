import { hash } from '../hash';

describe('hash', () => {
  it('is 16 hexadecimal digits and never changes between versions', () => {
    expect(hash('')).toBe('488bdcb81aee8d83');
    expect(hash('import pandas as pd\n')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells apart texts that differ in one character', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 20000; i++) {
      seen.add(hash(`x = ${i}`));
    }
    expect(seen.size).toBe(20000);
  });

  it('sees order, blanks and every plane of Unicode', () => {
    const texts = [
      'ab',
      'ba',
      'ab ',
      'é',
      'e\u0301',
      '😀',
      '\ud83d',
      '\0',
      '\0\0'
    ];
    expect(new Set(texts.map(hash)).size).toBe(texts.length);
  });
});
