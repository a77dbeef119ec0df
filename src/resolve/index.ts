export {creditedAgencies} from "./credits.ts"
export {type DatedFacts, datedFacts, inferPublished} from "./published.ts"
export {type Settled, type SettleInput, settle} from "./assemble.ts"
