const pressableStyleId = 'react-aria-pressable-style';

/**
 * Call once, before the first render. The component library looks for an element with this id and, if there is none,
 * adds a `<style>`, which our content policy (`style-src 'self'`) refuses and reports. The rule it holds is in `base.css`.
 */
export function prepareDocument(document: Document): void {
  if (document.getElementById(pressableStyleId)) return;
  const mark = document.createElement('meta');
  mark.id = pressableStyleId;
  document.head.append(mark);
}
