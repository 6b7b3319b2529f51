import * as Y from 'yjs';
import { fieldLaptop, minutesAgo, secondLaptop } from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';
import { sampleDocument, type SampleDocument } from './sample-document.ts';

/** An invented workshop with two sessions; the first has notes. */
export function sampleWorkshop(sample: Sample): SampleDocument {
  const common = { device: fieldLaptop, atMs: minutesAgo(4_000), place: 12 };
  const later = { device: secondLaptop, atMs: minutesAgo(300), place: 31 };
  return sampleDocument('workshop', [
    { ...common, path: 'title', value: sample.dimTitle },
    { ...common, path: 'status', value: 'under-way' },
    { ...common, path: 'from', value: '2026-11-16' },
    { ...common, path: 'to', value: '2026-11-19' },
    { ...common, path: 'sessions/s1/title', value: sample.dim5 },
    { ...common, path: 'sessions/s1/order', value: 'a0' },
    { ...common, path: 'sessions/s1/day', value: 1 },
    { ...common, path: 'sessions/s1/minutes', value: 90 },
    { ...common, path: 'sessions/s2/title', value: sample.dim7 },
    { ...common, path: 'sessions/s2/order', value: 'a1' },
    { ...common, path: 'sessions/s2/day', value: 1 },
    { ...common, path: 'sessions/s2/minutes', value: 60 },
    { ...later, path: 'sessions/s1/notes', value: { $text: notes(sample) } },
    { ...later, path: 'status', value: 'completed' },
  ]);
}

/** Notes as the field app's editor stores them. */
function notes(sample: Sample): string {
  const document = new Y.Doc();
  const root = document.getXmlFragment('default');
  const heading = block('heading', text(sample.dim5));
  // Yjs declares attributes as text; the editor stores the level as a number.
  heading.setAttribute('level', 1 as unknown as string);
  root.insert(0, [
    heading,
    block('paragraph', text(sample.dimWhy)),
    block(
      'bulletList',
      block('listItem', block('paragraph', text(sample.l2, { bold: true }))),
      block('listItem', block('paragraph', text(sample.l3, { italic: true }))),
    ),
  ]);
  return btoa(String.fromCharCode(...Y.encodeStateAsUpdate(document)));
}

function block(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [...children]);
  return element;
}

function text(words: string, marks: Readonly<Record<string, boolean>> = {}): Y.XmlText {
  const node = new Y.XmlText();
  node.insert(0, words, marks);
  return node;
}
