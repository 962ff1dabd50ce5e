const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally ' +
    'for from global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' ')
);

const SOFT_KEYWORDS = new Set(['_', 'case', 'match', 'type']);

const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

// Unicode 15.1 took these in, so Python before 3.13 does not.
const LATE = /\u200c|\u200d|\u30fb|\uff65/;

/** Python reads identifiers in this form: `ﬁt` and `fit` are the same name. */
export function normaliseName(name: string): string {
  return isAscii(name) ? name : name.normalize('NFKC');
}

/** Such text normalises to itself, which is quicker to see than to do. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 0x7f) {
      return false;
    }
  }
  return true;
}

/** Whether every supported Python takes the text for a name (PEP 3131); keywords have that form too. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && !LATE.test(name);
}

/** Whether the name can never be bound, in any spelling. */
export function isKeyword(name: string): boolean {
  return KEYWORDS.has(normaliseName(name));
}

/** Whether the name is a keyword in some places only (`match`, `type`); a bad name for something new. */
export function isSoftKeyword(name: string): boolean {
  return SOFT_KEYWORDS.has(normaliseName(name));
}
