/**
 * A 64-bit hash of a text, as 16 lower-case hexadecimal digits: equal texts have equal hashes on
 * every machine. It is there to notice changes nobody made on purpose and to derive ids; it is no
 * defence against somebody who wants two texts to collide.
 *
 * cyrb53 by bryc (public domain, https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js)
 * with all 64 bits of its state kept. Chosen because it is synchronous in a browser, where
 * `crypto.subtle` is not, and needs no BigInt: a megabyte takes a few milliseconds.
 */
export function hash(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ unit, 2654435761);
    h2 = Math.imul(h2 ^ unit, 1597334677);
  }
  h1 = mix(h1, h2);
  h2 = mix(h2, h1);
  return hex(h2) + hex(h1);
}

function mix(a: number, b: number): number {
  return (
    Math.imul(a ^ (a >>> 16), 2246822507) ^
    Math.imul(b ^ (b >>> 13), 3266489909)
  );
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
