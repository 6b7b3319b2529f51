import { expect, test } from 'vitest';
import { causalContextArea } from '#domain/document/causal-context.ts';
import { knownDocumentKinds, statusesOfKind } from '#domain/kinds/document-kinds.ts';
import { descriptorOf, isReportedKind, kindDescriptors, kindsWhere } from '#domain/kinds/kind-descriptors.ts';
import { mayRemoveRecord, takesValue } from '#domain/kinds/undo-paths.ts';
import { dataGroups } from '#domain/path-rules/data-groups.ts';
import { isCheckedForPersonalData } from '#domain/path-rules/path-classes.ts';

test('each period of a field counts from an event that its record states, or from the programme', () => {
  const unstated = Object.entries(kindDescriptors).flatMap(([kind, { schema, retention }]) =>
    schema.flatMap(({ pattern, group }) =>
      dataGroups[group].retention
        .filter(({ after }) => after !== 'programmeEnd' && retention?.events.includes(after) !== true)
        .map(({ after }) => `${kind} ${pattern}: ${after}`),
    ),
  );
  expect(unstated, 'add the event to `retention` of its descriptor, or choose another group').toEqual([]);
});

test('each kind with removable items has a rule for the causal contexts of removals', () => {
  const without = Object.entries(kindDescriptors).flatMap(([kind, { schema }]) => {
    const patterns = schema.map(({ pattern }) => pattern);
    const isRemovable = patterns.some((pattern) => /(?:^|\/)removed$/.test(pattern));
    return isRemovable && !patterns.includes(`${causalContextArea}/*`) ? [kind] : [];
  });
  expect(without, 'add `causalContextRule` to its schema: a removal is refused without it').toEqual([]);
});

test('each kind with checked words has a rule for texts that a person keeps as they are', () => {
  const without = Object.entries(kindDescriptors).flatMap(([kind, { schema }]) => {
    const isKept = schema.some(({ pattern }) => pattern === 'text-checks/*');
    return schema.some(isCheckedForPersonalData) && !isKept ? [kind] : [];
  });
  expect(without, 'add `text-checks/*` to its schema: a confirmed text waits for ever without it').toEqual(
    [],
  );
});

test('each kind whose status people change has statuses, and is locked in none but these', () => {
  const unlike = knownDocumentKinds.flatMap((kind) => {
    const statuses = statusesOfKind(kind);
    const lifecycle = descriptorOf(kind)?.lifecycle;
    const hasSteps = lifecycle?.steps.length !== 0;
    const isKnown = lifecycle?.locked.every((status) => statuses.includes(status)) === true;
    return hasSteps === statuses.length > 0 && isKnown ? [] : [kind];
  });
  expect(unlike, 'let `status` of its schema hold the enumeration of the statuses in its lifecycle').toEqual(
    [],
  );
});

test('each kind that people write outside headquarters has records that can be removed', () => {
  const without = kindsWhere(({ isServerOnly }) => !isServerOnly).filter((kind) => !mayRemoveRecord(kind));
  expect(without, 'add `removed` to its schema: nobody can take back a record made by mistake').toEqual([]);
});

test('each kind of work of a mission has a title, by which lists and the search show it', () => {
  const without = knownDocumentKinds.filter(
    (kind) => isReportedKind(kind) && !takesValue(kind, 'title', 'A'),
  );
  expect(without, 'add `title` to its schema').toEqual([]);
});
