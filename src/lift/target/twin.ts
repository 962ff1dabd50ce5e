/**
 * Whether a `.py` text is a notebook written as a script (jupytext, VS Code, nbconvert): lifted code in it
 * would become cells of the notebook.
 */
export function isTextTwin(text: string): boolean {
  const head = text.slice(0, 4000);
  return (
    /^# -{3,}[ \t]*\r?\n(?:#[^\n]*\n)*?#\s*(?:jupyter|jupytext)\s*:/m.test(
      head
    ) || /^#\s*(?:%%|In ?\[[\d ]*\]:?|<codecell>)/m.test(text)
  );
}

/** Whether a notebook's metadata pairs it with a script: jupytext's `formats` name one. */
export function isPaired(metadata: {
  readonly [key: string]: unknown;
}): boolean {
  const { jupytext } = metadata;
  const formats =
    typeof jupytext === 'object' && jupytext !== null && 'formats' in jupytext
      ? jupytext.formats
      : null;
  return (
    typeof formats === 'string' &&
    /(?:^|[,/])(?:py|auto)(?=[:,]|$)/.test(formats)
  );
}
