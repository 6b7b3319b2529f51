import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { DocumentKind, Path, VersionVector } from '#domain/document/op.ts';
import { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { AccessNoticeList } from './access-notices.ts';
import { Sha256 } from './hash.ts';
import { wireLimits } from './limits.ts';
import { RecipientsStatement } from './recipients-statement.ts';

// Published versions are frozen: tests/architecture pins a hash of everything exported here. Append, and bump `v`.

const opNumber = z.int().positive().max(wireLimits.number);
const logPlace = z.int().nonnegative().max(wireLimits.number);
const integerArray = z.readonly(z.array(z.int()));
const integerColumn = z.union([z.int(), integerArray]);
/** Bounds are those of `HlcTimestamp` (domain/clock/hlc.ts); `decodePayload` refuses values beyond them. */
const unboundedStamp = z.readonly(z.tuple([z.int().nonnegative(), z.int().nonnegative()]));

/**
 * Signed batch of ops: the text of a payload and the signature over its UTF-8 bytes (P1). `erased`: headquarters erased
 * content in it (erased-pack.ts). Then `payload` is the rest, `hash` that of the device's payload, and `sig` is by
 * headquarters' raw key (base64url).
 */
export const Pack = z.readonly(
  z.object({
    payload: z.string().min(2).max(wireLimits.packBytes),
    sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
    erased: z.readonly(z.object({ hash: Sha256, key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })).optional(),
  }),
);
export type Pack = z.infer<typeof Pack>;

/** `over` of one op: 0 none, -k the own op k before this one, or pairs [index into devs or -1 for own, n]. */
export const OverCell = z.union([
  z.int().min(-wireLimits.number).max(0),
  z.readonly(
    z
      .array(z.tuple([z.int().min(-1).max(wireLimits.packDevices), opNumber]).readonly())
      .max(wireLimits.overDots),
  ),
]);
export type OverCell = z.infer<typeof OverCell>;

/** Payload of a pack: ops in columns. Unknown keys stay in the text and are ignored. */
export const Payload = z.readonly(
  z.object({
    v: z.literal(1),
    log: LogId,
    device: DeviceId,
    first: opNumber,
    prev: Sha256,
    stamp: unboundedStamp,
    docs: z.readonly(z.array(z.tuple([z.guid(), DocumentKind]).readonly()).max(wireLimits.packOps)),
    paths: z.readonly(z.array(Path).max(wireLimits.packOps)),
    devs: z.readonly(z.array(DeviceId).max(wireLimits.packDevices)),
    ops: z.readonly(
      z.object({
        d: integerColumn,
        p: integerColumn,
        t: integerColumn,
        c: integerColumn,
        o: z.union([z.int().min(-wireLimits.number).max(0), z.readonly(z.array(OverCell))]),
        v: z.readonly(z.array(JsonValue).min(1).max(wireLimits.packOps)),
      }),
    ),
  }),
);
export type Payload = z.infer<typeof Payload>;

/** Position of the asking device in one log. `have` is sent after losing the cursor, and after an import of packs. */
export const LogQuestion = z.readonly(
  z.object({
    since: logPlace,
    have: VersionVector.refine(
      (versionVector) => Object.keys(versionVector).length <= wireLimits.haveDevices,
      'too many devices',
    ).optional(),
  }),
);
export type LogQuestion = z.infer<typeof LogQuestion>;

/** Size of an outbox: its ops, and their approximate bytes before compression. */
export const Waiting = z.readonly(
  z.object({
    ops: z.int().positive().max(wireLimits.waitingOps),
    bytes: z.int().nonnegative().max(wireLimits.waitingBytes),
  }),
);
export type Waiting = z.infer<typeof Waiting>;

/** POST /api/v1/sync. Packs stay `unknown` until judged: one bad pack does not spoil the request (S5). */
export const SyncRequest = z.readonly(
  z.object({
    protocol: z.literal(1),
    device: DeviceId,
    logs: z
      .readonly(z.record(LogId, LogQuestion))
      .refine((logs) => Object.keys(logs).length <= wireLimits.requestLogs, 'too many logs'),
    packs: z.readonly(z.array(z.unknown()).max(wireLimits.requestPacks)).default([]),
    budget: z.int().positive().max(wireLimits.responseBytes).default(262_144),
    grants: z.string().max(100).optional(),
    /**
     * Own ops that wait beyond the packs of this request; absent when none do. Shown to administrators; no rule depends
     * on it.
     */
    waiting: Waiting.optional(),
  }),
);
export type SyncRequest = z.infer<typeof SyncRequest>;

/** Headquarters' answer to one pack. `accepted` and `duplicate` mean durable (S1). */
export const Verdict = z.readonly(
  z.object({
    pack: Sha256,
    verdict: z.enum(['accepted', 'duplicate', 'gap', 'fork', 'refused']),
    held: z.readonly(z.array(opNumber).max(wireLimits.packOps)).optional(),
    code: z.string().max(100).optional(),
    need: opNumber.optional(),
  }),
);
export type Verdict = z.infer<typeof Verdict>;

/** Pack at its place in a log; `held` ops have no effect until released (J5). */
export const PackEntry = z.readonly(
  z.object({
    place: opNumber,
    pack: Pack,
    held: z.readonly(z.array(opNumber).max(wireLimits.packOps)).optional(),
  }),
);
export type PackEntry = z.infer<typeof PackEntry>;

/** Release of held ops by a person with the right. */
export const ReleaseEntry = z.readonly(
  z.object({
    place: opNumber,
    release: z.readonly(z.object({ device: DeviceId, n: z.readonly(z.array(opNumber)), by: PersonId })),
  }),
);
export type ReleaseEntry = z.infer<typeof ReleaseEntry>;

export const LogEntry = z.union([PackEntry, ReleaseEntry]);
export type LogEntry = z.infer<typeof LogEntry>;

/** News of one log. `acked`: highest dense n of the asking device that is durable. */
/** Numbers of held ops (J5), per device. */
const HeldNumbers = z.readonly(
  z.record(
    DeviceId,
    z.readonly(z.array(z.int().positive().max(wireLimits.number)).max(wireLimits.responseHolds)),
  ),
);

export const LogAnswer = z.readonly(
  z.object({
    entries: z.readonly(z.array(LogEntry)),
    next: logPlace,
    more: z.boolean(),
    acked: logPlace,
    have: VersionVector.optional(),
    /** With `have`: the ops that are held now (J5), per device. Absent when they are very many. */
    holds: HeldNumbers.optional(),
  }),
);
export type LogAnswer = z.infer<typeof LogAnswer>;

/** Name, title or sentence of headquarters. */
const shownText = z.string().max(wireLimits.shownChars);

/** Kind and title of a log, as headquarters opened it. */
export const LogAbout = z.readonly(z.object({ kind: z.enum(['mission', 'programme']), title: shownText }));
export type LogAbout = z.infer<typeof LogAbout>;

/** Rights of this person, and names of devices in these logs; absent while `etag` is the device's own. */
export const Grants = z.readonly(
  z.object({
    etag: z.string().max(100),
    logs: z.readonly(z.record(LogId, z.readonly(z.array(Role)))),
    /** `key`: raw Ed25519 public key of the device in base64url, to verify its packs on arrival. */
    devices: z.readonly(
      z.record(
        DeviceId,
        z.readonly(
          z.object({
            person: PersonId,
            name: shownText,
            /** Name of the laptop, as its person gave it at the enrolment. */
            laptop: shownText.optional(),
            key: z
              .string()
              .regex(/^[A-Za-z0-9_-]{43}$/)
              .optional(),
          }),
        ),
      ),
    ),
    /** Kinds and titles of logs, so that a mission without ops can be shown and begun. */
    about: z.readonly(z.record(LogId, LogAbout)).optional(),
    /** Present age recipients of headquarters; they replace those of the enrolment. */
    recipients: z
      .readonly(
        z
          .array(z.string().regex(/^age1[0-9a-z]{58}$/))
          .min(1)
          .max(8),
      )
      .optional(),
    /** Former keys of headquarters that others may have: nothing under them counts. Raw Ed25519 in base64url. */
    revokedKeys: z
      .readonly(z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/)).max(wireLimits.revokedKeys))
      .optional(),
    /** Statement of the offline root on these recipients; a device with such a statement follows nothing else. */
    recovery: RecipientsStatement.optional(),
  }),
);
export type Grants = z.infer<typeof Grants>;

