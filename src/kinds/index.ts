export {EVENT_TYPES, type EventType, eventType} from "./event-types.ts"
export {type Frame, framesFrom, type FrameTable, type Slot} from "./frames.ts"
export {METRIC_KINDS, type MetricKind, metricKind} from "./metrics.ts"
