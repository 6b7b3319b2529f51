/**
 * Pasted HTML of a word processor as plain HTML, before the schema of the notes takes its part of it.
 * Word writes lists as paragraphs with their bullets as text; they become lists. Its comments, styles and XML go.
 * @returns Other HTML as it was.
 */
export function cleanWordHtml(html: string): string {
  if (!isWordHtml(html)) return html;
  // A document of its own: nothing in it runs or is fetched.
  const page = new DOMParser().parseFromString(withoutConditionalComments(html), 'text/html');
  for (const element of page.querySelectorAll('style, script, meta, link, xml, title')) element.remove();
  for (const element of page.body.querySelectorAll('*'))
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  makeLists(page);
  for (const element of page.body.querySelectorAll('*'))
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  return page.body.innerHTML;
}

const isWordHtml = (html: string): boolean =>
  /\bmso-|class="?Mso|urn:schemas-microsoft-com:office/i.test(html);

/** Comments for other programs. The bullet of a list item stands between two of them. */
const withoutConditionalComments = (html: string): string =>
  html
    .replaceAll(/<!\[if !supportLists\]>/gi, `<span ${markerAttribute}>`)
    .replaceAll(/<!--\[if !supportLists\]-->/gi, `<span ${markerAttribute}>`)
    .replaceAll(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replaceAll(/<!(?:--)?\[endif\](?:--)?>/gi, '</span>')
    .replaceAll(/<!\[if[^>]*>/gi, '');

/** Mark of the span around a bullet or number. */
const markerAttribute = 'data-list-marker';

interface OpenList {
  readonly level: number;
  readonly element: HTMLElement;
}

/** Turn runs of paragraphs with a level of a list into nested lists. */
function makeLists(page: Document): void {
  let open: OpenList[] = [];
  for (const paragraph of page.body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')) {
    const level = listLevelOf(paragraph);
    if (level === null) {
      open = [];
      continue;
    }
    // Another block in between ends the list.
    if (open.length > 0 && !followsList(paragraph, open[0]?.element)) open = [];
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    const marker = takeMarker(paragraph);
    const top = open.at(-1);
    let list = top?.level === level ? top.element : undefined;
    if (list === undefined) {
      list = page.createElement(isNumber(marker) ? 'ol' : 'ul');
      if (top === undefined) paragraph.before(list);
      else (top.element.lastElementChild ?? top.element).append(list);
      open.push({ level, element: list });
    }
    const item = page.createElement('li');
    const text = page.createElement('p');
    text.append(...paragraph.childNodes);
    item.append(text);
    list.append(item);
    paragraph.remove();
  }
}

/** Level of a list paragraph, `mso-list:l0 level2 lfo1`; null for any other. */
function listLevelOf(paragraph: HTMLElement): number | null {
  const level = /mso-list:[^;]*\blevel([1-9])/i.exec(paragraph.getAttribute('style') ?? '')?.[1];
  return level === undefined ? null : Number(level);
}

const followsList = (paragraph: HTMLElement, list: HTMLElement | undefined): boolean =>
  list !== undefined && paragraph.previousElementSibling === list;

/** Take the bullet or number out of a paragraph. */
function takeMarker(paragraph: HTMLElement): string {
  const marked = paragraph.querySelector(`[${markerAttribute}], [style*="mso-list:Ignore" i]`);
  const text = marked?.textContent ?? '';
  marked?.remove();
  return text.trim();
}

const isNumber = (marker: string): boolean => /^\(?(?:\p{Nd}+|[a-z]{1,4})[.)]/iu.test(marker);
