/** Puts the cursor into the comment beside the question in focus; false where nothing may be said. */
export function goToComment(): boolean {
  const field = document.querySelector<HTMLElement>('.assess-comment textarea');
  field?.focus();
  return field !== null;
}

/** Adds the comment that the cursor is in; false where it is elsewhere, so that the key goes on to the next question. */
export function addCommentInFocus(): boolean {
  const form = document.activeElement?.closest<HTMLFormElement>('form.assess-comment');
  form?.requestSubmit();
  return form !== null && form !== undefined;
}
