import type { TestBook } from './book';
import type { TestDetail } from './desk';

/** What there is to say of one test, or of a file that could not be read; `null` for what is neither. */
export function detailOf(book: TestBook, id: string): TestDetail | null {
  const error = book.errors.find(one => one.id === id);
  if (error !== undefined) {
    const { path, message, text } = error;
    return {
      id,
      state: 'not collected',
      isStale: false,
      place: [path, lineOf(path, text)],
      result: {
        ...{ outcome: 'error', seconds: 0, message, text },
        ...{ output: '', frames: [] }
      }
    };
  }
  const test = book.cases.get(id);
  const result = book.resultOf(id);
  return test === undefined || result === null
    ? null
    : {
        id,
        state: book.stateOf(id),
        isStale: book.isStale(id),
        place: [test.path, test.line],
        result
      };
}

/** The last line of the file that a traceback names. */
function lineOf(path: string, text: string): number {
  const name = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = [
    ...text.matchAll(new RegExp(`${name}"?(?:, line |:)(\\d+)`, 'g'))
  ];
  return Number(found[found.length - 1]?.[1] ?? 1);
}
