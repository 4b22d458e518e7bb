/** True while a question is open that must be answered first. */
export function isQuestionOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
