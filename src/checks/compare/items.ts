import type { JsonObject } from '../../core/snapshot';
import { scrub } from './scrub';

/** One thing that a cell shows, in a form that compares. Standard error is not among them. */
export type Item =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure';
      readonly mime: string;
      readonly data: string;
      readonly text: string;
    }
  | {
      readonly kind: 'display';
      readonly mime: string;
      readonly text: string;
      readonly plain: string;
    }
  | { readonly kind: 'error'; readonly name: string; readonly text: string };

/** A text without what says nothing. */
export type Clean = (text: string) => string;

/** What is compared of a display, the first that it has. */
const SAYS: readonly RegExp[] = [
  /^text\/html$/,
  /^application\/(?!vnd\.jupyter\.widget-view).*json$/,
  /^text\/latex$/,
  /^text\/markdown$/,
  /^(application\/(x-)?javascript|text\/(?!plain)|audio\/|video\/)/,
  /^text\/plain$/
];
const FIGURE = /^(image\/|application\/pdf$)/;
/** Its state is elsewhere, so that only its being there is compared. */
export const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** What a reader sees of a cell, in order: neighbouring prints are one text. `clean` takes out of texts what says
 *  nothing. */
export function itemsOf(
  outputs: readonly JsonObject[],
  clean: Clean = scrub
): Item[] {
  const items: Item[] = [];
  for (const output of outputs) {
    const item = itemOf(output, clean);
    const last = items[items.length - 1];
    if (item?.kind === 'text' && last?.kind === 'text') {
      items[items.length - 1] = { kind: 'text', text: last.text + item.text };
    } else if (item) {
      items.push(item);
    }
  }
  return items
    .map(item =>
      item.kind === 'text' ? { ...item, text: clean(item.text) } : item
    )
    .filter(item => item.kind !== 'text' || item.text !== '');
}

function itemOf(output: JsonObject, clean: Clean): Item | null {
  switch (output.output_type) {
    case 'stream':
      return output.name === 'stdout'
        ? { kind: 'text', text: asText(output.text) }
        : null;
    case 'error':
      return {
        kind: 'error',
        name: asText(output.ename),
        text: clean(asText(output.evalue))
      };
    case 'display_data':
    case 'execute_result':
      return displayOf((output.data ?? {}) as JsonObject, clean);
    default:
      return null;
  }
}

function displayOf(data: JsonObject, clean: Clean): Item | null {
  const mimes = Object.keys(data);
  const plain = clean(asText(data['text/plain']));
  const figure = mimes.find(mime => FIGURE.test(mime));
  if (figure !== undefined) {
    return {
      kind: 'figure',
      mime: figure,
      data: figureText(figure, asText(data[figure])),
      text: plain
    };
  }
  if (mimes.includes(WIDGET)) {
    return { kind: 'display', mime: WIDGET, text: '', plain: 'a widget' };
  }
  for (const says of SAYS) {
    const mime = mimes.find(one => says.test(one));
    if (mime !== undefined) {
      return { kind: 'display', mime, text: clean(asText(data[mime])), plain };
    }
  }
  return null;
}

/** The texts of the pictures that are PNG files, each once. */
export function picturesIn(outputs: readonly JsonObject[]): string[] {
  const figures = itemsOf(outputs).flatMap(item =>
    item.kind === 'figure' && item.mime === 'image/png' ? [item.data] : []
  );
  return [...new Set(figures)];
}

/** SVG names its parts by hashes of the process, and says when it was drawn. */
function figureText(mime: string, text: string): string {
  return mime.startsWith('image/svg')
    ? text
        .replace(/(id="|#)[A-Za-z]\w*?[0-9a-f]{6,}/g, '$1')
        .replace(/<dc:date>[^<]*<\/dc:date>/g, '')
    : text.replace(/\s+/g, '');
}

/** Texts of a notebook file may be lists of lines. */
function asText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join('');
  }
  return typeof value === 'string'
    ? value
    : value === undefined
      ? ''
      : JSON.stringify(value);
}
