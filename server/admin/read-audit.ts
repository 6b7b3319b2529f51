import { PersonId } from '#domain/ids.ts';
import type { AuditAnswer, AuditAsk } from '#sync/protocol/admin-api.ts';
import type { Store } from '../store/open-store.ts';

const linesAPage = 100;

/** A page of the audit trail, newest first, with the names of who is in it and of all the acts there are. */
export async function readAudit(store: Store, ask: AuditAsk): Promise<AuditAnswer> {
  const { before, actor, act, from, to } = ask;
  const rows = await store
    .selectFrom('audit')
    .select(['seq', 'at_ms', 'actor', 'act', 'subject'])
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(act !== undefined, (query) => query.where('act', '=', act ?? ''))
    .$if(from !== undefined, (query) => query.where('at_ms', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('at_ms', '<', to ?? 0))
    .orderBy('seq', 'desc')
    .limit(linesAPage + 1)
    .execute();
  const lines = rows.slice(0, linesAPage);
  const names = await namesOf(
    store,
    lines.map((line) => line.actor),
  );
  const acts = await store.selectFrom('audit').select('act').distinct().orderBy('act').execute();
  return {
    lines: lines.map((line) => {
      const person = PersonId.safeParse(line.actor).data;
      const name = person === undefined ? undefined : names.get(person);
      return {
        seq: line.seq,
        atMs: line.at_ms,
        actor: person === undefined || name === undefined ? null : { person, name },
        actorText: line.actor,
        act: line.act,
        subject: JSON.parse(line.subject),
      };
    }),
    before: rows.length > linesAPage ? (lines.at(-1)?.seq ?? null) : null,
    acts: acts.map((row) => row.act),
  };
}

async function namesOf(store: Store, actors: readonly string[]): Promise<ReadonlyMap<PersonId, string>> {
  const persons = [...new Set(actors)].flatMap((actor) => PersonId.safeParse(actor).data ?? []);
  if (persons.length === 0) return new Map();
  const rows = await store
    .selectFrom('persons')
    .select(['person', 'name'])
    .where('person', 'in', persons)
    .execute();
  return new Map(rows.map(({ person, name }) => [person, name]));
}
