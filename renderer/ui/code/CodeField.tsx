import type { CompletionSource } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { useEffect, useRef, useState } from 'react';
import { type JsonSchema, jsonCompletions } from './jsonCompletions.ts';
import { TextEditor, type TextEditorProps } from './TextEditor.tsx';

export type CodeFieldProps = Omit<TextEditorProps, 'language'> & {
  /** What is suggested while typing. */
  schema: JsonSchema | null;
};

function completionSource(schema: () => JsonSchema | null): CompletionSource {
  return (context) => {
    const known = schema();
    const found = known && jsonCompletions(context.state.doc.toString(), context.pos, known);
    if (!found) return null;
    // Between a comma and the next name nothing is offered unasked: it would hide what is there.
    if (found.range.from === found.range.to && !context.explicit) return null;
    return {
      from: found.range.from,
      to: found.range.to,
      options: found.options.map(({ label, insert }) => ({ label, apply: insert, type: found.kind })),
    };
  };
}

/** JSON as text, with suggestions of its schema. Large: to be loaded only when it is needed. */
export function CodeField({ schema, ...props }: CodeFieldProps) {
  const latest = useRef(schema);
  useEffect(() => {
    latest.current = schema;
  });
  const [language] = useState(() => ({ extension: json(), complete: completionSource(() => latest.current) }));
  return <TextEditor {...props} language={language} />;
}
