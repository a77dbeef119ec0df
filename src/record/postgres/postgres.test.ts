import {afterAll, describe} from "vitest"
import {postgresServer, schemasFor} from "../../../test/postgres.ts"
import {accessContract} from "../access.contract.ts"
import {changesContract} from "../changes.contract.ts"
import {decisionsContract} from "../decisions.contract.ts"
import {ledgerContract} from "../ledger.contract.ts"
import {linksContract} from "../links.contract.ts"
import {listsContract} from "../lists.contract.ts"
import {rawContract} from "../raw.contract.ts"
import {sourcesContract} from "../sources.contract.ts"
import {searchTerms as terms, storeContract} from "../store.contract.ts"
import {openPostgres} from "./open.ts"

const searchTerms = async () => terms
const server = await postgresServer()

describe.skipIf(!server)("PostgreSQL", () => {
  const schemas = schemasFor(server as string, "contract")
  afterAll(() => schemas.end())
  const open = () => schemas.open((address) => openPostgres(address, {searchTerms}))
  storeContract(open)
  linksContract(open)
  listsContract(open)
  sourcesContract(open)
  accessContract(open)
  decisionsContract(open)
  ledgerContract(open)
  rawContract(open)
  changesContract(open)
})
