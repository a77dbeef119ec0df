export {type Example, explain, OPERATIONS, type Operation, search, show, type Shown, stats, timeline} from "./contract.ts"
export type {Explanation} from "./explain.ts"
