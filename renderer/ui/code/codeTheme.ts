import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Colours and measures are those of tokens.css, so that light and dark need nothing more.

const frame = EditorView.theme({
  '&': {
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-control)',
    color: 'var(--text)',
    fontSize: 'var(--text-size-small)',
  },
  '&.cm-focused': { outline: 'none', borderColor: 'var(--accent)', boxShadow: '0 0 0 1px var(--accent)' },
  '.cm-scroller': {
    maxHeight: '420px',
    overflow: 'auto',
    fontFamily: 'var(--font-mono)',
    lineHeight: 'var(--text-line)',
  },
  '.cm-content, .cm-gutter': { minHeight: '120px' },
  // The whole field shows the focus.
  '&.cm-focused > .cm-scroller > .cm-content:focus-visible': { outline: 'none' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)', userSelect: 'text' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    border: 'none',
    borderRight: '1px solid var(--line)',
    backgroundColor: 'var(--surface-bar)',
    color: 'var(--text-secondary)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 6px 0 8px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)', outline: '1px solid var(--line-control)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--danger)' },
});

const floating = EditorView.theme({
  '.cm-tooltip': {
    border: 'none',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', padding: '4px', maxHeight: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '0 8px',
    borderRadius: 'var(--radius-small)',
    lineHeight: '24px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-fill)', color: 'var(--on-accent)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-tooltip.cm-tooltip-lint': { maxWidth: '420px' },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--font)', lineHeight: 'var(--text-line-small)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--danger)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warning)' },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger) 1px',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warning)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--danger)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--warning)' },
});

const words = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-value)' },
  { tag: tags.keyword, fontWeight: '600' },
  { tag: tags.comment, color: 'var(--text-secondary)' },
  { tag: tags.invalid, color: 'var(--danger)' },
]);

/** How code looks: the colours of the window. */
export const codeTheme: Extension = [frame, floating, syntaxHighlighting(words)];
