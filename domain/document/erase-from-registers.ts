import type { JsonValue } from '#base/json.ts';
import type { Register } from './document.ts';
import { isTextOp, type Op, type Path } from './op.ts';
import { withoutDeletedText } from './text-erasure.ts';
import { emptyTextUpdate, mergeTextUpdates } from './text-update.ts';

/**
 * Return registers in which these erased ops took effect, without their content. This covers content in a snapshot or
 * after pruning. Undefined when nothing in them changes.
 */
export function eraseFromRegisters(
  registers: Readonly<Record<Path, Register>>,
  erasedOps: readonly Op[],
): Readonly<Record<Path, Register>> | undefined {
  const changed: Record<Path, Register> = {};
  for (const op of erasedOps) {
    const previousRegister = changed[op.path] ?? registers[op.path];
    const after = previousRegister && eraseFromRegister(previousRegister, op);
    if (after !== undefined && after !== previousRegister) changed[op.path] = after;
  }
  return Object.keys(changed).length === 0 ? undefined : { ...registers, ...changed };
}

function eraseFromRegister(register: Register, op: Op): Register {
  if (isTextOp(op)) {
    if (register.text === undefined || op.text === emptyTextUpdate) return register;
    return { ...register, text: withoutDeletedText(mergeTextUpdates(register.text, op.text)) };
  }
  if (!register.heads.some(({ dot, value }) => dot === op.dot && value !== null)) return register;
  const empty: JsonValue = null;
  return {
    ...register,
    heads: register.heads.map((head) => (head.dot === op.dot ? { ...head, value: empty } : head)),
  };
}
