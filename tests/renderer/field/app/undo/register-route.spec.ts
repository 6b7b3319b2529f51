import { expect, test } from 'vitest';
import type { DocumentKind } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { mayHoldFreeText } from '#domain/privacy/find-unchecked-texts.ts';
import { routeShowingRegister } from '#renderer/field/app/undo/register-route.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const routeOf = (kind: DocumentKind, path: string) =>
  routeShowingRegister({ log: aLog(), doc: aDoc(3), kind, path });

/** Shown at the head of the record or on its first page, which is the record's own route. */
const shownWithRecord = [
  'assessment comments/*/text',
  'assessment notes/*',
  'workshop title',
  'workshop host',
  'workshop place',
  'workshop paper-sheet',
  'workshop reviewed-texts/*',
];

test('each text that waits for a check leads to the screen that shows it', () => {
  const unplaced = knownDocumentKinds.flatMap((documentKind) =>
    (schemaOfKind(documentKind) ?? [])
      .filter(
        ({ pattern }) => mayHoldFreeText(documentKind, pattern) && routeOf(documentKind, pattern) === null,
      )
      .map(({ pattern }) => `${documentKind} ${pattern}`),
  );
  expect([...new Set(unplaced)]).toEqual(shownWithRecord);
});
