export {linkPending, linkRecords, linkTraits, type Unlinked} from "./comparing.ts"
export {arrivalsOf, type From, IN_BULK, Intake, type IntakeOptions, refusal, type Taken, type Waiting} from "./intake.ts"
