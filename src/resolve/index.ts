export {creditedAgencies} from "./credits.ts"
export {type DatedFacts, inferPublished, openDatedFacts} from "./published.ts"
export {type Settled, type SettleInput, settle} from "./assemble.ts"
