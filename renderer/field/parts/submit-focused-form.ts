/**
 * Submit the form that has the focus, as its button does, so that the form knows that the person decided.
 * @returns False where no form has the focus.
 */
export function submitFocusedForm(): boolean {
  const form = document.activeElement?.closest('form') ?? null;
  form?.requestSubmit();
  return form !== null;
}
