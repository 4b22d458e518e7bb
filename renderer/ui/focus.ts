const FIELDS = 'input:not([type="hidden"]), textarea, button';

/** Whether what had the focus is gone or switched off: it is then nowhere, for the keyboard and for screen readers. */
export function isFocusLost(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.matches(':disabled');
}

/** Puts the focus on the first field or button in a part of the page, below its head. */
export function focusFirstField(part: Element | null | undefined): void {
  const fields = [...(part?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
  fields.find((field) => !field.closest('header'))?.focus();
}

/** Puts the focus where an item of a list is removed: the last button of its head, or of its row. */
export function focusRemoveButton(item: Element): void {
  const inHead = item.querySelectorAll<HTMLElement>('header button');
  const buttons = inHead.length > 0 ? inHead : item.querySelectorAll<HTMLElement>('button');
  buttons[buttons.length - 1]?.focus();
}
