import { headingOf } from '../heading';

test.each([
  ['# Load', { level: 1, text: 'Load' }],
  ['text\n\n### Deep ##', { level: 3, text: 'Deep' }],
  ['Rewriting D\n===\n\ntext', { level: 1, text: 'Rewriting D' }],
  ['Less\n---', { level: 2, text: 'Less' }],
  ['<h2 id="x">Own</h2>', { level: 2, text: 'Own' }],
  ['```sh\n# no heading\n```\n## Yes', { level: 2, text: 'Yes' }],
  ['~~~\n# no\n```\n# no\n~~~', null],
  ['- a list\n---', null],
  ['text\n\n---', null],
  ['#hashtag', null],
  ['', null]
])('the heading of %j', (source, heading) => {
  expect(headingOf(source)).toEqual(heading);
});
