import {Command, InvalidArgumentError, Option} from "commander"
import type {KeptAct, Role, Slice, Store, Token} from "../record/index.ts"
import {failure} from "../support/index.ts"
import type {Context} from "./context.ts"
import {jsonOf} from "./output.ts"
import {padEnd, type Terminal} from "./terminal.ts"
import {userName} from "./user.ts"

/// `token` and `audit`: who may ask over HTTP, and what was done.

const ROLES: readonly Role[] = ["read", "write", "review", "admin"]
const SAYS = "read: asks; write: adds reports too; review: decides too; admin: sees who did what, too"

function nameOf(value: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,59}$/u.test(value))
    throw new InvalidArgumentError("letters, digits, blanks and . _ @ -, 60 at most.")
  return value
}

export function accessCommands(context: Context): Command[] {
  const token = new Command("token")
    .summary("who may ask the server for what")
    .description(
      "Tokens by which people and programs are known to isnad serve. The record keeps a digest of each, never the token itself. Once there is one, nothing is answered without.",
    )
    .addHelpText(
      "after",
      `
Examples:
  $ isnad token add salma --role review
      makes one and prints it, this once
  $ isnad token list
      who has one
  $ isnad token revoke salma
      takes it back; whoever is signed in by it is not any more`,
    )
  const add = new Command("add")
    .summary("make a token and print it, this once")
    .argument("<name>", "whose it is", nameOf)
    .addOption(new Option("--role <role>", SAYS).choices(ROLES).makeOptionMandatory())
  context
    .recordOptions(add)
    .action(async (name: string, {db, role, json}: {readonly db: string; readonly role: Role; readonly json?: boolean}) => {
      const {addToken} = await import("../serve/index.ts")
      const secret = await context.withStore(db, {mustExist: true}, async (store) => {
        const made = await addToken(store, name, role, new Date().toISOString())
        await note(store, context, "token add", `${name} ${role}`)
        return made
      })
      await context.out.write(json ? `${jsonOf({name, role, token: secret})}\n` : `${secret}\n`)
      if (!json) context.world.stderr.write(`This is shown once. ${name} may ${role}.\n`)
    })
  const list = new Command("list").summary("who has a token")
  context.recordOptions(list).action(async ({db, json}: {readonly db: string; readonly json?: boolean}) => {
    const tokens = await context.withStore(db, {mustExist: true}, (store) => store.access.tokens())
    await context.out.write(json ? `${jsonOf(tokens)}\n` : tokensPage(context.terminal, tokens))
  })
  const revoke = new Command("revoke").summary("take a token back").argument("<name>", "whose it is")
  context.recordOptions(revoke).action(async (name: string, {db, json}: {readonly db: string; readonly json?: boolean}) => {
    const at = new Date().toISOString()
    await context.withStore(db, {mustExist: true}, async (store) => {
      if (!(await store.access.revokeToken(name, at))) throw failure("token-unknown", name)
      await note(store, context, "token revoke", name)
    })
    await context.out.write(json ? `${jsonOf({name, revoked: at})}\n` : `${context.terminal.foreign(name)}: taken back\n`)
  })
  for (const command of [add, list, revoke]) token.addCommand(command)

  const audit = new Command("audit")
    .summary("what was asked to be changed over HTTP, by whom")
    .description(
      "What was asked to be changed over HTTP and which tokens were made or taken back: when, by whom, from where, done or refused; the latest first.",
    )
    .option("--limit <n>", "how many at most; 0 for all (default: 50)", (value) => {
      const n = Number(value)
      if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError("a number is expected.")
      return n
    })
    .option("--after <place>", "where to read on")
  context
    .recordOptions(audit)
    .addHelpText("after", "\nExamples:\n  $ isnad audit --limit 0 --json\n      all of it")
    .action(
      async ({
        db,
        json,
        limit,
        after,
      }: {
        readonly db: string
        readonly json?: boolean
        readonly limit?: number
        readonly after?: string
      }) => {
        const acts = await context.withStore(db, {mustExist: true}, (store) => store.access.acts({limit: limit ?? 50, after}))
        await context.out.write(json ? `${jsonOf(acts)}\n` : actsPage(context.terminal, acts))
      },
    )
  return [token, audit]
}

const note = (store: Store, context: Context, does: string, of: string): Promise<void> =>
  store.access.note({at: new Date().toISOString(), by: userName(context.world.env), role: "admin", does, of, status: 200, from: "cli"})

function tokensPage(t: Terminal, tokens: readonly Token[]): string {
  if (tokens.length === 0) return `${t.paint.dim("There are none: the record is open to whoever sits at this machine.")}\n`
  return tokens
    .map(({name, role, made, revoked}) => {
      const line = `${padEnd(t.foreign(name), 24)}${padEnd(role, 8)}${made.slice(0, 10)}`
      return `${revoked === null ? line : t.paint.dim(`${line}  taken back ${revoked.slice(0, 10)}`)}\n`
    })
    .join("")
}

function actsPage(t: Terminal, {items, after}: Slice<KeptAct>): string {
  if (items.length === 0) return `${t.paint.dim("Nothing was asked to be changed.")}\n`
  const lines = items.map(({at, by, role, does, of, status, from}) => {
    const line = `${at.slice(0, 19).replace("T", " ")}  ${status}  ${padEnd(does, 13)}${t.foreign(of)}  ${by ? t.foreign(by) : "?"}${role ? ` (${role})` : ""} ${from}`
    return status < 400 ? line : t.paint.yellow(line)
  })
  return `${[...lines, ...(after === null ? [] : [t.paint.dim(`more: --after ${after}`)])].join("\n")}\n`
}
