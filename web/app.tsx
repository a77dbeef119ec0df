import {type ComponentType, Fragment} from "preact"
import {useEffect, useRef, useState} from "preact/hooks"
import {forget, isOwnChange, mayDo, type Role, type Session, signOut, useChanges, useSession} from "./api.ts"
import {labels, language} from "./labels/index.ts"
import {Lost} from "./parts/lost.tsx"
import {Waiting} from "./parts/states.tsx"
import {go, Link, type Place, to, usePlace} from "./router.tsx"

/// The frame around every page, and which page an address is. Pages load when they are opened.

type Page = ComponentType<{readonly place: Place; readonly again: number}>
const lost = async (): Promise<{readonly default: Page}> => ({default: Lost})
const PAGES: {readonly [name: string]: () => Promise<{readonly default: Page}>} = {
  today: () => import("./pages/today.tsx"),
  timeline: () => import("./pages/timeline.tsx"),
  event: () => import("./pages/event.tsx"),
  report: () => import("./pages/report.tsx"),
  search: () => import("./pages/search.tsx"),
  entity: () => import("./pages/entity.tsx"),
  relation: () => import("./pages/relation.tsx"),
  series: () => import("./pages/series.tsx"),
  story: () => import("./pages/story.tsx"),
  claim: () => import("./pages/claim.tsx"),
  contradictions: () => import("./pages/contradictions.tsx"),
  sources: () => import("./pages/sources.tsx"),
  gathering: () => import("./pages/gathering.tsx"),
  review: () => import("./pages/review.tsx"),
  add: () => import("./pages/add.tsx"),
  "sign-in": () => import("./pages/sign-in.tsx"),
  api: () => import("./pages/api.tsx"),
}
const NAV = ["today", "timeline", "relation", "search", "series", "contradictions", "sources", "review", "add", "api"] as const
/// What a page takes beyond reading: it is not offered to whoever may not.
const NEEDS: {readonly [name: string]: Role} = {review: "review", add: "write"}

export function App() {
  const place = usePlace()
  const [again, setAgain] = useState(0)
  const [changed, setChanged] = useState(false)
  const session = useSession()
  useChanges(
    () => {
      forget()
      if (!isOwnChange()) setChanged(true)
    },
    session !== undefined && session.role !== null,
  )
  // Whoever may not even read is asked who he is, wherever he came to.
  const name = session?.role === null ? "sign-in" : (place.path[0] ?? "today")
  return (
    <Fragment>
      <a class="skip" href="#content">
        {labels.skip}
      </a>
      <Header at={name} place={place} session={session} />
      {changed && (
        <p class="notice" role="status">
          {labels.changed}{" "}
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setChanged(false)
              setAgain(again + 1)
            }}
          >
            {labels.refresh}
          </button>
        </p>
      )}
      <main id="content" tabIndex={-1}>
        <Shown key={`${place.path.join("/")} ${again}`} name={name} place={place} again={again} />
      </main>
      <footer class="foot">
        <span>{labels.brand}</span> · <span>{labels.brandSays}</span>
      </footer>
    </Fragment>
  )
}

/// Things have an address of their own under the name of their page; other pages have one address.
const OF_THINGS: ReadonlySet<string | undefined> = new Set(["event", "report", "entity", "story", "claim"])
const OF_BOTH: ReadonlySet<string | undefined> = new Set(["series", "contradictions"])
const isAddress = ({path: [name, id, ...rest]}: Place): boolean =>
  rest.length === 0 && (OF_BOTH.has(name) || OF_THINGS.has(name) === (id !== undefined))

function Shown({name, place, again}: {readonly name: string; readonly place: Place; readonly again: number}) {
  const [Page, setPage] = useState<Page | undefined>(undefined)
  useEffect(() => {
    const load = (isAddress(place) && Object.hasOwn(PAGES, name) && PAGES[name]) || lost
    let current = true
    load().then((module) => current && setPage(() => module.default))
    return () => {
      current = false
    }
  }, [name])
  return Page ? <Page place={place} again={again} /> : <Waiting />
}

function Header({at, place, session}: {readonly at: string; readonly place: Place; readonly session: Session | undefined}) {
  const other = language === "ar" ? "en" : "ar"
  const search = place.query.toString()
  const nav = useRef<HTMLElement>(null)
  // On a phone the pages stand in a row that is wider than the screen.
  useEffect(() => nav.current?.querySelector("[aria-current]")?.scrollIntoView({block: "nearest", inline: "nearest"}), [at])
  const [words, setWords] = useState(at === "search" ? (place.query.get("q") ?? "") : "")
  return (
    <header class="top">
      <div class="top-in">
        <Link href={to("")} class="brand" aria-label={labels.brand}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M16 7v7M16 14c0 4-7 3-7 9M16 14c0 4 7 3 7 9" />
            <circle cx="16" cy="6" r="3" />
            <circle cx="9" cy="25" r="3" />
            <circle cx="23" cy="25" r="3" />
          </svg>
          <span>{labels.brand}</span>
        </Link>
        <nav ref={nav} aria-label={labels.menu}>
          {NAV.filter((name) => mayOpen(session, NEEDS[name])).map((name) => (
            <Link key={name} href={to(name === "today" ? "" : name)} aria-current={at === name ? "page" : undefined}>
              {name === "sources" ? labels.sourcesPage : labels[name]}
            </Link>
          ))}
        </nav>
        <search class="find">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              go(to("search", {q: words.trim()}))
            }}
          >
            <input
              type="search"
              name="q"
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
              placeholder={labels.search}
              aria-label={labels.searchFor}
              dir="auto"
            />
          </form>
        </search>
        <div class="tools">
          {session && <Who session={session} />}
          <button type="button" class="icon" aria-label={labels.theme} title={labels.theme} onClick={turnTheme}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <circle cx="12" cy="12" r="8" />
              <path d="M12 4a8 8 0 0 1 0 16z" class="half" />
            </svg>
          </button>
          <a
            class="lang"
            href={`/${other}/${place.path.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`}
            lang={other}
            hreflang={other}
          >
            {labels.otherLanguage}
          </a>
        </div>
      </div>
    </header>
  )
}

/// Until it is known who reads, everything is offered: most read a record of their own.
const mayOpen = (session: Session | undefined, needs: Role | undefined): boolean =>
  needs === undefined || session === undefined || mayDo(session.role, needs)

/// Signed in by a token: by what name, and the way out. Where anyone may read: the way in.
function Who({session}: {readonly session: Session}) {
  if (session.openness === "local" && session.role === "admin") return null
  if (session.role === null) return null
  return session.name === null ? (
    <Link class="lang" href={to("sign-in")}>
      {labels.signIn}
    </Link>
  ) : (
    <button type="button" class="quiet small" title={labels.signOut} onClick={() => void signOut()}>
      <bdi>{session.name}</bdi> · {labels.signOut}
    </button>
  )
}

/// Light or dark as the machine has it, until the reader says otherwise.
function turnTheme(): void {
  const root = document.documentElement
  const dark = root.dataset["theme"] ? root.dataset["theme"] === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  root.dataset["theme"] = dark ? "light" : "dark"
  try {
    localStorage.setItem("theme", root.dataset["theme"])
  } catch {
    // A browser that keeps nothing still shows it.
  }
}
