export {creditedAgencies} from "./credits.ts"
export {type DatedFacts, inferring, knownDays, openDatedFacts} from "./published/index.ts"
export {type Settled, type SettleInput, settling} from "./assemble.ts"
