import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from "@nats-io/jetstream"
import {connect, type NatsConnection, nanos} from "@nats-io/transport-node"
import {failure, withoutPassword} from "../support/index.ts"
import {DEFAULT_PREFIX, LANES, type Names, namesOf, PARTS} from "./names.ts"

/// A connection to a NATS server with what this program needs of it.
export type Stream = {
  readonly nats: NatsConnection
  readonly js: JetStreamClient
  readonly manager: JetStreamManager
  readonly names: Names
  /// Bytes that one message may have.
  readonly most: number
  /// An unacknowledged message is given to another worker after this time, in milliseconds.
  readonly ackWait: number
  close(): Promise<void>
}

export type StreamOptions = {
  readonly prefix?: string
  /// Servers that each keep a copy of what waits. Default 1.
  readonly replicas?: number
  /// How long to try to reach the server at first, in milliseconds.
  readonly patience?: number
  /// An unacknowledged message is given to another worker after this time, in milliseconds; workers say that they are at it before.
  readonly ackWait?: number
}

const ACK_WAIT = 30_000
/// Of the same message, sent twice within this time, one is kept.
const DUPLICATES = 10 * 60_000
/// Reports whose claims are compared by one transaction.
export const CLAIMS_AT_ONCE = 64
/// Dead letters are kept for so long.
const DEAD_FOR = 90 * 86_400_000

/// Connects, and makes the streams where they are not there. A server that goes away is waited for and found again.
export async function openStream(servers: string, options: StreamOptions = {}): Promise<Stream> {
  const names = namesOf(options.prefix ?? DEFAULT_PREFIX)
  const ackWait = options.ackWait ?? ACK_WAIT
  let nats: NatsConnection
  try {
    nats = await connect({
      servers: servers.split(","),
      name: "isnad",
      timeout: options.patience ?? 5000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      waitOnFirstConnect: false,
    })
  } catch (error) {
    throw failure("stream-unreachable", withoutPassword(servers), error instanceof Error ? error.message : String(error), error)
  }
  try {
    const manager = await jetstreamManager(nats)
    const replicas = options.replicas ?? 1
    await ensure(manager, names.reports, {
      subjects: [names.reportSubjects],
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      discard: DiscardPolicy.New,
      duplicate_window: nanos(DUPLICATES),
      num_replicas: replicas,
    })
    await ensure(manager, names.dead, {
      subjects: [names.deadSubjects],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      max_age: nanos(DEAD_FOR),
      num_replicas: replicas,
    })
    await ensure(manager, names.claims, {
      subjects: [names.claimSubjects],
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      duplicate_window: nanos(DUPLICATES),
      num_replicas: replicas,
    })
    for (let part = 0; part < PARTS; part++)
      await manager.consumers.add(names.claims, {
        durable_name: names.resolver(part),
        filter_subject: names.claimSubject(part),
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ackWait),
        max_deliver: -1,
        // While somebody compares what is of this key, nobody else is given any of it.
        max_ack_pending: CLAIMS_AT_ONCE,
      })
    for (const lane of LANES)
      await manager.consumers.add(names.reports, {
        durable_name: names.consumer(lane),
        filter_subject: names.subject(lane),
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ackWait),
        // What is given out again and again goes to the dead letters by our own hand, with its reason.
        max_deliver: -1,
        max_ack_pending: 10_000,
      })
    return {
      nats,
      js: jetstream(nats),
      manager,
      names,
      most: nats.info?.max_payload ?? 1_048_576,
      ackWait,
      close: async () => {
        // Drained, so that acknowledgements on their way arrive; a server that is gone takes none.
        await (nats.isClosed() ? undefined : nats.drain().catch(() => nats.close()))
      },
    }
  } catch (error) {
    await nats.close()
    throw failure("stream-unready", withoutPassword(servers), error instanceof Error ? error.message : String(error), error)
  }
}

type Settings = Partial<Parameters<JetStreamManager["streams"]["add"]>[0]>

async function ensure(manager: JetStreamManager, name: string, settings: Settings): Promise<void> {
  const known = await manager.streams.info(name).catch(() => undefined)
  if (!known) await manager.streams.add({name, ...settings})
}
