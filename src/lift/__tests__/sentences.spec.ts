import { readFileSync } from 'fs';
import { join } from 'path';
import { SENTENCES } from '../sentences';

const DOCUMENT = readFileSync(
  join(__dirname, '..', '..', '..', 'docs', 'lifting.md'),
  'utf8'
);

test.each(Object.keys(SENTENCES))('the documentation explains %s', code => {
  expect(DOCUMENT).toContain(`\`${code}\``);
});

test.each(Object.entries(SENTENCES))(
  '%s is told in whole sentences',
  (_, { message, remedy }) => {
    expect(message).toMatch(/^[A-Z“`{][^]*[.}]$/);
    expect(remedy).toMatch(/^[A-Z“`{][^]*[.}]$/);
  }
);
