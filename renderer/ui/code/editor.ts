import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { codeTheme } from './codeTheme.ts';

/** What a text is written in: how it is read, and what is suggested while typing. */
export type CodeLanguage = { extension: Extension; complete: CompletionSource };

export type EditorOptions = {
  text: string;
  /** What screen readers call the field. */
  label: string;
  /** What they call the list of suggestions. */
  completionsLabel: string;
  language: CodeLanguage;
  onChange: (text: string) => void;
};

/** Whether the text can be changed, which changes while the editor is there. */
export const readOnly = new Compartment();

/** The nonce by which the page's policy takes style tags (renderer/index.html). */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.getAttribute('content') ?? '';
}

/** An editor of code. Tab is left to the page, so that the field can be left by it. */
export function createEditor(parent: HTMLElement, options: EditorOptions): EditorView {
  const extensions: Extension = [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.tabSize.of(2),
    EditorState.phrases.of({ Completions: options.completionsLabel }),
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [options.language.complete], icons: false }),
    EditorView.lineWrapping,
    options.language.extension,
    codeTheme,
    readOnly.of([]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions }) });
}
