import type { CompletionSource } from '@codemirror/autocomplete';
import { StreamLanguage } from '@codemirror/language';
import { type Extension, Prec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { SQL_WORDS, sqlName, sqlParser } from './sqlWords.ts';
import { TextEditor, type TextEditorProps } from './TextEditor.tsx';

export type SqlFieldProps = Omit<TextEditorProps, 'language'> & {
  /** Names of the columns, suggested while typing. */
  columns: readonly string[];
};

/** A condition is short: the field is lower than one of JSON. */
const low: Extension = Prec.highest(
  EditorView.theme({ '.cm-content, .cm-gutter': { minHeight: '66px' }, '.cm-scroller': { maxHeight: '220px' } }),
);

function completionSource(columns: () => readonly string[]): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/"?[\p{L}_][\p{L}\p{N}_]*$/u);
    if (!word && !context.explicit) return null;
    return {
      from: word?.from ?? context.pos,
      options: [
        ...columns().map((name) => ({ label: sqlName(name), type: 'property', boost: 1 })),
        ...SQL_WORDS.map((label) => ({ label: label.toUpperCase(), type: 'keyword' })),
      ],
    };
  };
}

/** A condition of SQL as text, with the columns suggested. Large: to be loaded only when it is needed. */
export function SqlField({ columns, ...props }: SqlFieldProps) {
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  });
  const [language] = useState(() => ({
    extension: [low, StreamLanguage.define(sqlParser)],
    complete: completionSource(() => latest.current),
  }));
  return <TextEditor {...props} language={language} />;
}