/** Signed remote command to a device (docs/security-requirements.md 4). */
export const Order = z.readonly(
  z.object({
    order: z.enum(['revoke', 'wipe']),
    device: DeviceId,
    at: z.int().nonnegative().max(wireLimits.timeMs),
    sig: z.string().max(200),
  }),
);
export type Order = z.infer<typeof Order>;

export const SyncResponse = z.readonly(
  z.object({
    protocol: z.literal(1),
    now: z.int().nonnegative().max(wireLimits.timeMs),
    verdicts: z.readonly(z.array(Verdict).max(wireLimits.requestPacks)),
    logs: z.readonly(z.record(LogId, LogAnswer)),
    grants: Grants.optional(),
    orders: z.readonly(z.array(Order).max(wireLimits.orders)),
    /** Notices for this person on this device, until acknowledged; absent when none (access-notices.ts). */
    notices: AccessNoticeList.optional(),
  }),
);
export type SyncResponse = z.infer<typeof SyncResponse>;

/** Problem details (RFC 9457) with a stable `code`; `now` comes with `clock`, `order` with a revoked `device`. */
export const Problem = z.readonly(
  z.object({
    type: shownText,
    title: shownText,
    status: z.int().min(100).max(599),
    code: z.string().max(100),
    detail: shownText.optional(),
    now: z.int().nonnegative().max(wireLimits.timeMs).optional(),
    order: Order.optional(),
  }),
);
export type Problem = z.infer<typeof Problem>;

/** POST /api/v1/enrol (docs/security-requirements.md 4). */
export const EnrolRequest = z.readonly(
  z.object({
    code: z.string().min(1).max(40),
    deviceKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    recipient: z.string().max(200).optional(),
    label: z.string().min(1).max(120),
    platform: z.string().max(60),
    version: z.string().max(40),
  }),
);
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolResponse = z.readonly(
  z.object({
    person: PersonId,
    name: shownText,
    server: z.readonly(
      z.object({
        name: shownText,
        recipients: z.readonly(z.array(z.string().max(200)).max(64)),
        key: z.string().max(200),
        /** Statement of the offline root on the recipients, which the device pins. */
        recovery: RecipientsStatement.optional(),
      }),
    ),
    grants: Grants,
    lease: z.int().positive().max(wireLimits.timeMs),
  }),
);
export type EnrolResponse = z.infer<typeof EnrolResponse>;
