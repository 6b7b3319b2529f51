/** What `npm run bench -- form` asks of its page. */
export interface FormPage {
  /** Opens the screen with the large form, answered; how long until it is drawn, in ms. `flat`: all of it as one page. */
  start(shape: 'sections' | 'flat'): Promise<number>;
  /** Scrolls to the end, until everything on the page was drawn once; how many questions are there then. */
  drawAll(): Promise<number>;
  /** Puts the focus into the first text field of the section in view. */
  focusText(): void;
  /** What each key cost since the last ask: to the drawn elements with their layout, and to the picture, in ms. */
  taken(): readonly { readonly drawnMs: number; readonly paintedMs: number }[];
}

declare global {
  interface Window {
    form?: FormPage;
  }
}
