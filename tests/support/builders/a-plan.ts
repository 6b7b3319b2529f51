import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { actionPlanKind, type PlanItem, readPlanItems } from '#domain/plan/action-plan.ts';
import { after } from './an-assessment.ts';
import { aDoc } from './sample-ids.ts';

export const anEmptyPlan: Document = emptyDocument(aDoc(), actionPlanKind);

/** A plan with these values, all written by one person. */
export const aPlan = (values: Readonly<Record<string, JsonValue>>): Document =>
  after(anEmptyPlan, ...Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value })));

const [bare] = readPlanItems(aPlan({ 'items/i1/title': 'A procedure' }));

/** An item with these parts and defaults for the rest. */
export function anItem(parts: Partial<PlanItem>): PlanItem {
  if (bare === undefined) throw new Error('a plan with an item has one');
  return { ...bare, ...parts };
}
