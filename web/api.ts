import {useEffect, useState} from "preact/hooks"
import type {Answers, Inputs, RouteName} from "../src/serve/index.ts"

/// The API as the pages ask it: the types are those of its schemas, and what was answered once is kept while the record stands.

export type {Answers} from "../src/serve/index.ts"
export type Event = Answers["events"]["items"][number]
export type Claim = Answers["claims"]["items"][number]
export type ReportSummary = Claim["report"]
export type FigureTold = Answers["series"]["items"][number]["figures"][number]
export type Visit = Answers["visits"]["items"][number]
export type Name = {readonly ar: string; readonly en: string}
export type Names = {readonly [id: string]: Name}
export type Problem = {readonly code: string; readonly says: string; readonly hint: string; readonly detail?: string}

const PATHS: {readonly [name in RouteName]: string} = {
  reports: "/reports",
  report: "/reports/{id}",
  claims: "/claims",
  claim: "/claims/{id}",
  explain: "/claims/{id}/explain",
  timeline: "/timeline",
  counts: "/timeline/counts",
  entities: "/entities",
  entity: "/entities/{id}",
  search: "/search",
  events: "/events",
  event: "/events/{id}",
  relation: "/relations",
  visits: "/visits",
  stories: "/stories",
  story: "/stories/{id}",
  series: "/series",
  oneSeries: "/series/{id}",
  contradictions: "/contradictions",
  contradictionsOf: "/contradictions/{id}",
  due: "/due",
  today: "/today",
  sources: "/sources",
  gathering: "/gathering",
  decisions: "/decisions",
  queue: "/queue",
  asRead: "/reports/{id}/read",
  gold: "/gold",
  accept: "/decisions/accept",
  reject: "/decisions/reject",
  correct: "/decisions/correct",
  add: "/decisions/add",
  spell: "/decisions/spell",
  join: "/decisions/join",
  split: "/decisions/split",
  undo: "/decisions/undo",
  addReports: "/reports",
  session: "/session",
  signIn: "/session",
  signOut: "/session/end",
  audit: "/audit",
  stats: "/stats",
  changes: "/changes",
}

export type Decision = Answers["decisions"]["items"][number]
export type Asked<N extends RouteName> = {readonly [field in keyof Inputs[N]]?: string | number | undefined}

export function addressOf<N extends RouteName>(name: N, input: Asked<N>): string {
  const rest = new URLSearchParams()
  let path = PATHS[name]
  for (const [field, value] of Object.entries(input as {readonly [field: string]: string | number | undefined})) {
    if (value === undefined || value === "") continue
    if (path.includes(`{${field}}`)) path = path.replace(`{${field}}`, encodeURIComponent(value))
    else rest.set(field, String(value))
  }
  const query = rest.toString()
  return `/api/v1${path}${query ? `?${query}` : ""}`
}

const known = new Map<string, Promise<unknown>>()
const MOST_KNOWN = 200

export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.says)
    this.problem = problem
  }
}

export function ask<N extends RouteName>(name: N, input: Asked<N>): Promise<Answers[N]> {
  const address = addressOf(name, input)
  const before = known.get(address)
  if (before) return before as Promise<Answers[N]>
  const answer = fetch(address, {headers: {accept: "application/json"}}).then(async (response) => {
    const body = (await response.json()) as Answers[N] & {error?: Problem}
    if (!response.ok) throw new Refused(body.error ?? {code: String(response.status), says: response.statusText, hint: ""})
    return body as Answers[N]
  })
  answer.catch(() => known.delete(address))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(address, answer)
  return answer
}

export type Session = Answers["session"]
export type Role = NonNullable<Session["role"]>
const ROLES: readonly Role[] = ["read", "write", "review", "admin"]

