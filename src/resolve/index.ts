export {creditedAgencies} from "./credits.ts"
export {type DatedFacts, inferPublished, knownDays, openDatedFacts} from "./published/index.ts"
export {type Settled, type SettleInput, settle} from "./assemble.ts"
