/** Interface of the page for `npm run bench -- form`. */
export interface FormPage {
  /**
   * Open the screen with the large form, answered. Returns the time until it is drawn, in ms. `flat`: all of
   * it as one page.
   */
  start(shape: 'sections' | 'flat'): Promise<number>;
  /**
   * Scroll to the end, until everything on the page was drawn once. Returns the number of questions on it.
   */
  drawAll(): Promise<number>;
  /** Put the focus into the first text field of the section in view. */
  focusText(): void;
  /**
   * Cost of each key since the last call, in ms: to the drawn elements with their layout, and to the picture.
   */
  taken(): readonly { readonly drawnMs: number; readonly paintedMs: number }[];
}

declare global {
  interface Window {
    form?: FormPage;
  }
}
