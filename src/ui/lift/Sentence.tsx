import React from 'react';

/** A sentence in which what stands between backticks is code. */
export function Sentence({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text
        .split('`')
        .map((part, at) =>
          at % 2 === 0 ? part : <code key={at}>{part}</code>
        )}
    </>
  );
}
