import type { JsonValue } from '#base/json.ts';
import type { Op } from '../document/op.ts';
import type { DataGroup } from '../path-rules/data-groups.ts';
import { SealedValue, type SealRole } from '../path-rules/sealed-value.ts';
import { QuestionnaireCounts } from '../workshop/evaluation.ts';
import { RegisterCounts } from '../workshop/participant.ts';
import { mayHoldFreeText } from './find-unchecked-texts.ts';
import { dataGroupOfPath, handlingPolicyOf } from './path-privacy.ts';

/**
 * Reason why an op must not leave the laptop (docs/requirements.md E). `staysOnDevice`: the field never does.
 * `notSealed`: only an encrypted value does. `notAggregated`: only sums do. `notReviewed`: no check covers the words.
 */
export interface LeaveRefusal {
  readonly kind: 'staysOnDevice' | 'notSealed' | 'notAggregated' | 'notReviewed';
  readonly path: string;
}

/** Content of an op, as far as its way off the laptop depends on it. */
type LeavingOp = Pick<Op, 'kind' | 'path'> & ({ readonly value: JsonValue } | { readonly text: string });

/**
 * Ask whether an op may leave this laptop. The only such rule: it is asked before an op is made, and again before an op
 * goes into a pack. Null when it may.
 */
export function leaveRefusalOf(leavingOp: LeavingOp): LeaveRefusal | null {
  const { kind, path } = leavingOp;
  const refused = (why: LeaveRefusal['kind']): LeaveRefusal => ({ kind: why, path });
  switch (handlingPolicyOf(kind, path).mayLeaveDevice) {
    case 'no':
      return refused('staysOnDevice');
    case 'seal':
      return isEmptied(leavingOp) || isSealedForGroup(leavingOp, dataGroupOfPath(kind, path))
        ? null
        : refused('notSealed');
    case 'agg':
      return isEmptied(leavingOp) || isAggregate(leavingOp) ? null : refused('notAggregated');
    case 'review':
      return mayHoldFreeText(kind, path) || isReviewersPath(path) || !hasWords(leavingOp)
        ? null
        : refused('notReviewed');
    case 'yes':
      return null;
  }
}

const isEmptied = (leavingOp: LeavingOp): boolean => 'value' in leavingOp && leavingOp.value === null;

/** Role to whose key the values of a group are encrypted. */
const sealRoleOfGroup: { readonly [G in DataGroup]?: SealRole } = {
  participantName: 'certificate-desk',
  officialEmail: 'me',
};

function isSealedForGroup(leavingOp: LeavingOp, dataGroup: DataGroup | null): boolean {
  const sealed = SealedValue.safeParse('value' in leavingOp ? leavingOp.value : null);
  return sealed.success && dataGroup !== null && sealed.data.to === sealRoleOfGroup[dataGroup];
}

/** Forms of sums; each has its minimum cell. */
const aggregateSchemas = [RegisterCounts, QuestionnaireCounts] as const;

const isAggregate = (leavingOp: LeavingOp): boolean =>
  'value' in leavingOp && aggregateSchemas.some((schema) => schema.safeParse(leavingOp.value).success);

/** Words of reviewers and advisers: these people are the ones who approve (docs/requirements.md A3). */
const isReviewersPath = (path: string): boolean => /^(?:review|sign-off)\//.test(path);

/** True for words of a person, as opposed to a mark, an id, a day or a number. */
function hasWords(leavingOp: LeavingOp): boolean {
  return 'text' in leavingOp || hasWordsIn(leavingOp.value);
}

function hasWordsIn(value: JsonValue): boolean {
  if (typeof value === 'string') return /\s/.test(value.trim());
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWordsIn);
}
