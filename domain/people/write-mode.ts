import { type Document, valueAt } from '../document/document.ts';
import { Dot } from '../document/dot.ts';
import type { ValueOp } from '../document/op.ts';
import { pathOf } from '../document/path.ts';
import { isFinal, permitWrite } from './permit.ts';
import type { Role } from './role.ts';

/**
 * What a screen offers to someone with these roles. `final`: locked (M7); `comments`: remarks but no content;
 * `reading`: nothing. `leaseOver`: nothing until headquarters is reached, whatever the roles (lease.ts).
 */
export type WriteMode = 'open' | 'comments' | 'final' | 'reading' | 'leaseOver';

/** Asks the rule that will judge the write (`permitWrite`), so that screens offer what will be taken. */
export const mayWriteAt = (roles: readonly Role[], document: Document, path: string, value = ''): boolean =>
  permitWrite(roles, { ...probe(document, path), value }, document).ok;

/** What people with these roles may do with the document as it is now. */
export function writeModeOf(roles: readonly Role[], document: Document): WriteMode {
  const mayWrite = (path: string): boolean => mayWriteAt(roles, document, path);
  if (mayWrite('title')) return 'open';
  if (isFinal(document)) return 'final';
  return mayWrite('comments/probe/text') ? 'comments' : 'reading';
}

/** May they decide between ratings and agree targets (domain.md A3: the lead)? */
export const permitsDecisions = (roles: readonly Role[], document: Document): boolean =>
  permitWrite(roles, probe(document, 'consolidations/probe'), document).ok;

/** May they answer headquarters, and record what the State says? */
export const permitsReplies = (roles: readonly Role[], document: Document): boolean =>
  permitWrite(roles, probe(document, 'review/replies/probe/text'), document).ok;

/** Of these states, those that people with these roles may bring the document into; its own is always one. */
export const offeredStates = <Status extends string>(
  roles: readonly Role[],
  document: Document,
  states: readonly Status[],
): readonly Status[] =>
  states.filter(
    (state) => state === valueAt(document, 'status') || mayWriteAt(roles, document, 'status', state),
  );

const probe = ({ doc, kind }: Document, path: string): ValueOp => ({
  dot: Dot.parse(`${'0'.repeat(32)}.1`),
  stamp: [0, 0],
  doc,
  kind,
  path: pathOf(...path.split('/')),
  over: [],
  value: '',
});
