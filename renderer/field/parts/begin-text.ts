/**
 * A letter that a person types outside a field begins a text, since letters are no commands. The field gets the focus
 * behind its last letter, and the browser then puts the letter into it.
 * @param key name of the key (`useKeyPresses`)
 * @returns false: the key is left to the browser
 */
export function beginText(
  key: string,
  field: HTMLTextAreaElement | HTMLInputElement | null | undefined,
): false {
  if (!/^(?:Shift\+)?\p{L}$/u.test(key) || key === 'g' || !field || field.disabled || field.readOnly)
    return false;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  return false;
}