/// Who the reader is to this server, asked for once; pages follow it as it changes.
let session: Promise<Session> | undefined
const followers = new Set<(session: Session) => void>()
const asked = async (): Promise<Session> => {
  const response = await fetch("/api/v1/session", {headers: {accept: "application/json"}})
  if (!response.ok) throw new Error(response.statusText)
  return (await response.json()) as Session
}
const askedSession = (): Promise<Session> => {
  session ??= asked()
  session.catch(() => (session = undefined))
  return session
}
function isNow(next: Session): Session {
  session = Promise.resolve(next)
  for (const follower of followers) follower(next)
  return next
}

export function useSession(): Session | undefined {
  const [state, setState] = useState<Session | undefined>(undefined)
  useEffect(() => {
    followers.add(setState)
    askedSession().then(setState, () => {})
    return () => void followers.delete(setState)
  }, [])
  return state
}

export const mayDo = (role: Role | null | undefined, needs: Role): boolean => !!role && ROLES.indexOf(role) >= ROLES.indexOf(needs)
/// Whether the reader may do what takes this role.
export const useMay = (needs: Role): boolean => mayDo(useSession()?.role, needs)

type Posted = "accept" | "reject" | "correct" | "add" | "spell" | "join" | "split" | "undo" | "addReports"

async function sent<N extends Posted | "signIn" | "signOut">(name: N, input: Inputs[N]): Promise<Answers[N]> {
  const {csrf} = await askedSession()
  const response = await fetch(`/api/v1${PATHS[name]}`, {
    method: "POST",
    headers: {accept: "application/json", "content-type": "application/json", "x-isnad-csrf": csrf},
    body: JSON.stringify(input),
  })
  const body = (await response.json()) as Answers[N] & {error?: Problem}
  // A server that was started anew has another word.
  if (body.error?.code === "csrf-missing" || response.status === 401) session = undefined
  if (!response.ok) throw new Refused(body.error ?? {code: String(response.status), says: response.statusText, hint: ""})
  return body as Answers[N]
}

/// Asks for a change; what was answered before it is asked anew.
export async function tell<N extends Posted>(name: N, input: Inputs[N]): Promise<Answers[N]> {
  try {
    return await sent(name, input)
  } finally {
    forget()
    toldAt = Date.now()
  }
}

export async function signIn(token: string): Promise<void> {
  isNow(await sent("signIn", {token}))
  forget()
}

export async function signOut(): Promise<void> {
  await sent("signOut", {})
  forget()
  isNow(await asked())
}

/// The word that a browser sends with a change, for forms that ask by themselves.
export const csrfWord = async (): Promise<string> => (await askedSession()).csrf

/// A change of one's own is no news.
let toldAt = 0
export const isOwnChange = (): boolean => Date.now() - toldAt < 4000

/// What was answered before is asked anew: the record has changed.
export const forget = (): void => known.clear()

export type State<T> = {readonly value?: T | undefined; readonly problem?: Problem | undefined; readonly loading: boolean}

/// An answer for a component: the one before stays in sight while the next is on its way.
export function useAnswer<N extends RouteName>(name: N, input: Asked<N> | undefined, again = 0): State<Answers[N]> {
  const [state, setState] = useState<State<Answers[N]>>({loading: true})
  const address = input && addressOf(name, input)
  useEffect(() => {
    if (!input) {
      setState({loading: false})
      return
    }
    let current = true
    setState((s) => ({...s, problem: undefined, loading: true}))
    ask(name, input).then(
      (value) => current && setState({value, loading: false}),
      (error: unknown) =>
        current &&
        setState({problem: error instanceof Refused ? error.problem : {code: "network", says: String(error), hint: ""}, loading: false}),
    )
    return () => {
      current = false
    }
  }, [address, again])
  return state
}

/// Calls back when the record changes, at most once in a while; follows it while the reader may read.
export function useChanges(onChange: () => void, mayRead: boolean): void {
  useEffect(() => {
    if (!mayRead) return
    const source = new EventSource("/api/v1/changes")
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        onChange()
      }, 800)
    }
    for (const what of ["links", "decision"]) source.addEventListener(what, later)
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [mayRead])
}

/// Saves what an address answers in another form.
export async function download(address: string, accept: string, name: string): Promise<void> {
  const blob = await (await fetch(address, {headers: {accept}})).blob()
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
